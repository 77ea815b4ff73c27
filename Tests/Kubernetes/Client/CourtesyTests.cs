using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using static ApnaKart.Watch.Tests.Kubernetes.Client.Rig;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

public sealed class CourtesyTests
{
    private const string Namespaces = "/api/v1/namespaces";
    private const string Nodes = "/api/v1/nodes";

    [Fact]
    public async Task One_list_at_a_time_in_the_order_in_which_they_are_of_use()
    {
        await using var api = await StubApi.StartAsync();
        string[] paths = [Events, Pods, Deployments, Nodes, Namespaces];
        foreach (var path in paths)
            api.On(StubCall.List, path, context => SlowlyAsync(api, context));
        await using var rig = new Rig(api.Kubeconfig, paths: paths);
        await Eventually.BeAsync(() => paths.All(path => api.Count(StubCall.Watch, path) == 1));
        api.MostListsAtOnce.ShouldBe(1);
        api.Requests.Where(request => request.Call == StubCall.List).Select(request => request.Path).Distinct()
            .ShouldBe([Namespaces, Nodes, Deployments, Pods, Events]);
    }

    [Fact]
    public async Task Requests_say_who_asks_what_is_wanted_and_how_it_may_be_packed()
    {
        await using var api = await StubApi.StartAsync();
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => api.Count(StubCall.Watch, Pods) == 1 && api.Count(StubCall.Probe, "/readyz") > 0);
        var list = api.Requests.First(request => request.Call == StubCall.List);
        var watch = api.Requests.First(request => request.Call == StubCall.Watch);
        list.Query.ShouldBe("?limit=500&fieldSelector=status.phase%21%3DSucceeded");
        list.Headers["Accept-Encoding"].ShouldBe("gzip");
        watch.Headers.Keys.ShouldNotContain("Accept-Encoding");
        watch.Query.ShouldMatch(@"^\?watch=true&allowWatchBookmarks=true&timeoutSeconds=(3\d\d|4[01]\d|420)&resourceVersion=1000&fieldSelector=status\.phase%21%3DSucceeded$");
        api.Requests.ShouldAllBe(request => request.Headers["User-Agent"].StartsWith("ApnaKart.Watch/") && request.Headers["Authorization"] == "Bearer stub-token");
    }

    [Fact]
    public async Task A_packed_list_is_unpacked()
    {
        await using var api = await StubApi.StartAsync();
        api.On(StubCall.List, Pods, async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new System.IO.Compression.GZipStream(context.Response.Body, System.IO.Compression.CompressionMode.Compress);
            await packed.WriteAsync("""{"items":[{"metadata":{"name":"cart-1","resourceVersion":"7"}}],"metadata":{"resourceVersion":"1000"}}"""u8.ToArray());
        });
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => rig.Sink.Things.ContainsKey("cart-1"));
    }

    [Fact]
    public async Task The_rate_of_requests_is_bounded()
    {
        await using var api = await StubApi.StartAsync();
        api.On(StubCall.Watch, Pods, Faults.Lines(close: true));
        var hasty = TimeSpan.FromSeconds(0.001);
        await using var rig = new Rig(api.Kubeconfig, Fast with { FirstRetry = hasty, LastRetry = hasty, RelistFrom = hasty, RelistTo = hasty, RequestsPerSecond = 10, Burst = 3 });
        await Eventually.PassAsync(1.5);
        api.Requests.Count(request => request.Call != StubCall.Probe).ShouldBeInRange(5, 20);
    }

    private static async Task SlowlyAsync(StubApi api, HttpContext context)
    {
        await Task.Delay(TimeSpan.FromSeconds(0.05), TimeProvider.System, context.RequestAborted);
        await api.AnswerAsync(StubCall.List, context);
    }
}
