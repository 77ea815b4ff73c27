namespace ApnaKart.Watch.Collectors.Store;

/// <summary>The configuration section <c>Watch:Store</c>: where and how long things are kept.</summary>
public sealed record StoreOptions
{
    public const string Section = "Watch:Store";

    /// <summary>Who keeps numbers: <c>duckdb</c>.</summary>
    public string Samples { get; init; } = "duckdb";

    /// <summary>Who keeps what has words: <c>sqlite</c>.</summary>
    public string State { get; init; } = "sqlite";

    /// <summary>The folder of the embedded stores; made when it is not there.</summary>
    public string Path { get; init; } = "data/";

    /// <summary>Days that samples are kept, 1 to 3,650.</summary>
    public int RawDays { get; init; } = 15;

    /// <summary>Days that facts and changes of verdicts are kept, 1 to 3,650. Words are few, so they may stay longer.</summary>
    public int StateDays { get; init; } = 90;

    /// <summary>Samples held in memory while the store does not take them, 10,000 to 10,000,000; past it the oldest are dropped and shown as a gap.</summary>
    public int MemorySamples { get; init; } = 200_000;

    public string SamplesFile => System.IO.Path.Combine(Path, "samples.duckdb");

    public string StateFile => System.IO.Path.Combine(Path, "state.sqlite");

    /// <summary>What is wrong, one sentence with its key each; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Expect(Samples == "duckdb", nameof(Samples), $"'{Samples}' is no sample store of this version: duckdb");
        Expect(State == "sqlite", nameof(State), $"'{State}' is no state store of this version: sqlite");
        Expect(!string.IsNullOrWhiteSpace(Path), nameof(Path), "a folder is needed");
        Expect(RawDays is >= 1 and <= 3650, nameof(RawDays), $"{RawDays} is not within 1 to 3650 days");
        Expect(StateDays is >= 1 and <= 3650, nameof(StateDays), $"{StateDays} is not within 1 to 3650 days");
        Expect(MemorySamples is >= 10_000 and <= 10_000_000, nameof(MemorySamples), $"{MemorySamples} is not within 10000 to 10000000 samples");
        return errors;

        void Expect(bool holds, string key, string otherwise)
        {
            if (!holds)
                errors.Add($"{Section}:{key}: {otherwise}.");
        }
    }
}
