using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Components.Parts;
using ApnaKart.Watch.Dashboard.Components.Parts.Detail;
using ApnaKart.Watch.Dashboard.Components.Parts.Tiles;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>The parts of the pages, one by one.</summary>
public sealed class PartTests : BunitContext
{
    private const string Hostile = "<img src=x onerror=alert(1)>";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 2, 7, TimeSpan.Zero);

    public PartTests()
    {
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Theory]
    [InlineData("healthy", "✓", "Healthy")]
    [InlineData("degraded", "▲", "Degraded")]
    [InlineData("critical", "■", "Critical")]
    [InlineData("unknown", "?", "Unknown")]
    [InlineData("notCollected", "○", "Not collected")]
    [InlineData("sparkling", "?", "Unknown")]
    public void A_status_is_a_shape_and_a_word_never_colour_alone(string status, string shape, string word)
    {
        var mark = Render<StatusMark>(parameters => parameters.Add(part => part.Status, status));

        mark.Find(".shape").TextContent.ShouldBe(shape);
        mark.Find(".mark").TextContent.ShouldContain(word);
    }

    [Fact]
    public void The_service_map_names_the_policy_that_forbids_a_call_and_shows_hostile_names_as_text()
    {
        var values = new Dictionary<string, string>
        {
            ["service"] = "pay",
            ["map"] = $"shop/checkout|8080|forbidden|ingress|payments/default-deny|no rule lets it in\nshop/{Hostile}|8080|allowed|||\nnot a line",
            ["lints"] = Hostile,
        };
        var map = Render<ServiceMap>(parameters => parameters.Add(part => part.Values, values));

        var rows = map.FindAll("tbody tr");
        rows.Count.ShouldBe(2);
        rows[0].TextContent.ShouldContain("✕ forbidden");
        rows[0].TextContent.ShouldContain("NetworkPolicy payments/default-deny");
        rows[1].TextContent.ShouldContain("✓ allowed");
        map.FindAll("img").ShouldBeEmpty();
        Render<ServiceMap>(parameters => parameters.Add(part => part.Values, new Dictionary<string, string>())).Markup.Trim().ShouldBeEmpty();
    }

    [Fact]
    public void An_unknown_tile_says_why_and_has_no_score()
    {
        var tile = Tile(SampleBoards.Unknown(15, Now));

        tile.Find(".why").TextContent.ShouldBe("a permission is missing: kubernetes/prod: configmaps, 403 configmaps is forbidden");
        tile.Find(".score").TextContent.ShouldBe("Score —");
        tile.Find(".tile").ClassList.ShouldContain("unknown");
    }

    [Fact]
    public void An_unknown_tile_without_a_cause_says_that_too()
    {
        var tile = Tile(SampleBoards.Unknown(15, Now) with { UnknownBecause = null });

        tile.Find(".why").TextContent.ShouldBe("not known, and no cause was given");
    }

    [Fact]
    public void Not_collected_looks_unlike_unknown_and_has_no_ages()
    {
        var tile = Tile(SampleBoards.NotCollected(11, Now));

        tile.Find(".tile").ClassList.ShouldContain("off");
        tile.Find(".tile").ClassList.ShouldNotContain("unknown");
        tile.FindAll(".age").ShouldBeEmpty();
    }

    [Fact]
    public void A_tile_carries_both_clocks_for_the_browser_to_run()
    {
        var tile = Tile(SampleBoards.Crash(Now));

        tile.Find(".data-age [data-since]").GetAttribute("data-since").ShouldBe("2026-11-23T09:02:06.400Z");
        tile.Find(".data-age [data-since]").GetAttribute("data-stale-after").ShouldBe("15");
        tile.Find(".for [data-since]").GetAttribute("data-since").ShouldBe("2026-11-23T08:57:55.000Z");
        tile.Find(".for").TextContent.ShouldBe("for 4 min 12 s");
    }

    [Fact]
    public void A_tile_without_data_says_no_data_and_not_0_s()
    {
        var tile = Tile(SampleBoards.Crash(Now) with { DataAgeSeconds = null });

        tile.Find(".data-age .age").TextContent.ShouldBe("no data");
    }

    [Theory]
    [InlineData("pending", false)]
    [InlineData("firing", true)]
    [InlineData("recovering", false)]
    public void Only_what_fires_is_filled(string phase, bool filled)
    {
        var tile = Tile(SampleBoards.Crash(Now) with { Phase = phase });

        tile.FindAll(".mark.filled").Count.ShouldBe(filled ? 1 : 0);
        tile.Find(".tile").ClassList.ShouldContain(phase);
        tile.Find(".marks").TextContent.Contains(phase, StringComparison.Ordinal).ShouldBe(!filled);
    }

    [Fact]
    public void Stale_and_explained_are_said_in_words()
    {
        var tile = Tile(SampleBoards.Crash(Now) with { Stale = true, ExplainedBy = new ExplainedByReport(11, Now, "the region is down") });

        tile.FindAll(".flag").Select(flag => flag.TextContent).ShouldBe(["stale", "due to 11"]);
    }

    [Fact]
    public void A_tile_that_shows_the_same_is_not_drawn_again()
    {
        var tile = Tile(SampleBoards.Crash(Now));
        tile.Render(parameters => parameters.Add(part => part.AsOf, Now));
        var drawn = tile.RenderCount;

        tile.Render(parameters => parameters.Add(part => part.It, SampleBoards.Crash(Now)).Add(part => part.AsOf, Now.AddMilliseconds(40)));

        tile.RenderCount.ShouldBe(drawn);
        tile.Render(parameters => parameters.Add(part => part.It, SampleBoards.Crash(Now) with { Score = 17 }));
        tile.RenderCount.ShouldBe(drawn + 1);
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        Tile(SampleBoards.Crash(Now) with { Headline = Hostile, Short = Hostile }).FindAll("img").ShouldBeEmpty();
        Render<Prose>(parameters => parameters.Add(part => part.Text, $"see `{Hostile}` and {Hostile}")).FindAll("img").ShouldBeEmpty();
        var changed = Render<WhatChanged>(parameters => parameters
            .Add(part => part.Changes, [new ChangeReport(Now, "configmap-changed", Hostile, Hostile, null, null)])
            .Add(part => part.Values, new Dictionary<string, string> { ["diff"] = $"+ key: {Hostile}", ["configmap"] = Hostile, ["manager"] = Hostile }));
        changed.FindAll("img").ShouldBeEmpty();
        changed.Find(".diff .add").TextContent.ShouldContain(Hostile);
    }

    [Fact]
    public void A_symptom_without_a_value_is_no_data_left_out_never_0()
    {
        var table = Render<WhyTable>(parameters => parameters.Add(part => part.It, SampleDetails.CheckoutResource(Now)));

        var row = table.FindAll("tr.no-data")[0].TextContent;
        row.ShouldContain("no data");
        row.ShouldContain("left out");
        row.ShouldNotContain("0 %");
        table.FindAll("tr.no-data .bar.none").Count.ShouldBe(2);
    }

    [Fact]
    public void The_score_is_unfolded_down_to_counts_limits_and_points()
    {
        var table = Render<WhyTable>(parameters => parameters.Add(part => part.It, SampleDetails.CheckoutResource(Now)));

        table.Find("h2").TextContent.ShouldBe("Why the score is 18");
        table.Markup.ShouldContain("6 of 8 pods");
        table.Find("td[data-label=Limits]").TextContent.ShouldBe("degraded from 1\u00a0%, critical from 30\u00a0%");
        table.Markup.ShouldContain("0.02 of 0.11 points");
    }

    [Fact]
    public void The_copy_button_carries_exactly_the_command()
    {
        var step = Step(SampleRunbook.Filled[2].Steps[0]);

        step.Find("button[data-copy]").GetAttribute("data-copy").ShouldBe(SampleDetails.Restore);
        step.Find("pre code").TextContent.ShouldBe(SampleDetails.Restore);
    }

    [Fact]
    public void A_step_whose_command_has_no_value_says_what_to_do_instead()
    {
        var step = Step(SampleRunbook.Filled[2].Steps[2]);

        step.FindAll("pre").ShouldBeEmpty();
        step.FindAll("[data-copy]").ShouldBeEmpty();
        step.Find(".otherwise").TextContent.ShouldContain("Watch does not know who it was");
    }

    [Fact]
    public void A_look_alike_that_is_established_is_said_first()
    {
        var resource = SampleDetails.CheckoutResource(Now) with { RuledOut = [new("New release", "not seen", false), new("Out of memory", "OOMKilled", true)] };

        var part = Render<RuledOutPart>(parameters => parameters.Add(one => one.It, resource));

        part.FindAll("dt")[0].TextContent.ShouldBe("Out of memory: this is it instead");
    }

    [Fact]
    public void An_unknown_cause_is_called_unknown()
    {
        var resource = SampleDetails.CheckoutResource(Now) with { CauseKnown = false, Match = 0.6, Causes = [] };

        Render<LikelyCause>(parameters => parameters.Add(one => one.It, resource)).Markup.ShouldContain("The cause is not known.");
    }

    private IRenderedComponent<Tile> Tile(ScenarioReport report) =>
        Render<Tile>(parameters => parameters.Add(part => part.It, report).Add(part => part.AsOf, Now));

    private IRenderedComponent<Step> Step(StepDetail step) => Render<Step>(parameters => parameters
        .Add(part => part.It, step).Add(part => part.Tick, "2@1/Fix now/1").Add(part => part.Values, SampleDetails.CheckoutResource(Now).Values));
}
