using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Life;
using ApnaKart.Watch.Tests.Kubernetes.Client;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class ApiAnswerTests
{
    [Theory]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/none", 404, "NotFound")]
    [InlineData("GET", "/api/v1/gadgets", 404, "NotFound")]
    [InlineData("GET", "/api/v1/secrets", 403, "Forbidden")]
    [InlineData("GET", "/api/v1/pods?fieldSelector=spec.colour%3Dred", 400, "BadRequest")]
    [InlineData("GET", "/api/v1/pods?resourceVersion=99999999", 504, "Timeout")]
    [InlineData("POST", "/api/v1/namespaces/shop/pods", 403, "Forbidden")]
    [InlineData("DELETE", "/api/v1/nodes/x", 403, "Forbidden")]
    [InlineData("DELETE", "/api/v1/namespaces/shop/pods", 403, "Forbidden")]
    [InlineData("POST", "/api/v1/namespaces/shop/pods/x/exec", 403, "Forbidden")]
    [InlineData("PATCH", "/api/v1/nodes/x", 403, "Forbidden")]
    [InlineData("OPTIONS", "/api/v1/pods", 405, "MethodNotAllowed")]
    public async Task What_cannot_be_done_is_said_as_a_Status(string method, string path, int code, string reason)
    {
        await using var served = await Served.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await served.Api.SendAsync(request);
        var status = JsonNode.Parse(await answer.Content.ReadAsStringAsync());

        ((int)answer.StatusCode).ShouldBe(code);
        status.Text("kind").ShouldBe("Status");
        status.Text("reason").ShouldBe(reason);
        status.Number("code").ShouldBe(code);
    }

    [Fact]
    public async Task Health_is_told_check_by_check()
    {
        await using var served = await Served.StartAsync();
        (await served.Api.GetStringAsync("/readyz")).ShouldBe("ok");
        (await served.Api.GetStringAsync("/readyz?verbose")).ShouldEndWith("readyz check passed\n");
        served.Prod.Faults.Set(ApiFault.Error, "readyz");
        using var answer = await served.Api.GetAsync("/readyz?verbose");
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("[-]etcd failed: reason withheld");
        (await served.Api.GetStringAsync("/livez")).ShouldBe("ok");
    }

    [Fact]
    public async Task A_review_of_ones_own_rights_tells_the_truth()
    {
        await using var served = await Served.StartAsync();
        served.Prod.Faults.Set(ApiFault.Forbidden, "configmaps");
        async Task<bool> May(string verb, string resource)
        {
            var answer = await served.Api.PostAsJsonAsync("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                new { spec = new { resourceAttributes = new { verb, resource } } });
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync()).At("status", "allowed")!.GetValue<bool>();
        }

        (await May("list", "pods")).ShouldBeTrue();
        (await May("watch", "configmaps")).ShouldBeFalse();
        (await May("get", "secrets")).ShouldBeFalse();
        (await May("create", "pods")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(ApiFault.Unauthorized, 401)]
    [InlineData(ApiFault.Forbidden, 403)]
    [InlineData(ApiFault.Throttle, 429)]
    [InlineData(ApiFault.Error, 500)]
    public async Task A_fault_of_one_resource_leaves_the_others_alone(ApiFault fault, int code)
    {
        await using var served = await Served.StartAsync();
        served.Prod.Faults.Set(fault, "pods");
        using var pods = await served.Api.GetAsync("/api/v1/pods");
        ((int)pods.StatusCode).ShouldBe(code);
        pods.Headers.Contains("Retry-After").ShouldBe(code == 429);
        (await served.Api.GetAsync("/api/v1/nodes")).StatusCode.ShouldBe(HttpStatusCode.OK);
        served.Prod.Faults.Set(ApiFault.None, "pods");
        (await served.Api.GetAsync("/api/v1/pods")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Garbage_is_no_JSON()
    {
        await using var served = await Served.StartAsync();
        served.Prod.Faults.Set(ApiFault.Garbage);
        var text = await served.Api.GetStringAsync("/api/v1/pods");
        Should.Throw<System.Text.Json.JsonException>(() => JsonNode.Parse(text));
    }

    [Fact]
    public async Task Refused_connections_come_back_on_the_same_port()
    {
        await using var served = await Served.StartAsync();
        using var watch = await OpenWatch.OpenAsync(served.Api, $"/api/v1/pods?watch=1&resourceVersion={served.Prod.Store.Version}");
        served.Prod.Faults.Set(ApiFault.Refuse);
        await Should.ThrowAsync<Exception>(async () =>
        {
            for (var line = await watch.NextAsync(); ; line = await watch.NextAsync())
                line.ShouldNotBeNull();
        });
        await Should.ThrowAsync<HttpRequestException>(() => served.Api.GetAsync("/readyz"));

        served.Prod.Faults.Set(ApiFault.None);
        await Eventually.BeAsync(() => AnswersAsync(served), 5);
    }

    private static async Task<bool> AnswersAsync(Served served)
    {
        try
        {
            return await served.Api.GetStringAsync("/readyz") == "ok";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [Fact]
    public async Task A_silent_watch_says_nothing_until_the_fault_ends()
    {
        await using var served = await Served.StartAsync();
        using var watch = await OpenWatch.OpenAsync(served.Api, $"/api/v1/namespaces/shop/pods?watch=1&resourceVersion={served.Prod.Store.Version}");
        served.Prod.Faults.Set(ApiFault.Silence, "pods");
        Collectors.Sandbox.Edits.OperatorEdits.DeletePod(served.Prod, served.Prod.Store.Read(ApiKinds.Pods).Items.First(p => p.Namespace == "shop").Key);
        var next = watch.NextAsync();
        // Nothing can be waited for but that nothing comes.
        await Eventually.PassAsync(0.4);
        next.IsCompleted.ShouldBeFalse();
        served.Prod.Faults.Set(ApiFault.None, "pods");
        (await next).Text("object", "metadata", "deletionTimestamp").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_person_heals_an_outage_with_a_patch_and_a_restart()
    {
        await using var served = await Served.StartAsync();
        served.Estate.Start("crashloop-after-configmap-change", null);
        await served.LiveAsync(40);
        (await PatchAsync(served, "/api/v1/namespaces/shop/configmaps/checkout-config", "merge-patch", """{"data":{"PAYMENT_TIMEOUT_MS":"1500"}}""")).ShouldBe(200);
        (await PatchAsync(served, "/apis/apps/v1/namespaces/shop/deployments/checkout", "strategic-merge-patch",
            """{"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"now"}}}}}""")).ShouldBe(200);
        await served.LiveAsync(60);

        Settled.IsSettled(served.Prod.Store.Find(ApiKinds.Deployments, "shop", "checkout")!).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/api/v1/namespaces/shop/configmaps/checkout-config", """{"data":{"RETRY_LIMIT":3}}""", 400)]
    [InlineData("/apis/apps/v1/namespaces/shop/deployments/checkout", """{"spec":{"replicas":5000}}""", 400)]
    [InlineData("/apis/apps/v1/namespaces/shop/deployments/checkout", """{"spec":{"template":{"spec":{"containers":[]}}}}""", 400)]
    [InlineData("/apis/apps/v1/namespaces/shop/deployments/checkout", """{"spec":{"selector":{"matchLabels":{"app":"x"}}}}""", 400)]
    [InlineData("/apis/apps/v1/namespaces/shop/deployments/none", """{"spec":{"replicas":1}}""", 404)]
    [InlineData("/api/v1/namespaces/shop/configmaps/checkout-config", """{"metadata":{"resourceVersion":"1"},"data":{"A":"b"}}""", 409)]
    [InlineData("/api/v1/namespaces/shop/configmaps/checkout-config", "{broken", 400)]
    public async Task An_edit_that_does_not_fit_is_refused(string path, string patch, int code)
    {
        await using var served = await Served.StartAsync();
        (await PatchAsync(served, path, "merge-patch", patch)).ShouldBe(code);
    }

    private static async Task<int> PatchAsync(Served served, string path, string kind, string patch)
    {
        using var body = new StringContent(patch, Encoding.UTF8, $"application/{kind}+json");
        using var answer = await served.Api.PatchAsync(path, body);
        return (int)answer.StatusCode;
    }
}
