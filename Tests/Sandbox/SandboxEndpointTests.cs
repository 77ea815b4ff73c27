using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class SandboxEndpointTests
{
    [Fact]
    public async Task An_outage_starts_stops_and_is_told()
    {
        await using var served = await Served.StartAsync();
        var all = (await served.Dashboard.GetFromJsonAsync<JsonArray>("/api/v1/sandbox/outages"))!;
        all.Items().Select(o => o.Number("scenario")).ShouldBe([1, 2, 3, 4, 5, 6, 9, 10, 13], ignoreOrder: true);

        var started = await PostAsync(served, "/api/v1/sandbox/outages/image-pull-backoff/start?variant=denied");
        started.Body.Text("running").ShouldBe("denied");
        started.Body.Text("since").ShouldNotBeNull();
        var stopped = await PostAsync(served, "/api/v1/sandbox/outages/image-pull-backoff/stop");
        stopped.Code.ShouldBe(200);
        stopped.Body.Text("running").ShouldBeNull();
    }

    [Theory]
    [InlineData("/api/v1/sandbox/outages/meteor/start")]
    [InlineData("/api/v1/sandbox/outages/meteor/stop")]
    [InlineData("/api/v1/sandbox/outages/image-pull-backoff/start?variant=meteor")]
    [InlineData("/api/v1/sandbox/faults/moon/hang")]
    [InlineData("/api/v1/sandbox/faults/prod/meteor")]
    [InlineData("/api/v1/sandbox/faults/prod/3")]
    public async Task The_unknown_is_not_found(string path)
    {
        await using var served = await Served.StartAsync();
        var answer = await PostAsync(served, path);
        answer.Code.ShouldBe(404);
        answer.Body.Number("status").ShouldBe(404);
    }

    [Theory]
    [InlineData("watch.example", null)]
    [InlineData("127.0.0.1", "https://evil.example")]
    [InlineData("127.0.0.1", "null")]
    [InlineData("localhost.evil.example", null)]
    public async Task Unsafe_calls_from_elsewhere_are_refused(string host, string? origin)
    {
        await using var served = await Served.StartAsync();
        foreach (var (client, path, method) in new[]
        {
            (served.Dashboard, "/api/v1/sandbox/outages/image-pull-backoff/start", HttpMethod.Post),
            (served.Api, "/api/v1/namespaces/shop/pods/x", HttpMethod.Delete),
        })
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Host = host;
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            using var answer = await client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        served.Estate.Outages.ShouldAllBe(o => o.Running == null);
    }

    [Fact]
    public async Task A_page_of_this_very_server_may_start_an_outage()
    {
        await using var served = await Served.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sandbox/outages/image-pull-backoff/start");
        request.Headers.Add("Origin", served.Dashboard.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await served.Dashboard.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Faults_are_set_and_ended_by_a_call()
    {
        await using var served = await Served.StartAsync();
        (await PostAsync(served, "/api/v1/sandbox/faults/prod/forbidden?resource=configmaps")).Body.Text("configmaps").ShouldBe("forbidden");
        (await served.Api.GetAsync("/api/v1/configmaps")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await PostAsync(served, "/api/v1/sandbox/faults/prod/none");
        (await served.Api.GetAsync("/api/v1/configmaps")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_estate_points_at_the_listeners_by_the_kubeconfig()
    {
        await using var served = await Served.StartAsync();
        served.Options.Regions.Select(r => (r.Name, r.Role, r.Clusters.Single().Context)).ShouldBe([("ap-south-1", "primary", "prod"), ("ap-southeast-1", "standby", "dr")]);
        var config = k8s.KubernetesClientConfiguration.BuildConfigFromConfigFile(served.Options.Regions[1].Clusters[0].Kubeconfig, "dr");
        config.Host.TrimEnd('/').ShouldBe($"http://127.0.0.1:{served.Host.Ports["dr"]}");
    }

    private static async Task<(int Code, JsonNode? Body)> PostAsync(Served served, string path)
    {
        using var answer = await served.Dashboard.PostAsync(path, null);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync()));
    }
}
