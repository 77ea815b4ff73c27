using ApnaKart.Watch.Dashboard.Components.Parts.Detail;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

public sealed class NodesPartTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 2, 7, TimeSpan.Zero);

    public NodesPartTests()
    {
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Nodes_stand_by_zone_with_their_last_lease_and_how_long_they_fail()
    {
        var part = Part("ip-1|ap-south-1b|bad|NodeStatusUnknown|70|2026-11-23T09:00:07.000Z\nip-2|ap-south-1a|ready|||\nip-3|ap-south-1b|ready||10|");

        part.FindAll("tr.group").Select(row => row.TextContent).ShouldBe(["ap-south-1a: 1 of 1 ready", "ap-south-1b: 1 of 2 ready"]);
        part.FindAll("tbody tr:not(.group)").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim()))).ShouldBe(
        [
            "ip-2|ready|—|not known|—",
            "ip-1|bad|NodeStatusUnknown|1 min 10 s ago|2 min 0 s",
            "ip-3|ready|—|10 s ago|—",
        ]);
    }

    [Fact]
    public void A_line_that_was_cut_is_left_out_and_hostile_words_are_only_words()
    {
        var part = Part("<img src=x onerror=alert(1)>|a|bad|<b>|1|\nip-2|ap-so");

        part.FindAll("tbody tr:not(.group)").Count.ShouldBe(1);
        part.Find("tbody tr:not(.group) th").TextContent.ShouldBe("<img src=x onerror=alert(1)>");
        part.FindAll("img").ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_table_there_is_nothing() => Part(null).Markup.Trim().ShouldBeEmpty();

    private IRenderedComponent<NodesPart> Part(string? table)
    {
        var resource = SampleDetails.CheckoutResource(Now) with
        {
            Resource = "nodegroup/ap-south-1/prod//app",
            Values = table is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["table"] = table },
        };
        return Render<NodesPart>(parameters => parameters.Add(part => part.It, resource));
    }
}
