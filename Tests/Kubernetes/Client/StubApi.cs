using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

/// <summary>What a request asks for.</summary>
public enum StubCall
{
    List,
    Watch,
    Probe,
}

/// <param name="Connection">Differs for each TCP connection.</param>
public sealed record StubRequest(StubCall Call, string Path, string Query, string Connection, string Protocol, TimeSpan At, IReadOnlyDictionary<string, string> Headers);

/// <summary>
/// A small Kubernetes API server on loopback, with the faults of real ones on demand: lists in pages, watches from a
/// resourceVersion, a readiness probe. What it serves and how it fails is said by the test.
/// </summary>
public sealed class StubApi : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(StubCall, string), Func<HttpContext, Task>> faults = new();
    private readonly ConcurrentQueue<StubRequest> seen = new();
    private readonly StubStore store = new();
    private readonly string folder = Directory.CreateTempSubdirectory("stub-api-").FullName;
    private X509Certificate2? certificate;
    private WebApplication? app;
    private int listing;
    private long started = TimeProvider.System.GetTimestamp();

    public int Port { get; private set; }

    /// <summary>The most lists that were being served at the same time.</summary>
    public int MostListsAtOnce { get; private set; }

    public IReadOnlyList<StubRequest> Requests => [.. seen];

    public string Kubeconfig => Path.Combine(folder, "config");

    public StubStore Store => store;

    public static async Task<StubApi> StartAsync(X509Certificate2? certificate = null)
    {
        var stub = new StubApi { certificate = certificate };
        await stub.ListenAsync();
        await File.WriteAllTextAsync(stub.Kubeconfig, Config(stub.Address));
        return stub;
    }

    public string Address => $"{(certificate is null ? "http" : "https")}://127.0.0.1:{Port}";

    /// <summary>A kubeconfig with one context, <c>stub</c>.</summary>
    public static string Config(string server, string token = "stub-token", string? authority = null) => $$"""
        apiVersion: v1
        kind: Config
        current-context: stub
        contexts: [ { name: stub, context: { cluster: stub, user: stub } } ]
        clusters: [ { name: stub, cluster: { server: "{{server}}"{{(authority is null ? "" : $", certificate-authority-data: {authority}")}} } } ]
        users: [ { name: stub, user: { token: {{token}} } } ]
        """;

    public int Count(StubCall call, string path) => seen.Count(request => request.Call == call && request.Path == path);

    /// <summary>From now on such requests are answered by the fault; null: as they should be.</summary>
    public void On(StubCall call, string path, Func<HttpContext, Task>? fault)
    {
        if (fault is null)
            faults.TryRemove((call, path), out _);
        else
            faults[(call, path)] = fault;
    }

    /// <summary>Listens, again on the same port after <see cref="StopAsync"/>.</summary>
    public async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Port, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        app = builder.Build();
        app.Run(ServeAsync);
        await app.StartAsync();
        Port = new Uri(app.Urls.First()).Port;
    }

    /// <summary>Closes the listener and every connection at once.</summary>
    public async Task StopAsync()
    {
        if (app is null)
            return;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var call = path is "/readyz" or "/version" ? StubCall.Probe : context.Request.Query["watch"] == "true" ? StubCall.Watch : StubCall.List;
        seen.Enqueue(new StubRequest(call, path, context.Request.QueryString.Value ?? "", context.Connection.Id, context.Request.Protocol, TimeProvider.System.GetElapsedTime(started),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (call == StubCall.List)
            MostListsAtOnce = Math.Max(MostListsAtOnce, Interlocked.Increment(ref listing));
        try
        {
            await (faults.TryGetValue((call, path), out var fault) ? fault(context) : AnswerAsync(call, context));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            if (call == StubCall.List)
                Interlocked.Decrement(ref listing);
        }
    }

    /// <summary>The right answer, also for a fault that wants to give it in the end.</summary>
    public Task AnswerAsync(StubCall call, HttpContext context) => call switch
    {
        StubCall.Probe => context.Response.WriteAsync("ok"),
        StubCall.Watch => WatchAsync(context),
        _ => ListAsync(context),
    };

    private async Task ListAsync(HttpContext context)
    {
        var limit = int.TryParse(context.Request.Query["limit"], out var asked) ? asked : int.MaxValue;
        var from = int.TryParse(context.Request.Query["continue"], out var at) ? at : 0;
        var (all, version) = store.List(context.Request.Path.Value!);
        var page = all.Skip(from).Take(limit).Select(item => (JsonNode?)item.DeepClone()).ToArray();
        var next = from + page.Length < all.Count ? (from + page.Length).ToString() : "";
        var list = new JsonObject
        {
            ["kind"] = "List",
            ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString(), ["continue"] = next },
            ["items"] = new JsonArray(page),
        };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(list.ToJsonString(), context.RequestAborted);
    }

    private async Task WatchAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        var version = long.Parse(context.Request.Query["resourceVersion"].ToString());
        await foreach (var line in store.WatchAsync(context.Request.Path.Value!, version, context.RequestAborted))
        {
            await context.Response.WriteAsync(line + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
