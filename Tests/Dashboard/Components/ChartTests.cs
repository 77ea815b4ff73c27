using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Dashboard.Components.Parts.Charts;
using ApnaKart.Watch.Rules.Signals;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

public sealed class ChartTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_gap_breaks_the_line_and_is_never_drawn_as_zero()
    {
        var plot = new ChartPlot(Chart([At(30, 2), At(29, 2), At(10, 2), At(9, 2), At(8, 2)]));

        var pieces = plot.Pieces(Chart([At(30, 2), At(29, 2), At(10, 2), At(9, 2), At(8, 2)]).Lines[0]);

        pieces.Count.ShouldBe(2);
        pieces.SelectMany(piece => piece.Split(' ')).Select(point => point.Split(',')[1]).Distinct().ShouldBe([Y(plot, 2)]);
        plot.Gaps.Count.ShouldBe(2);
    }

    [Fact]
    public void A_series_without_a_point_is_one_gap()
    {
        var plot = new ChartPlot(Chart([]));

        plot.Gaps.ShouldBe([(0, 1)]);
        plot.Pieces(Chart([]).Lines[0]).ShouldBeEmpty();
    }

    [Fact]
    public void A_value_that_is_no_number_is_not_drawn() =>
        new ChartPlot(Chart([At(5, double.NaN)])).Pieces(Chart([At(5, double.NaN)]).Lines[0]).ShouldBeEmpty();

    [Fact]
    public void A_value_holds_until_the_next_and_jumps_then()
    {
        var chart = Chart([At(2, 0), At(1, 6)]);

        new ChartPlot(chart).Pieces(chart.Lines[0]).ShouldHaveSingleItem().Split(' ').Length.ShouldBe(4);
    }

    [Fact]
    public void The_newest_value_is_no_data_when_it_is_older_than_a_gap()
    {
        var chart = Render<LineChart>(parameters => parameters.Add(part => part.It, Chart([At(30, 4), At(8, 4)])));

        chart.Find(".key").TextContent.ShouldContain("no data");
        chart.Find(".gap").TextContent.ShouldBe("no data");
    }

    [Fact]
    public void The_band_of_a_limit_is_on_its_bad_side()
    {
        var plot = new ChartPlot(Chart([At(1, 8)]));

        plot.Band(new ChartLimit("", "crit", 4, LowerIsWorse: false)).Y.ShouldBe(0);
        plot.Band(new ChartLimit("", "crit", 4, LowerIsWorse: true)).Y.ShouldBe(plot.Y(4));
    }

    [Fact]
    public void Limits_of_a_share_are_drawn_as_counts_only_when_the_whole_is_known()
    {
        var plan = ChartPlan.Of(Resource.Parse(SampleDetails.Checkout), SampleDetails.CheckoutResource(Now).Symptoms)[0];

        plan.ShareLimits(6).Select(limit => limit.Name).ShouldBe(["degraded ≥ 1 % of 8", "critical ≥ 30 % of 8"]);
        plan.ShareLimits(null).ShouldBeEmpty();
        plan.ShareLimits(7.3).ShouldBeEmpty();
    }

    [Fact]
    public void A_store_that_cannot_be_read_is_said_and_draws_nothing()
    {
        var store = new FakeSampleStore(TimeProvider.System) { Trouble = "the file is locked" };
        Services.AddSingleton<ISampleStore>(store);
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));

        var charts = Charts();

        charts.Markup.ShouldContain("The history cannot be read.");
        charts.Markup.ShouldContain("the file is locked");
        charts.FindAll("svg").ShouldBeEmpty();
    }

    [Fact]
    public void Charts_are_read_anew_as_time_goes_on_and_not_after_leaving()
    {
        var time = new FakeTimeProvider(Now);
        var store = new FakeSampleStore(time);
        store.Series[Known.Crash.LoopingPods.Name] = _ => 6;
        Services.AddSingleton<ISampleStore>(store);
        Services.AddSingleton<TimeProvider>(time);
        var charts = Charts();
        charts.Find(".key").TextContent.ShouldContain("6");

        store.Series[Known.Crash.LoopingPods.Name] = _ => 3;
        time.Advance(TimeSpan.FromSeconds(5));

        charts.WaitForAssertion(() => charts.Find(".key").TextContent.ShouldContain("3"));
    }

    [Fact]
    public void A_slow_store_is_waited_for_and_then_drawn_at_once()
    {
        var time = new FakeTimeProvider(Now);
        var slow = new TaskCompletionSource();
        var store = new FakeSampleStore(time) { Ready = slow.Task };
        store.Series[Known.Crash.LoopingPods.Name] = _ => 6;
        Services.AddSingleton<ISampleStore>(store);
        Services.AddSingleton<TimeProvider>(time);
        var charts = Charts();
        charts.Markup.ShouldContain("Reading the history.");

        slow.SetResult();

        charts.WaitForAssertion(() => charts.Find(".key").TextContent.ShouldContain("6"));
    }

    private IRenderedComponent<SignalCharts> Charts() => Render<SignalCharts>(parameters => parameters
        .Add(part => part.Resource, SampleDetails.Checkout)
        .Add(part => part.Symptoms, SampleDetails.CheckoutResource(Now).Symptoms)
        .Add(part => part.Changes, []));

    private static Point At(double minutesAgo, double value) => new(Now.AddMinutes(-minutesAgo), value, value, value);

    private static string Y(ChartPlot plot, double value) => plot.Y(value).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    private static ChartData Chart(IReadOnlyList<Point> points) => new(
        "Pods that crash", "count", Now.AddMinutes(-30), Now, TimeSpan.FromSeconds(90), [new ChartLine("now", "bad", points)], [], [], "");
}
