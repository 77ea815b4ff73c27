using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Benchmarks.Store;

/// <summary>5,000 series of 1,000 points, 86.4 s apart: one day, each value a walk with one decimal.</summary>
internal sealed class StoreData
{
    public const int Series = 5_000;
    public const int Points = 1_000;
    public static readonly TimeSpan Apart = TimeSpan.FromSeconds(86.4);
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly Signal Load = new("benchmark_load", "count", "A number that walks");

    private readonly Random _random = new(4711);
    private readonly Resource[] _resources = [.. Enumerable.Range(0, Series).Select(ResourceOf)];
    private readonly double[] _values = new double[Series];

    public StoreData()
    {
        for (var i = 0; i < Series; i++)
            _values[i] = _random.Next(0, 1_000) / 10.0;
    }

    public static string Signal => Load.Name;

    public static Resource ResourceOf(int series) => new("deployment", $"service-{series}", $"team-{series % 40}", "prod", "ap-south-1");

    /// <summary>One point of every series, as one round of a collector brings them.</summary>
    public Sample[] Round(int round)
    {
        var time = Start + round * Apart;
        var samples = new Sample[Series];
        for (var i = 0; i < Series; i++)
        {
            _values[i] = Math.Round(_values[i] + _random.Next(-5, 6) / 10.0, 1);
            samples[i] = new Sample(Load, _resources[i], time, _values[i]);
        }
        return samples;
    }
}
