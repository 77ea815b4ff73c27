using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Benchmarks.Latency;

/// <summary>
/// A process that is a Kubernetes API under churn. Each line of its input, "n on" or "n off", makes a pod of deployment n
/// fail or heal; it answers with the timestamp at which that line of the watch was handed to the connection.
/// </summary>
internal sealed class LoadApi : IDisposable
{
    private const int EventsPerSecond = 100;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly LoadEstate _estate = new(TimeProvider.System.GetUtcNow());
    private readonly ConcurrentDictionary<HttpResponse, bool> _watches = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _told;

    public static async Task<int> RunAsync(string kubeconfig, CancellationToken cancellation)
    {
        using var api = new LoadApi();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapGet("/readyz", () => "ok");
        app.MapGet("/version", () => Results.Json(new { major = "1", minor = "32" }));
        app.MapGet("/api/v1/{plural}", api.AnswerAsync);
        app.MapGet("/apis/{group}/v1/{plural}", api.AnswerAsync);
        await app.StartAsync(cancellation);
        await File.WriteAllTextAsync(kubeconfig, Kubeconfig(app.Urls.First()), cancellation);
        Console.WriteLine("ready");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var churn = api.ChurnAsync(end.Token);
        while (await Console.In.ReadLineAsync(cancellation) is { } line)
        {
            var words = line.Split(' ');
            Console.WriteLine(await api.TurnAsync(int.Parse(words[0], CultureInfo.InvariantCulture), words[1] == "on", cancellation));
        }
        await end.CancelAsync();
        await churn.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    public void Dispose() => _turn.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        var plural = (string)context.Request.RouteValues["plural"]!;
        context.Response.ContentType = "application/json";
        if (context.Request.Query.ContainsKey("watch"))
            await WatchAsync(context, plural);
        else
            await ListAsync(context, plural);
    }

    private async Task ListAsync(HttpContext context, string plural)
    {
        await _turn.WaitAsync(context.RequestAborted);
        var (items, version) = (_estate.List(plural), _estate.Version);
        _turn.Release();
        await context.Response.WriteAsync($$"""{"metadata":{"resourceVersion":"{{version}}"},"items":[{{string.Join(',', items)}}]}""", context.RequestAborted);
    }

    /// <summary>Only pods change. What changed between the list and the watch is skipped: nothing that is measured has begun by then.</summary>
    private async Task WatchAsync(HttpContext context, string plural)
    {
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (plural == "pods")
            _watches[context.Response] = true;
        try
        {
            while (true)
            {
                await Task.Delay(Quiet, TimeProvider.System, context.RequestAborted);
                await SayAsync([context.Response], [_estate.Bookmark()], context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            _watches.TryRemove(context.Response, out _);
        }
    }

    private async Task ChurnAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / 20), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await _turn.WaitAsync(cancellation);
            var lines = Enumerable.Range(0, EventsPerSecond / 20).SelectMany(_ => _estate.Churn()).ToList();
            _told += lines.Count;
            _turn.Release();
            await SayAsync([.. _watches.Keys], lines, cancellation);
        }
    }

    /// <returns>The timestamp, and how many events there were until now.</returns>
    private async Task<string> TurnAsync(int deployment, bool failing, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        var line = _estate.Turn(deployment, failing);
        _turn.Release();
        var at = Stopwatch.GetTimestamp();
        await SayAsync([.. _watches.Keys], [line], cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{at} {_told}");
    }

    private async Task SayAsync(IEnumerable<HttpResponse> to, List<string> lines, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines));
        await _turn.WaitAsync(cancellation);
        try
        {
            foreach (var response in to)
                await response.BodyWriter.WriteAsync(bytes, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static string Kubeconfig(string server) => $$"""
        apiVersion: v1
        kind: Config
        current-context: load
        contexts: [ { name: load, context: { cluster: load, user: load } } ]
        clusters: [ { name: load, cluster: { server: "{{server}}" } } ]
        users: [ { name: load, user: { token: none } } ]
        """;
}
