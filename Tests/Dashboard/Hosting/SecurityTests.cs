using System.Net;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Hosting;

public sealed class SecurityTests : IDisposable
{
    private readonly BoardHost _host = new();

    [Theory]
    [InlineData("/api/v1/board")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/wall")]
    [InlineData("/tokens.css")]
    [InlineData("/metrics")]
    [InlineData("/no-such-page")]
    public async Task Every_answer_forbids_foreign_and_inline_scripts_and_frames(string path)
    {
        var answer = await _host.CreateClient().GetAsync(path, TestContext.Current.CancellationToken);
        var policy = answer.Headers.GetValues("Content-Security-Policy").First();
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("connect-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe-eval");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.Contains("Referrer-Policy").ShouldBeTrue();
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, null, "localhost", HttpStatusCode.NotFound)]
    [InlineData("http://localhost", "same-origin", "localhost", HttpStatusCode.NotFound)]
    [InlineData("https://watch.example", null, "watch.example", HttpStatusCode.NotFound)]
    [InlineData("http://evil.example", null, "localhost", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:8080", null, "localhost", HttpStatusCode.Forbidden)]
    [InlineData("null", null, "localhost", HttpStatusCode.Forbidden)]
    [InlineData(null, "cross-site", "localhost", HttpStatusCode.Forbidden)]
    [InlineData(null, "same-site", "localhost", HttpStatusCode.Forbidden)]
    public async Task A_call_that_changes_something_must_not_come_from_another_site(string? origin, string? fetchSite, string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/nothing");
        request.Headers.Host = host;
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (fetchSite is not null)
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        var answer = await _host.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(expected);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.NotFound)]
    [InlineData("[::1]:5080", HttpStatusCode.NotFound)]
    public async Task The_sandbox_is_reached_by_a_loopback_name_only(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sandbox/outages/no-such-outage/start");
        request.Headers.Host = host;
        (await _host.CreateClient().SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(expected);
    }

    public void Dispose() => _host.Dispose();
}
