using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Benchmarks.Programs;

/// <summary>The built program beside this one, in a process of its own, with a data folder and a port of its own.</summary>
internal sealed class WatchProgram : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("watch-benchmark-");
    private readonly Process _process;

    private WatchProgram(string[] settings)
    {
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}"), Timeout = TimeSpan.FromSeconds(30) };
        Started = Stopwatch.GetTimestamp();
        _process = Children.Start("ApnaKart.Watch.Dashboard.dll", ["--urls", Http.BaseAddress.ToString(), $"--Watch:Store:Path={_data.FullName}", .. settings]);
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : $"{line.Data}\n");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its API and pages.</summary>
    public HttpClient Http { get; }

    /// <summary>The timestamp just before its process was made.</summary>
    public long Started { get; }

    /// <summary>When its first answer came.</summary>
    public TimeSpan Answered { get; private set; }

    /// <summary>Processor time that it took until now: of a busy machine the fairer measure.</summary>
    public TimeSpan Worked
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it, and waits until every tile that is judged at all is judged, or one tile only.</summary>
    /// <exception cref="InvalidOperationException">It is not within two minutes.</exception>
    public static async Task<WatchProgram> StartAsync(string[] settings, CancellationToken cancellation, int? only = null)
    {
        var program = new WatchProgram(settings);
        while (!await program.IsJudgedAsync(only, cancellation))
        {
            if (program._process.HasExited || Stopwatch.GetElapsedTime(program.Started) > TimeSpan.FromMinutes(2))
                throw new InvalidOperationException("The program does not get to a judged board.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
        }
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private async Task<bool> IsJudgedAsync(int? only, CancellationToken cancellation)
    {
        try
        {
            var board = await Http.GetFromJsonAsync<BoardReport>("/api/v1/board", JsonSerializerOptions.Web, cancellation);
            if (Answered == TimeSpan.Zero)
                Answered = Stopwatch.GetElapsedTime(Started);
            var judged = board!.Scenarios.Where(tile => tile.Status != "notCollected" && (only is null || tile.Number == only)).ToList();
            return judged.Count > 0 && judged.TrueForAll(tile => tile.Status != "unknown");
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
