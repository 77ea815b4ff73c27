using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Dashboard.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ApnaKart.Watch.Tests.Sandbox;

/// <summary>The sandbox over real HTTP, with a clock that the test moves.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _data = Directory.CreateTempSubdirectory("sandbox-").FullName;

    private Served(double pace)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(Time);
        Options = builder.Services.AddSandbox(new SandboxOptions { Data = _data, Pace = pace });
        _app = builder.Build();
        _app.MapSandbox();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public EstateOptions Options { get; }

    public SimulatedEstate Estate => _app.Services.GetRequiredService<SimulatedEstate>();

    public SandboxHost Host => _app.Services.GetRequiredService<SandboxHost>();

    public SimCluster Prod => Estate.Clusters[0];

    public HttpClient Api { get; private set; } = null!;

    public HttpClient Dashboard { get; private set; } = null!;

    public static async Task<Served> StartAsync(double pace = 0)
    {
        var served = new Served(pace);
        await served._app.StartAsync();
        await served.Host.ReadyAsync(CancellationToken.None);
        served.Api = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{served.Host.Ports["prod"]}") };
        var address = served._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        served.Dashboard = new HttpClient { BaseAddress = new Uri(address) };
        return served;
    }

    /// <summary>Lets time pass in small steps, so that whoever waits on the clock gets a turn.</summary>
    public async Task LiveAsync(double seconds)
    {
        for (var passed = 0.0; passed < seconds; passed++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Estate.Advance();
            await Task.Yield();
        }
    }

    public async Task<JsonNode> GetAsync(string path) => (await Api.GetFromJsonAsync<JsonNode>(path))!;

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        Dashboard.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}

/// <summary>An open watch.</summary>
internal sealed class OpenWatch(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    public static async Task<OpenWatch> OpenAsync(HttpClient client, string path)
    {
        var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        return new OpenWatch(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next line; null at the end of the stream.</summary>
    public async Task<JsonNode?> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        return await lines.ReadLineAsync(limit.Token) is { } line ? JsonNode.Parse(line) : null;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
