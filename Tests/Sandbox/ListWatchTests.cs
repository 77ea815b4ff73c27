using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Tests.Kubernetes.Client;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class ListWatchTests
{
    [Fact]
    public async Task Pages_together_are_the_whole_list_of_one_moment()
    {
        await using var served = await Served.StartAsync();
        var whole = await served.GetAsync("/api/v1/pods");
        var names = new List<string>();
        var next = "";
        do
        {
            var page = await served.GetAsync($"/api/v1/pods?limit=25&continue={Uri.EscapeDataString(next)}");
            page.Items("items").Count().ShouldBeLessThanOrEqualTo(25);
            page.Text("metadata", "resourceVersion").ShouldBe(whole.Text("metadata", "resourceVersion"));
            names.AddRange(page.Items("items").Select(p => p.Text("metadata", "name")!));
            next = page.Text("metadata", "continue") ?? "";

            // What changes between two pages is not in this list.
            ApnaKart.Watch.Collectors.Sandbox.Edits.OperatorEdits.DeletePod(served.Prod, served.Prod.Store.Read(ApiKinds.Pods).Items[^1].Key);
        }
        while (next.Length > 0);

        names.ShouldBe(whole.Items("items").Select(p => p.Text("metadata", "name")!));
    }

    [Fact]
    public async Task A_page_of_a_forgotten_list_is_gone()
    {
        await using var served = await Served.StartAsync();
        var next = Uri.EscapeDataString((await served.GetAsync("/api/v1/pods?limit=5")).Text("metadata", "continue")!);
        served.Prod.Faults.Set(ApiFault.Expire);

        var answer = await served.Api.GetAsync($"/api/v1/pods?limit=5&continue={next}");

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync()).Text("reason").ShouldBe("Expired");
    }

    [Theory]
    [InlineData("/api/v1/namespaces/shop/pods?labelSelector=app%3Dcheckout", 6)]
    [InlineData("/api/v1/pods?labelSelector=app in (checkout,cart),app notin (cart)", 6)]
    [InlineData("/api/v1/pods?labelSelector=!app", 0)]
    [InlineData("/api/v1/pods?fieldSelector=status.phase!%3DRunning,metadata.namespace%3Dpayments", 1)]
    [InlineData("/api/v1/nodes?fieldSelector=metadata.name%3Dnone", 0)]
    [InlineData("/apis/apps/v1/namespaces/shop/deployments", 7)]
    public async Task Selectors_choose(string path, int count)
    {
        await using var served = await Served.StartAsync();
        (await served.GetAsync(path)).Items("items").Count().ShouldBe(count);
    }

    [Fact]
    public async Task A_watch_from_a_list_tells_what_came_after_it_and_nothing_twice()
    {
        await using var served = await Served.StartAsync();
        var version = (await served.GetAsync("/api/v1/namespaces/shop/configmaps")).Text("metadata", "resourceVersion");
        served.Estate.Start("crashloop-after-configmap-change", null);
        await served.LiveAsync(1);

        using var watch = await OpenWatch.OpenAsync(served.Api, $"/api/v1/namespaces/shop/configmaps?watch=1&resourceVersion={version}");
        var first = await watch.NextAsync();
        first.Text("type").ShouldBe("MODIFIED");
        first.Text("object", "kind").ShouldBe("ConfigMap");
        first.Text("object", "data", "PAYMENT_TIMEOUT_MS").ShouldBe("1500ms");

        served.Estate.Stop("crashloop-after-configmap-change");
        (await watch.NextAsync()).Text("object", "data", "PAYMENT_TIMEOUT_MS").ShouldBe("1500");
    }

    [Fact]
    public async Task A_watch_without_a_version_begins_with_everything()
    {
        await using var served = await Served.StartAsync();
        using var watch = await OpenWatch.OpenAsync(served.Api, "/api/v1/nodes?watch=true&sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan");
        for (var i = 0; i < 9; i++)
            (await watch.NextAsync()).Text("type").ShouldBe("ADDED");
        var mark = await watch.NextAsync();
        mark.Text("type").ShouldBe("BOOKMARK");
        mark.Text("object", "metadata", "annotations", "k8s.io/initial-events-end").ShouldBe("true");
    }

    [Fact]
    public async Task A_quiet_watch_gets_bookmarks_and_ends_in_time()
    {
        await using var served = await Served.StartAsync();
        var version = served.Prod.Store.Version;
        using var watch = await OpenWatch.OpenAsync(served.Api, $"/api/v1/serviceaccounts?watch=1&allowWatchBookmarks=true&timeoutSeconds=130&resourceVersion={version}");

        // The clock may only move once the watch waits for it.
        await Eventually.PassAsync(0.3);
        var marks = new List<JsonNode>();
        for (var i = 0; i < 3; i++)
        {
            await served.LiveAsync(51);
            marks.Add((await watch.NextAsync())!);
        }

        marks.Select(mark => mark.Text("type")).ShouldBe(["BOOKMARK", "BOOKMARK", "BOOKMARK"]);
        long.Parse(marks[^1].Text("object", "metadata", "resourceVersion")!).ShouldBeGreaterThan(version);
        (await watch.NextAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData("pods", "too old resource version: 1 (")]
    [InlineData("events", "The resourceVersion for the provided watch is too old.")]
    public async Task A_watch_from_before_the_history_gets_410_in_its_stream(string resource, string words)
    {
        await using var served = await Served.StartAsync();
        served.Prod.Faults.Set(ApiFault.Expire);
        using var watch = await OpenWatch.OpenAsync(served.Api, $"/api/v1/{resource}?watch=1&resourceVersion=1");
        var error = await watch.NextAsync();

        error.Text("type").ShouldBe("ERROR");
        error.Number("object", "code").ShouldBe(410);
        error.Text("object", "reason").ShouldBe("Expired");
        error.Text("object", "message")!.ShouldStartWith(words);
        (await watch.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_pod_that_leaves_the_selection_is_deleted_for_the_watch()
    {
        await using var served = await Served.StartAsync(pace: 1);
        var version = served.Prod.Store.Version;
        await served.LiveAsync(400);
        using var watch = await OpenWatch.OpenAsync(served.Api, $"/api/v1/pods?watch=1&resourceVersion={version}&fieldSelector=status.phase!%3DSucceeded&labelSelector=app%3Dprice-sync");
        var types = new List<string?>();
        for (var line = await watch.NextAsync(); line is not null; line = await watch.NextAsync())
        {
            types.Add(line.Text("type"));
            if (types[^1] == "DELETED")
                break;
        }

        types[0].ShouldBe("ADDED");
        types[^1].ShouldBe("DELETED");
    }

    [Fact]
    public async Task Tables_and_metadata_are_served_when_asked_for()
    {
        await using var served = await Served.StartAsync();
        async Task<JsonNode> As(string accept)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/namespaces/shop/pods?limit=3");
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var answer = await served.Api.SendAsync(request);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        }

        var table = await As("application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
        table.Text("kind").ShouldBe("Table");
        table.Items("columnDefinitions").Take(5).Select(c => c.Text("name")).ShouldBe(["Name", "Ready", "Status", "Restarts", "Age"]);
        table.Items("rows").First()["cells"]![2]!.ToString().ShouldBe("Running");
        var metadata = await As("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
        metadata.Text("kind").ShouldBe("PartialObjectMetadataList");
        metadata.Items("items").First().ContainsKey("spec").ShouldBeFalse();
    }

    [Fact]
    public async Task A_large_list_is_compressed_for_who_takes_it()
    {
        await using var served = await Served.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/pods");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var answer = await served.Api.SendAsync(request);
        answer.Content.Headers.ContentEncoding.ShouldContain("gzip");
    }
}
