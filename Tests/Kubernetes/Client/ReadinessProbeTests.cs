using ApnaKart.Watch.Rules.Signals;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using static ApnaKart.Watch.Tests.Kubernetes.Client.Rig;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

public sealed class ReadinessProbeTests
{
    private const string Ready = "/readyz";

    public static TheoryData<string, Func<HttpContext, Task>, string> Failing => new()
    {
        { "hang", Faults.HangBeforeHeaders, "GET /readyz: 127.0.0.1:{port} did not answer within 0.5 s" },
        { "etcd", Faults.Status(500, "[+]ping ok\n[-]etcd failed: reason withheld\n[+]log ok\nreadyz check failed", "text/plain"), "GET /readyz answers 500: [-]etcd failed: reason withheld" },
        { "HTML", Faults.Status(200, "<html>Sign in</html>", "text/html"), "a web page instead of an API answer" },
        { "broken", Faults.Abort("o"), "" },
    };

    [Theory]
    [MemberData(nameof(Failing))]
    public async Task While_the_probe_fails_an_idle_watch_is_not_refreshed_and_says_why(string name, Func<HttpContext, Task> fault, string words)
    {
        await using var api = await StubApi.StartAsync();
        await using var rig = new Rig(api.Kubeconfig, silence: 30);
        await Eventually.BeAsync(() => rig.Window.Count("alive", "pods") > 3, what: "a passed probe refreshes the idle watch");
        if (name == "broken")
            fault = context => { context.Abort(); return Task.CompletedTask; };
        api.On(StubCall.Probe, Ready, fault);
        await Eventually.BeAsync(() => rig.Window.LastFailure("pods") is not null);
        rig.Window.LastFailure("pods")!.Source.ShouldBe("kubernetes/prod: readyz");
        rig.Window.LastFailure("pods")!.Message.ShouldStartWith("cluster prod, readyz: ");
        rig.Window.LastFailure("pods")!.Message.ShouldContain(words.Replace("{port}", $"{api.Port}", StringComparison.Ordinal));
        var before = rig.Window.Count("alive", "pods");
        await Eventually.PassAsync(0.6);
        rig.Window.Count("alive", "pods").ShouldBe(before);
        rig.Health("pods").State.ShouldBe("late");
        rig.Health("readyz").State.ShouldBe("down");

        api.On(StubCall.Probe, Ready, null);
        await Eventually.BeAsync(() => rig.Window.Count("alive", "pods") > before && rig.Health("readyz").State == "ok");
    }

    [Fact]
    public async Task A_bookmark_that_does_not_move_is_no_proof_of_a_live_store_while_the_probe_fails()
    {
        await using var api = await StubApi.StartAsync();
        await using var rig = new Rig(api.Kubeconfig, silence: 30);
        await Eventually.BeAsync(() => rig.Window.Count("alive", "pods") > 1);
        api.Store.Bookmark(Pods);
        api.On(StubCall.Probe, Ready, Faults.Status(500, "[-]etcd failed: reason withheld", "text/plain"));
        await Eventually.BeAsync(() => rig.Window.LastFailure("pods") is not null);
        var before = rig.Window.Count("alive", "pods");
        api.Store.Bookmark(Pods, moves: false);
        await Eventually.PassAsync(0.3);
        rig.Window.Count("alive", "pods").ShouldBe(before);
        api.Store.Bookmark(Pods);
        await Eventually.BeAsync(() => rig.Window.Count("alive", "pods") == before + 1);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task An_answer_that_refuses_us_the_probe_is_an_answer_if_the_version_is_given(int code)
    {
        await using var api = await StubApi.StartAsync();
        api.On(StubCall.Probe, Ready, Faults.ApiStatus(code, "No", "no"));
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => rig.Health("readyz").State == "ok");
        rig.Health("readyz").Detail.ShouldBe($"answers; /readyz is not open to us ({code})");
        api.On(StubCall.Probe, "/version", Faults.Status(503, "no", "text/plain"));
        await Eventually.BeAsync(() => rig.Health("readyz").State == "down");
        rig.Window.LastFailure("readyz")!.Message.ShouldBe("cluster prod, readyz: GET /version answers 503: no");
    }

    [Fact]
    public async Task Each_probe_opens_a_connection_of_its_own()
    {
        await using var api = await StubApi.StartAsync();
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => api.Count(StubCall.Probe, Ready) >= 4);
        var probes = api.Requests.Where(request => request.Path == Ready).ToList();
        probes.Select(request => request.Connection).Distinct().Count().ShouldBe(probes.Count);
        rig.Window.Count("complete", "readyz").ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_that_waits_is_woken_when_the_server_answers_again()
    {
        await using var api = await StubApi.StartAsync();
        await api.StopAsync();
        await using var rig = new Rig(api.Kubeconfig, Fast with { FirstRetry = TimeSpan.FromSeconds(60), LastRetry = TimeSpan.FromSeconds(60) });
        await Eventually.BeAsync(() => rig.Window.LastFailure("readyz") is not null && rig.Health("pods").Detail.StartsWith("next try", StringComparison.Ordinal));
        await api.ListenAsync();
        await Eventually.BeAsync(() => rig.Health("pods").State == "ok", seconds: 5);
    }
}
