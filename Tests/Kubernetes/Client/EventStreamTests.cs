using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;
using static ApnaKart.Watch.Tests.Kubernetes.Client.Rig;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

public sealed class EventStreamTests
{
    [Fact]
    public async Task Events_are_never_listed_as_a_whole()
    {
        await using var api = await StubApi.StartAsync();
        for (var index = 0; index < 50; index++)
            api.Store.Put(Events, $"event-{index:00}");
        await using var rig = new Rig(api.Kubeconfig, Fast with { PageSize = 5, BackfillPages = 3 }, paths: Events);
        await Eventually.BeAsync(() => api.Count(StubCall.Watch, Events) == 1);
        var lists = api.Requests.Where(request => request.Call == StubCall.List).Select(request => request.Query).ToList();
        lists.ShouldBe(["?limit=1", "?limit=5", "?limit=5&continue=5", "?limit=5&continue=10"]);
        rig.Sink.Replaced.ShouldBe(0);
        rig.Sink.Things.Count.ShouldBe(15);
        rig.Window.Count("complete", "events").ShouldBe(1);
        api.Store.Put(Events, "event-new");
        await Eventually.BeAsync(() => rig.Sink.Things.ContainsKey("event-new"));
    }

    [Theory]
    [InlineData(50, 1)]
    [InlineData(3, 0)]
    public async Task A_break_that_cannot_be_resumed_is_recorded_as_a_gap_unless_one_page_closes_it(int events, int gaps)
    {
        await using var api = await StubApi.StartAsync();
        for (var index = 0; index < events; index++)
            api.Store.Put(Events, $"event-{index:00}");
        var broken = 0;
        api.On(StubCall.Watch, Events, context => Interlocked.Increment(ref broken) == 1
            ? Faults.Lines(close: true, Faults.ErrorLine(410, "Expired", "too old"))(context) : api.AnswerAsync(StubCall.Watch, context));
        await using var rig = new Rig(api.Kubeconfig, Fast with { PageSize = 5, BackfillPages = 2 }, paths: Events);
        await Eventually.BeAsync(() => broken >= 2 && rig.Health("events").State == "ok");
        rig.Window.Facts.Count.ShouldBe(gaps);
        if (gaps == 0)
            return;
        var fact = rig.Window.Facts.First();
        fact.Kind.ShouldBe(FactKinds.CollectorGap);
        fact.Text.ShouldStartWith("Events of cluster prod between ");
        rig.Health("events").LastError.ShouldBe(fact.Text);
        api.Requests.Count(request => request.Call == StubCall.List && request.Query == "?limit=1").ShouldBe(2);
    }

    [Fact]
    public async Task Quiet_events_are_ordinary_and_no_error()
    {
        await using var api = await StubApi.StartAsync();
        await using var rig = new Rig(api.Kubeconfig, silence: 0.4, paths: Events);
        await Eventually.BeAsync(() => api.Count(StubCall.Watch, Events) == 3);
        rig.Health("events").LastError.ShouldBeNull();
        rig.Health("events").State.ShouldBe("ok");
        api.Count(StubCall.List, Events).ShouldBe(2);
    }
}
