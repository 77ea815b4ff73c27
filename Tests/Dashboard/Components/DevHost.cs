using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Dashboard.Components;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>The pages on a free port of loopback, over a made-up board, under the policy that forbids inline scripts.</summary>
public sealed class DevHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DevHost(WebApplication app, FakeLiveBoard board, FakeSampleStore store)
    {
        _app = app;
        Board = board;
        Store = store;
    }

    public FakeLiveBoard Board { get; }

    public FakeSampleStore Store { get; }

    public string Url => _app.Urls.Single();

    public static async Task<DevHost> StartAsync(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WatchPages).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Development",
        });
        builder.WebHost.UseStaticWebAssets().UseUrls(url);
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);

        var time = TimeProvider.System;
        var board = new FakeLiveBoard(time, SampleBoards.Bad(time.GetUtcNow())) { Sources = SampleDetails.Streams(time.GetUtcNow()) };
        Unfold(board, time.GetUtcNow());
        var store = new FakeSampleStore(time);
        Draw(store);
        builder.Services.AddSingleton(time).AddSingleton<ILiveBoard>(board).AddSingleton<ISampleStore>(store).AddSingleton<ISandbox>(new FakeSandbox(time));
        builder.Services.AddWatchPages();

        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
            return next(context);
        });
        app.MapWatchPages();
        await app.StartAsync();
        return new DevHost(app, board, store);
    }

    /// <summary>Back to the bad day.</summary>
    public void ShowBadDay()
    {
        var now = TimeProvider.System.GetUtcNow();
        Unfold(Board, now);
        Board.Show(SampleBoards.Bad(now));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Unfold(FakeLiveBoard board, DateTimeOffset now)
    {
        board.Details[2] = SampleDetails.Crash(now);
        board.Details[11] = SampleDetails.NotCollected(11, now);
        board.Details[15] = SampleDetails.Unknown(15, now);
    }

    /// <summary>Crashes from four minutes ago; nobody measured for a while before.</summary>
    private static void Draw(FakeSampleStore store)
    {
        static double Step(double minutes, params (double Ago, double Value)[] steps) =>
            minutes is > 14 and < 17.5 ? double.NaN : steps.Where(step => minutes >= step.Ago).Select(step => step.Value).First();
        store.Series[Known.Crash.LoopingPods.Name] = ago => Step(ago, (4.2, 0), (4, 1), (3.8, 3), (3.4, 5), (0, 6));
        store.Series[Known.Workload.BelowMinimum.Name] = ago => Step(ago, (4.2, 0), (3.8, 1), (3.4, 3), (0, 4));
        store.Series[Known.Workload.Ready.Name] = ago => Step(ago, (19, 8), (18.5, 7), (4.2, 8), (3.8, 5), (3.4, 3), (0, 2));
        store.Series[Known.Workload.Desired.Name] = ago => Step(ago, (0, 8));
        store.Series[Known.Workload.Minimum.Name] = ago => Step(ago, (0, 6));
    }
}
