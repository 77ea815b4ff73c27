using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;
using static ApnaKart.Watch.Tests.Kubernetes.Client.Rig;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

public sealed class WatchFaultTests
{
    [Fact]
    public async Task Changes_arrive_by_the_watch_and_no_second_list_is_made()
    {
        await using var api = await StubApi.StartAsync();
        api.Store.Put(Pods, "cart-1");
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => rig.Health("pods").Detail.StartsWith("watching", StringComparison.Ordinal));
        api.Store.Put(Pods, "cart-2");
        api.Store.Put(Pods, "cart-2");
        api.Store.Delete(Pods, "cart-1");
        await Eventually.BeAsync(() => rig.Sink.Applied == 3 && !rig.Sink.Things.ContainsKey("cart-1"));
        rig.Sink.Things.Keys.ShouldBe(["cart-2"]);
        api.Count(StubCall.List, Pods).ShouldBe(1);
        rig.Health("pods").Events.ShouldBe(3);
        rig.Health("pods").Objects.ShouldBe(1);
        rig.Window.Count("complete", "pods").ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_that_is_closed_in_good_order_resumes_where_it_stood_without_a_list()
    {
        await using var api = await StubApi.StartAsync();
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => api.Count(StubCall.Watch, Pods) == 1);
        api.Store.Put(Pods, "cart-1");
        await Eventually.BeAsync(() => rig.Sink.Applied == 1);
        var stood = api.Store.Version;
        // A watch ends with the request of the client: the stub is restarted, which ends them all.
        await Eventually.PassAsync(0.4);
        await api.StopAsync();
        await api.ListenAsync();
        api.Store.Put(Pods, "cart-2");
        await Eventually.BeAsync(() => rig.Sink.Things.ContainsKey("cart-2"));
        api.Count(StubCall.List, Pods).ShouldBe(1);
        api.Requests.Last(request => request.Call == StubCall.Watch).Query.ShouldContain($"resourceVersion={stood}");
    }

    [Theory]
    [InlineData(410, "Expired", "too old resource version: 9942 (10004)")]
    [InlineData(504, "Timeout", "Timeout: Too large resource version: 99, current: 5")]
    public async Task A_version_that_is_too_old_or_not_there_yet_leads_to_a_fresh_list_and_no_hot_loop(int code, string reason, string message)
    {
        await using var api = await StubApi.StartAsync();
        api.Store.Put(Pods, "cart-1");
        api.On(StubCall.Watch, Pods, Faults.Lines(close: true, Faults.ErrorLine(code, reason, message)));
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => api.Count(StubCall.List, Pods) >= 2);
        rig.Window.LastFailure("pods")!.Message.ShouldContain(message);
        rig.Window.LastFailure("pods")!.Message.ShouldContain("everything is listed again");
        await Eventually.PassAsync(1);
        api.Count(StubCall.List, Pods).ShouldBeLessThan(12);
        api.On(StubCall.Watch, Pods, Faults.ApiStatus(code, reason, message));
        await Eventually.PassAsync(0.5);
        api.On(StubCall.Watch, Pods, null);
        await IsWellAsync(api, rig);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_counted_and_leads_to_a_fresh_list()
    {
        foreach (var line in new[] { "garbage <html>", """{"type":"ADDED"}""", """{"type":"DANCED","object":{}}""", """{"type":"ADDED","object":{"metadata":{"resourceVersion":"1"}}}""", """{"type":"BOOKMARK","object":{}}""", "null", "[]" })
        {
            await using var api = await StubApi.StartAsync();
            api.Store.Put(Pods, "cart-1");
            var bad = 1;
            api.On(StubCall.Watch, Pods, context => Interlocked.Decrement(ref bad) == 0 ? Faults.Lines(close: false, line)(context) : api.AnswerAsync(StubCall.Watch, context));
            await using var rig = new Rig(api.Kubeconfig);
            await Eventually.BeAsync(() => rig.Sink.Replaced == 2, what: line);
            rig.Window.LastFailure("pods")!.Cause.ShouldBe(UnknownCause.CollectorError);
            rig.Window.LastFailure("pods")!.Message.ShouldContain("a line that cannot be used");
            await IsWellAsync(api, rig);
        }
    }

    [Fact]
    public async Task A_line_of_nearly_ten_megabytes_is_read_and_a_longer_one_is_an_error_and_a_fresh_list()
    {
        await using var api = await StubApi.StartAsync();
        var noise = new string('x', 9_900_000);
        var step = 0;
        api.On(StubCall.Watch, Pods, context => Interlocked.Increment(ref step) switch
        {
            1 => Faults.Lines(close: false, $$$$"""{"type":"ADDED","object":{"noise":"{{{{noise}}}}","metadata":{"name":"big","resourceVersion":"5000"}}}""")(context),
            _ => api.AnswerAsync(StubCall.Watch, context),
        });
        await using var rig = new Rig(api.Kubeconfig, Fast with { GoodWatch = TimeSpan.FromSeconds(0.1) }, silence: 3);
        await Eventually.BeAsync(() => rig.Sink.Things.ContainsKey("big"));
        api.On(StubCall.Watch, Pods, Faults.HangInBody("{\"type\":\"ADDED\",\"object\":{\"noise\":\"" + noise + noise));
        await Eventually.BeAsync(() => rig.Window.LastFailure("pods")?.Message.Contains("a line of more than 10 MB", StringComparison.Ordinal) == true, seconds: 15);
        api.On(StubCall.Watch, Pods, null);
        await IsWellAsync(api, rig);
    }

    [Fact]
    public async Task A_watch_that_says_nothing_is_opened_again_from_where_it_stood()
    {
        await using var api = await StubApi.StartAsync();
        api.On(StubCall.Watch, Pods, Faults.Lines(close: false));
        await using var rig = new Rig(api.Kubeconfig, silence: 0.5);
        await Eventually.BeAsync(() => api.Count(StubCall.Watch, Pods) == 3);
        api.Count(StubCall.List, Pods).ShouldBe(1);
        rig.Health("pods").LastError.ShouldBe("cluster prod, pods: the watch said nothing for 0.5 s; it is opened again");
        rig.Health("pods").Restarts.ShouldBe(2);
        api.On(StubCall.Watch, Pods, null);
        await IsWellAsync(api, rig);
    }

    [Fact]
    public async Task A_watch_that_is_closed_at_once_again_and_again_is_no_hot_loop_and_no_fresh_stream()
    {
        await using var api = await StubApi.StartAsync();
        api.On(StubCall.Watch, Pods, Faults.Lines(close: true));
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => rig.Window.LastFailure("pods")?.Message.Contains("2 time(s) in a row", StringComparison.Ordinal) == true);
        await Eventually.PassAsync(2);
        api.Count(StubCall.Watch, Pods).ShouldBeLessThan(20);
        await Eventually.BeAsync(() => rig.Health("pods").State == "down");
        await Eventually.BeAsync(() => api.Count(StubCall.List, Pods) >= 2, what: "what cannot be watched is listed again");
        api.On(StubCall.Watch, Pods, null);
        await IsWellAsync(api, rig);
    }

    [Fact]
    public async Task A_version_that_goes_back_means_another_history_and_a_fresh_list()
    {
        await using var api = await StubApi.StartAsync();
        api.On(StubCall.Watch, Pods, Faults.Lines(close: false, Faults.AddedLine("cart-9", 5000), Faults.AddedLine("cart-8", 4000)));
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => rig.Sink.Replaced >= 2);
        rig.Window.LastFailure("pods")!.Message.ShouldContain("the resourceVersion went back from 5000 to 4000");
        await Eventually.PassAsync(1);
        api.Count(StubCall.List, Pods).ShouldBeLessThan(15);
        api.On(StubCall.Watch, Pods, null);
        await IsWellAsync(api, rig);
        rig.Sink.Things.ShouldNotContainKey("cart-8");
    }

    [Fact]
    public async Task A_sink_that_throws_costs_its_stream_a_fresh_list_and_no_other_stream_anything()
    {
        await using var api = await StubApi.StartAsync();
        await using var rig = new Rig(api.Kubeconfig, paths: [Pods, Deployments]);
        await Eventually.BeAsync(() => rig.Health("pods").State == "ok" && rig.Health("deployments").State == "ok");
        rig.Sinks[Pods].OnApply = () => throw new InvalidOperationException("a bug of ours");
        api.Store.Put(Pods, "cart-1");
        await Eventually.BeAsync(() => rig.Sinks[Pods].Replaced >= 2);
        rig.Window.LastFailure("pods")!.Message.ShouldContain("a fault of the collector itself: InvalidOperationException: a bug of ours");
        rig.Window.LastFailure("deployments").ShouldBeNull();
        rig.Sinks[Pods].OnApply = null;
        await IsWellAsync(api, rig);
    }

    private static async Task IsWellAsync(StubApi api, Rig rig)
    {
        var name = $"new-{Guid.NewGuid():N}";
        await Eventually.BeAsync(() => rig.Health("pods").State == "ok" && rig.Health("pods").Detail.StartsWith("watching", StringComparison.Ordinal), instead: () => rig.Health("pods").ToString());
        api.Store.Put(Pods, name);
        await Eventually.BeAsync(() => rig.Sink.Things.ContainsKey(name), instead: () => rig.Health("pods").ToString());
    }
}
