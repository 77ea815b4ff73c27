using ApnaKart.Watch.Benchmarks.Latency;
using ApnaKart.Watch.Benchmarks.Programs;
using ApnaKart.Watch.Benchmarks.Store;

namespace ApnaKart.Watch.Benchmarks;

/// <summary>One verb per benchmark; without one, all of them. Helpers that tests start as processes of their own have verbs too.</summary>
internal static class Entry
{
    private static readonly IBenchmark[] Benchmarks = [new StoreBenchmark(), new LatencyBenchmark(), new StartupBenchmark(), new WallBenchmark()];

    public static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        if (args is ["store-writer", var folder])
            return await StoreWriter.RunAsync(folder, stop.Token);
        if (args is ["store-holder", var held])
            return await StoreHolder.RunAsync(held, stop.Token);
        if (args is ["load-api", var kubeconfig])
            return await LoadApi.RunAsync(kubeconfig, stop.Token);
        var chosen = args.Length == 0 ? Benchmarks : [.. Benchmarks.Where(benchmark => args.Contains(benchmark.Verb, StringComparer.Ordinal))];
        if (chosen.Length == 0)
        {
            await Console.Error.WriteLineAsync($"usage: benchmarks [{string.Join('|', Benchmarks.Select(benchmark => benchmark.Verb))}] …");
            return 2;
        }
        return await RunAsync(chosen, stop.Token) ? 0 : 1;
    }

    private static async Task<bool> RunAsync(IBenchmark[] chosen, CancellationToken cancellation)
    {
        var passed = true;
        foreach (var benchmark in chosen)
        {
            Console.WriteLine($"{benchmark.Verb}: {benchmark.Title}");
            await foreach (var figure in benchmark.RunAsync(cancellation))
            {
                Console.WriteLine($"  {figure}");
                passed &= figure.Passed != false;
            }
        }
        Console.WriteLine(passed ? "all figures hold" : "some figures do not hold");
        return passed;
    }
}
