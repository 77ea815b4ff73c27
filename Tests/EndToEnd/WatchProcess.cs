using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>
/// The built program in a process of its own, on a free port of loopback and with a data folder of its own. It can be
/// killed, stopped in its tracks, and started again with the same port and folder.
/// </summary>
public sealed class WatchProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _said = new();
    private readonly string[] _settings;
    private Process? _process;

    /// <param name="settings">More of the command line, such as <c>--Watch:Kubernetes:ProbeSeconds=5</c>.</param>
    public WatchProcess(params string[] settings)
    {
        _settings = settings;
        Data = Directory.CreateTempSubdirectory("watch-end-to-end-").FullName;
        Url = $"http://127.0.0.1:{FreePort()}";
        Calls = new Calls(new Uri(Url));
    }

    public string Url { get; }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>Its API.</summary>
    public Calls Calls { get; }

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ApnaKart.Watch.Dashboard.dll"), "--urls", Url, $"--Watch:Store:Path={Data}", .. _settings])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment = { ["DOTNET_ENVIRONMENT"] = "Production", ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Say(line.Data);
        _process.ErrorDataReceived += (_, line) => Say(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var begin = TimeProvider.System.GetTimestamp();
        while (!await Calls.AnswersAsync())
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(begin) > StartsWithin)
                throw new InvalidOperationException($"The program did not start:\n{Said}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A program that ended by itself is a failure of its own, told with its last words.</summary>
    public void MustLive()
    {
        if (_process is { HasExited: true })
            throw new InvalidOperationException($"The program ended with code {_process.ExitCode}:\n{Said}");
    }

    /// <summary>SIGKILL: it cannot say goodbye.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGSTOP: it is there, holds its connections, and does nothing.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        Calls.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    /// <summary>The last lines of its output, for a failed test.</summary>
    private string Said => string.Join('\n', _said.TakeLast(40));

    private void Say(string? line)
    {
        if (line is not null)
            _said.Enqueue(line);
        while (_said.Count > 200)
            _said.TryDequeue(out _);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
