using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ApnaKart.Watch.Benchmarks.Programs;

/// <summary>From the start of the process to a board on which every judged tile is known, in the sandbox with empty stores.</summary>
internal sealed class StartupBenchmark : IBenchmark
{
    private const int Runs = 7;

    public string Verb => "startup";

    public string Title => $"process start to a judged board, {Runs} runs, sandbox, empty stores";

    public async IAsyncEnumerable<Figure> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (answered, judged, worked) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            await using var program = await WatchProgram.StartAsync([], cancellation);
            judged.Add(Stopwatch.GetElapsedTime(program.Started).TotalSeconds);
            worked.Add(program.Worked.TotalSeconds);
            answered.Add(program.Answered.TotalSeconds);
        }
        yield return Figure.Seen("first answer, median", Figure.Quantile(answered, 0.5), "s");
        yield return Figure.Seen("judged board, fastest", judged.Min(), "s");
        yield return Figure.AtMost("judged board, median", Figure.Quantile(judged, 0.5), 4, "s");
        yield return Figure.Seen("judged board, slowest", judged.Max(), "s");
        yield return Figure.Seen("processor time till then, median", Figure.Quantile(worked, 0.5), "s");
        yield return Figure.Seen("load average at the end", Machine.Load(), "");
    }
}
