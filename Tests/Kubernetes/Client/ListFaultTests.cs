using ApnaKart.Watch.Rules.Signals;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using static ApnaKart.Watch.Tests.Kubernetes.Client.Rig;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

/// <summary>Each fault of a list gives a message of its own, no hot loop, and ends by itself.</summary>
public sealed class ListFaultTests
{
    public static TheoryData<string, Func<HttpContext, Task>, UnknownCause, string, string> Faulty => new()
    {
        { "hang before headers", Faults.HangBeforeHeaders, UnknownCause.SourceDown, "did not answer within 0.5 s", "down" },
        { "hang in the body", Faults.HangInBody("""{"metadata":{"resourceVersion":"1"},"items":["""), UnknownCause.SourceDown, "was not complete within 0.5 s", "down" },
        { "broken off", Faults.Abort("""{"metadata":{"resourceVersion":"1"},"items":["""), UnknownCause.SourceDown, "the list broke off: ", "down" },
        { "401", Faults.ApiStatus(401, "Unauthorized", "Unauthorized"), UnknownCause.Denied, "the credentials are not accepted (401)", "denied" },
        { "403", Faults.ApiStatus(403, "Forbidden", "pods is forbidden"), UnknownCause.Denied, "not permitted to list pods at the cluster scope (403)", "denied" },
        { "404", Faults.Status(404, "404 page not found", "text/plain"), UnknownCause.NotPublished, "does not serve /api/v1/pods (404)", "error" },
        { "410 at once", Faults.ApiStatus(410, "Expired", "too old"), UnknownCause.SourceDown, "the resourceVersion is too old (410): too old", "down" },
        { "429", Faults.Status(429, retryAfter: "1"), UnknownCause.Throttled, "asks to slow down (429), and to come back in 1 s", "throttled" },
        { "500", Faults.ApiStatus(500, "InternalError", "etcdserver: no leader"), UnknownCause.SourceDown, "answers 500 InternalServerError: etcdserver: no leader", "down" },
        { "503 text", Faults.Status(503, "error trying to reach service", "text/plain"), UnknownCause.SourceDown, "answers 503 ServiceUnavailable: error trying to reach service", "down" },
        { "503 HTML", Faults.Status(503, "<html><b>Bad</b></html>", "text/html"), UnknownCause.SourceDown, "answers 503 with a web page", "down" },
        { "200 HTML", Faults.Status(200, "<html>Sign in</html>", "text/html"), UnknownCause.CollectorError, "answers with a web page", "error" },
        { "redirect", Faults.Status(302), UnknownCause.CollectorError, "answers with a redirect (302)", "error" },
        { "truncated JSON", Faults.Body("""{"metadata":{"resourceVersion":"1"},"items":[{"meta"""), UnknownCause.CollectorError, "the list is broken JSON", "error" },
        { "wrong type", Faults.Body("""{"metadata":{"resourceVersion":"1"},"items":[{"metadata":7}]}"""), UnknownCause.CollectorError, "the list is broken JSON", "error" },
        { "no version", Faults.Body("""{"metadata":{},"items":[]}"""), UnknownCause.CollectorError, "the list has no resourceVersion", "error" },
        { "null item", Faults.Body("""{"metadata":{"resourceVersion":"1"},"items":[null]}"""), UnknownCause.CollectorError, "an object without a name", "error" },
        { "endless", Faults.Body("""{"metadata":{"resourceVersion":"1","continue":"again"},"items":[]}"""), UnknownCause.CollectorError, "continues at the place where it was", "error" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_list_that_fails_says_why_waits_and_recovers_by_itself(string name, Func<HttpContext, Task> fault, UnknownCause cause, string words, string state)
    {
        name.ShouldNotBeEmpty();
        await using var api = await StubApi.StartAsync();
        api.Store.Put(Pods, "cart-1");
        api.On(StubCall.List, Pods, fault);
        await using var rig = new Rig(api.Kubeconfig);

        await Eventually.BeAsync(() => rig.Window.LastFailure("pods") is not null);
        var failure = rig.Window.LastFailure("pods")!;
        failure.Message.ShouldStartWith("cluster prod, pods: ");
        failure.Message.ShouldContain(words);
        failure.Cause.ShouldBe(cause);
        failure.Source.ShouldBe("kubernetes/prod: pods");
        await Eventually.PassAsync(0.5);
        rig.Health("pods").State.ShouldBe(state);
        rig.Health("pods").LastError.ShouldNotBeNull().ShouldContain(words);
        rig.Window.Count("complete", "pods").ShouldBe(0);
        api.Count(StubCall.List, Pods).ShouldBeLessThan(25);

        api.On(StubCall.List, Pods, null);
        await Eventually.BeAsync(() => rig.Health("pods").State == "ok" && rig.Sink.Things.ContainsKey("cart-1"));
        rig.Health("pods").LastError.ShouldNotBeNull("what went wrong stays to be seen");
    }

    [Fact]
    public async Task An_api_that_cannot_be_reached_is_reported_and_found_again_when_it_is_back()
    {
        await using var api = await StubApi.StartAsync();
        api.Store.Put(Pods, "cart-1");
        await api.StopAsync();
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => rig.Window.LastFailure("pods") is not null && rig.Window.LastFailure("readyz") is not null);
        rig.Window.LastFailure("pods")!.Message.ShouldBe($"cluster prod, pods: connection refused by 127.0.0.1:{api.Port}");
        rig.Window.LastFailure("readyz")!.Message.ShouldBe($"cluster prod, readyz: connection refused by 127.0.0.1:{api.Port}");
        await Eventually.BeAsync(() => rig.Health("pods").Detail.StartsWith("next try in", StringComparison.Ordinal));
        rig.Health("pods").Age.ShouldBeNull();

        await api.ListenAsync();
        await Eventually.BeAsync(() => rig.Health("pods").State == "ok" && rig.Health("readyz").State == "ok");
    }

    [Fact]
    public async Task A_page_that_expired_starts_the_list_anew_and_nothing_of_the_old_one_is_used()
    {
        await using var api = await StubApi.StartAsync();
        for (var index = 0; index < 25; index++)
            api.Store.Put(Pods, $"cart-{index:00}");
        var expired = 0;
        api.On(StubCall.List, Pods, context => context.Request.Query.ContainsKey("continue") && Interlocked.Increment(ref expired) == 1
            ? Faults.ApiStatus(410, "Expired", "The provided continue parameter is too old")(context)
            : api.AnswerAsync(StubCall.List, context));
        await using var rig = new Rig(api.Kubeconfig, Fast with { PageSize = 10 });

        await Eventually.BeAsync(() => rig.Sink.Things.Count == 25);
        rig.Sink.Replaced.ShouldBe(1);
        api.Count(StubCall.List, Pods).ShouldBe(5);
        rig.Window.LastFailure("pods").ShouldBeNull();
        rig.Health("pods").Objects.ShouldBe(25);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_pause_gets_it()
    {
        await using var api = await StubApi.StartAsync();
        api.On(StubCall.List, Pods, Faults.Status(429, retryAfter: "1"));
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => api.Count(StubCall.List, Pods) == 2);
        var times = api.Requests.Where(request => request.Call == StubCall.List).Select(request => request.At).ToList();
        (times[1] - times[0]).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.95));
    }

    [Fact]
    public async Task A_missing_permission_stops_only_its_own_stream_and_names_the_right()
    {
        await using var api = await StubApi.StartAsync();
        api.Store.Put(Pods, "cart-1");
        api.On(StubCall.List, Deployments, Faults.ApiStatus(403, "Forbidden", "User cannot list"));
        await using var rig = new Rig(api.Kubeconfig, paths: [Pods, Deployments]);
        await Eventually.BeAsync(() => rig.Health("deployments").State == "denied" && rig.Health("pods").State == "ok");
        rig.Window.LastFailure("deployments")!.Message.ShouldContain("not permitted to list deployments of apps at the cluster scope (403)");
        rig.Health("deployments").Costs.ShouldBe(["something"]);
    }

    [Fact]
    public async Task Tokens_in_what_a_server_says_are_not_shown()
    {
        await using var api = await StubApi.StartAsync();
        api.On(StubCall.List, Pods, Faults.Status(500, "proxy said password=hunter2 \u001b[31m", "text/plain"));
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => rig.Window.LastFailure("pods") is not null);
        rig.Window.LastFailure("pods")!.Message.ShouldContain("password=[redacted]");
        rig.Window.LastFailure("pods")!.Message.ShouldNotContain("\u001b");
    }
}
