using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Api;

public sealed class BoardApiTests : IDisposable
{
    private readonly BoardHost _host = new();

    [Fact]
    public async Task The_board_is_json_in_camel_case_with_utc_times_in_milliseconds()
    {
        _host.Publish(now => FakeBoards.OneCritical(now, revision: 4711));
        var board = await GetAsync("/api/v1/board");
        board.GetProperty("revision").GetInt64().ShouldBe(4711);
        foreach (var time in new[] { "sentAt", "asOf" })
            board.GetProperty(time).GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        var tile = board.GetProperty("scenarios")[1];
        tile.GetProperty("slug").GetString().ShouldBe("crashloop-after-configmap-change");
        tile.GetProperty("status").GetString().ShouldBe("critical");
        tile.GetProperty("worst").GetString().ShouldBe("deployment/ap-south-1/prod/shop/checkout");
        tile.GetProperty("scopes")[0].GetProperty("score").GetInt32().ShouldBe(20);
        tile.GetProperty("explainedBy").ValueKind.ShouldBe(JsonValueKind.Null);
        board.GetProperty("scenarios")[0].GetProperty("status").GetString().ShouldBe("notCollected");
    }

    [Fact]
    public async Task Before_the_first_pass_nothing_is_known_and_nothing_is_healthy()
    {
        var board = await GetAsync("/api/v1/board");
        board.GetProperty("platform").GetProperty("status").GetString().ShouldBe("unknown");
        board.GetProperty("platform").GetProperty("score").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Scenarios_are_the_tiles_and_one_unfolds()
    {
        _host.Publish(now => FakeBoards.Explained(now));
        (await GetAsync("/api/v1/scenarios")).GetArrayLength().ShouldBe(15);
        var detail = await GetAsync("/api/v1/scenarios/2");
        detail.GetProperty("resources")[0].GetProperty("symptoms")[0].GetProperty("text").GetString().ShouldBe("6 of 8");
        detail.GetProperty("consequences")[0].GetProperty("number").GetInt32().ShouldBe(8);
        detail.GetProperty("scenario").GetProperty("since").GetString()!.ShouldEndWith("Z");
    }

    [Theory]
    [InlineData("/api/v1/scenarios/99", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/scenarios/two", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/board?at=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/board?at=2999-11-23T09:02:07Z", HttpStatusCode.BadRequest)]
    public async Task Errors_are_problem_documents(string path, HttpStatusCode status)
    {
        var answer = await _host.CreateClient().GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        problem.RootElement.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.RootElement.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task OpenApi_describes_every_call()
    {
        var paths = (await GetAsync("/openapi/v1.json")).GetProperty("paths");
        foreach (var path in new[] { "/api/v1/board", "/api/v1/board/stream", "/api/v1/scenarios", "/api/v1/scenarios/{number}", "/api/v1/signals" })
            paths.TryGetProperty(path, out _).ShouldBeTrue(path);
    }

    [Fact]
    public async Task A_host_is_ready_only_after_the_engines_first_pass()
    {
        (await StatusAsync("/healthz/live")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/healthz/ready")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        _host.Publish(now => FakeBoards.FirstLight(now));
        (await StatusAsync("/healthz/ready")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(11, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK)]
    [InlineData(61, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable)]
    public async Task A_host_whose_engine_stands_still_is_not_ready_and_at_last_not_alive(int seconds, HttpStatusCode ready, HttpStatusCode live)
    {
        var past = TimeSpan.FromSeconds(seconds);
        _host.Publish(now => FakeBoards.FirstLight(new Moment(now.Wall - past, now.Mono - past)));
        (await StatusAsync("/healthz/ready")).ShouldBe(ready);
        (await StatusAsync("/healthz/live")).ShouldBe(live);
    }

    [Fact]
    public async Task What_is_unknown_has_no_score_in_the_metrics()
    {
        _host.Publish(now => FakeBoards.OneCritical(now));
        var metrics = await TextAsync("/metrics");
        metrics.ShouldContain("watch_scenario_score{scenario=\"crashloop-after-configmap-change\",region=\"ap-south-1\"} 20");
        metrics.ShouldContain("watch_scenario_status{scenario=\"crashloop-after-configmap-change\",region=\"ap-south-1\",status=\"critical\"} 1");
        metrics.ShouldContain("watch_scenario_status{scenario=\"hpa-not-scaling\",region=\"ap-south-1\",status=\"notCollected\"} 1");
        metrics.ShouldContain("process_");

        _host.Publish(now => FakeBoards.Unknown(now, UnknownCause.SourceDown));
        var blind = await TextAsync("/metrics");
        Regex.IsMatch(blind, "watch_scenario_score{scenario=\"crashloop-after-configmap-change\",region=\"ap-south-1\"}", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeFalse();
        blind.ShouldContain("status=\"unknown\"} 1");
    }

    public void Dispose() => _host.Dispose();

    private async Task<JsonElement> GetAsync(string path)
    {
        using var document = JsonDocument.Parse(await TextAsync(path));
        return document.RootElement.Clone();
    }

    private async Task<string> TextAsync(string path) => await _host.CreateClient().GetStringAsync(path, TestContext.Current.CancellationToken);

    private async Task<HttpStatusCode> StatusAsync(string path) => (await _host.CreateClient().GetAsync(path, TestContext.Current.CancellationToken)).StatusCode;
}
