using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Components.Layout;
using ApnaKart.Watch.Dashboard.Components.Pages;
using ApnaKart.Watch.Dashboard.Live;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

public sealed class PageTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 2, 7, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Now);
    private readonly FakeLiveBoard _board;

    public PageTests()
    {
        _board = new FakeLiveBoard(_time, SampleBoards.Bad(Now)) { Sources = SampleDetails.Streams(Now) };
        _board.Details[2] = SampleDetails.Crash(Now);
        _board.Details[11] = SampleDetails.NotCollected(11, Now);
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton<ILiveBoard>(_board);
        Services.AddSingleton<ISampleStore>(new FakeSampleStore(_time));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Fifteen_tiles_stand_in_three_rows_of_five_in_order()
    {
        var page = Render<BoardPage>();

        page.FindAll(".row").Select(row => row.QuerySelector("h2")!.TextContent).ShouldBe(["Kubernetes", "AWS", "Recovery"]);
        page.FindAll("[data-tile]").Select(tile => tile.GetAttribute("data-tile")).ShouldBe(Enumerable.Range(1, 15).Select(number => number.ToString()));
        page.FindAll(".row").ShouldAllBe(row => row.QuerySelectorAll(".tile").Length == 5);
    }

    [Fact]
    public void The_head_says_how_many_are_judged_and_what_is_worst()
    {
        var page = Render<BoardPage>();

        page.Find(".platform").TextContent.ShouldContain("8 of 15");
        page.Find(".platform .sub").TextContent.ShouldContain("2 · CrashLoopBackOff after ConfigMap change");
    }

    [Fact]
    public void What_nothing_explains_has_a_line_of_its_own_only_when_there_is_any()
    {
        var page = Render<BoardPage>();
        page.Find(".unexplained").TextContent.ShouldContain("3 of 6 ready pods missing");

        _board.Show(SampleBoards.Quiet(Now));
        _time.Advance(TimeSpan.FromMilliseconds(250));

        page.WaitForState(() => page.FindAll(".unexplained").Count == 0);
    }

    [Fact]
    public void Before_the_first_pass_the_board_says_that_nothing_is_known()
    {
        _board.Show(SampleBoards.Quiet(Now) with { Scenarios = [], Platform = new PlatformReport(null, "unknown", null, 0, 0, Now, []) });

        var page = Render<BoardPage>();

        page.Markup.ShouldContain("The first pass of the engine has not ended.");
        page.Find(".platform .score").TextContent.ShouldBe("Platform score —");
    }

    [Fact]
    public async Task Leaving_a_page_ends_following()
    {
        Render<BoardPage>();
        _board.Followers.ShouldBe(1);

        await DisposeComponentsAsync();

        SpinWait.SpinUntil(() => _board.Followers == 0, TimeSpan.FromSeconds(5)).ShouldBeTrue();
    }

    [Fact]
    public void A_page_takes_at_most_four_boards_a_second()
    {
        var page = Render<Pulse>();
        var drawn = page.RenderCount;

        for (var board = 1; board <= 20; board++)
            _board.Show(SampleBoards.Bad(Now) with { Revision = 5000 + board, AsOf = Now.AddMilliseconds(board) });

        page.RenderCount.ShouldBeLessThanOrEqualTo(drawn + 1);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        page.WaitForAssertion(() => page.Find("#pulse").GetAttribute("data-as-of").ShouldBe("2026-11-23T09:02:07.020Z"));
    }

    [Fact]
    public void A_scenario_that_is_not_judged_still_has_its_runbook()
    {
        var page = Scenario(11);

        page.Find(".banner.off").TextContent.ShouldContain("Not judged yet: source not built.");
        page.Find(".do-panel").TextContent.ShouldContain("Ask for the state of the thing.");
        page.FindAll(".why-panel").ShouldBeEmpty();
    }

    [Fact]
    public void Another_resource_is_unfolded_and_the_commands_still_say_whose_they_are()
    {
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>()
            .NavigateTo("/scenarios/2?resource=" + Uri.EscapeDataString("deployment/ap-south-1/prod/shop/payments"));

        var page = Scenario(2);

        page.Find(".why-panel h2").TextContent.ShouldBe("Why the score is 70");
        page.Find(".do-panel .banner").TextContent.ShouldContain("deployment checkout");
    }

    [Fact]
    public void There_is_no_scenario_99()
    {
        var page = Scenario(99);

        page.Find("h1").TextContent.ShouldBe("There is no such page");
    }

    [Fact]
    public void Before_the_first_pass_a_scenario_waits_and_is_not_missing()
    {
        _board.Details.Clear();
        _board.Show(SampleBoards.Quiet(Now) with { Scenarios = [] });

        Scenario(2).Markup.ShouldContain("The first pass of the engine has not ended yet.");
    }

    [Fact]
    public void The_sandbox_starts_and_stops_an_outage()
    {
        var sandbox = new FakeSandbox(_time);
        Services.AddSingleton<ISandbox>(sandbox);
        var page = Render<SandboxPage>();

        page.Find("button[aria-label$=': hashed']").Click();
        sandbox.Outages[0].Running.ShouldBe("hashed");
        page.Find("[role=status]").TextContent.ShouldContain("Started");
        page.Find("button.stop").Click();

        sandbox.Outages[0].Running.ShouldBeNull();
    }

    [Fact]
    public void A_live_estate_has_no_sandbox()
    {
        Services.AddSingleton<ISandbox>(new FakeSandbox(_time));
        _board.Show(SampleBoards.Quiet(Now) with { Mode = "live" });

        Render<SandboxPage>().Find("h1").TextContent.ShouldBe("There is no such page");
        Render<NavBar>().Markup.ShouldNotContain("SANDBOX");
    }

    [Fact]
    public void The_sandbox_is_labelled_in_the_bar_of_every_page() => Render<NavBar>().Find(".mode").TextContent.ShouldBe("SANDBOX");

    [Fact]
    public void Sources_say_what_is_lost_and_since_when()
    {
        var page = Render<SourcesPage>();

        page.Find("tr.more").TextContent.ShouldContain("403: configmaps is forbidden");
        page.Find("tr.more").TextContent.ShouldContain("crash_after_configmap_change_seconds");
        page.Markup.ShouldContain("4 of 6 streams deliver");
    }

    private IRenderedComponent<ScenarioPage> Scenario(int number) => Render<ScenarioPage>(parameters => parameters.Add(page => page.Number, number));
}
