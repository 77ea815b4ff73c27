using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ApnaKart.Watch.Benchmarks.Programs;
using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Benchmarks.Latency;

/// <summary>
/// From the line of a watch that makes a tile change to the server-sent event that carries the changed tile. Three
/// processes: the API under churn, the program, and this one. Timestamps of one machine compare across processes.
/// </summary>
internal sealed class LatencyBenchmark : IBenchmark
{
    private const int Changes = 60;

    public string Verb => "latency";

    public string Title => $"watch line to event with the changed tile, {LoadEstate.Deployments * LoadEstate.PodsEach:N0} pods under churn, {Changes} changes";

    public async IAsyncEnumerable<Figure> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("watch-load-");
        var kubeconfig = Path.Combine(folder.FullName, "kubeconfig");
        using var load = Children.Start("ApnaKart.Watch.Benchmarks.dll", ["load-api", kubeconfig]);
        try
        {
            if (await load.StandardOutput.ReadLineAsync(cancellation) != "ready")
                throw new InvalidOperationException($"The load did not start: {await load.StandardError.ReadToEndAsync(cancellation)}");
            await using var program = await WatchProgram.StartAsync(
                ["--Watch:Estate:Regions:0:Name=load", "--Watch:Estate:Regions:0:Clusters:0:Name=load", "--Watch:Estate:Regions:0:Clusters:0:Context=load", $"--Watch:Estate:Regions:0:Clusters:0:Kubeconfig={kubeconfig}"], cancellation, only: 4);
            using var events = await BoardEvents.OpenAsync(program.Http, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, cancellation);
            var seen = await MeasureAsync(load, events, cancellation);
            foreach (var figure in Figures(seen))
                yield return figure;
        }
        finally
        {
            load.StandardInput.Close();
            load.Kill();
            await load.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<Figure> Figures(List<Change> seen)
    {
        var whole = seen.ConvertAll(change => change.Whole);
        var rate = (seen[^1].Events - seen[0].Events) / Stopwatch.GetElapsedTime(seen[0].At, seen[^1].At).TotalSeconds;
        yield return Figure.AtLeast("churn while measuring", rate, 50, "events/s");
        yield return Figure.Seen("half of the changes within", Figure.Quantile(whole, 0.5), "ms");
        yield return Figure.AtMost("95 of 100 within", Figure.Quantile(whole, 0.95), 500, "ms");
        yield return Figure.Seen("slowest", whole.Max(), "ms");
        yield return Figure.Seen("of it, line to end of the engine's pass, median", Figure.Quantile(seen.ConvertAll(change => change.ToPass), 0.5), "ms");
        yield return Figure.Seen("of it, end of the pass to the event, median", Figure.Quantile(seen.ConvertAll(change => change.Whole - change.ToPass), 0.5), "ms");
        yield return Figure.Seen("load average at the end", Machine.Load(), "");
    }

    private static async Task<List<Change>> MeasureAsync(Process load, BoardEvents events, CancellationToken cancellation)
    {
        // Between two changes passes a time that fits no beat of the program, so that every place in its beats is met.
        var random = new Random(42);
        var seen = new List<Change>();
        for (var number = 0; number < Changes; number++)
        {
            var failing = number % 2 == 0;
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300, 1100)), TimeProvider.System, cancellation);
            await load.StandardInput.WriteLineAsync($"{number / 2 % 10} {(failing ? "on" : "off")}");
            await load.StandardInput.FlushAsync(cancellation);
            var said = (await load.StandardOutput.ReadLineAsync(cancellation))!.Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            var (at, board) = await events.UntilAsync(board => failing == (Status(board) is "degraded" or "critical"), cancellation);
            var now = TimeProvider.System.GetUtcNow() - Stopwatch.GetElapsedTime(at);
            var whole = Stopwatch.GetElapsedTime(said[0], at);
            seen.Add(new Change(said[0], said[1], whole.TotalMilliseconds, (whole - (now - board.AsOf)).TotalMilliseconds));
        }
        return seen;
    }

    private static string Status(BoardReport board) => board.Scenarios.Single(tile => tile.Number == 4).Status;

    /// <param name="At">The timestamp of the line.</param>
    /// <param name="Events">How many ordinary events there were by then.</param>
    /// <param name="Whole">Milliseconds from the line to the event.</param>
    /// <param name="ToPass">Milliseconds from the line to the end of the engine's pass.</param>
    private sealed record Change(long At, long Events, double Whole, double ToPass);
}
