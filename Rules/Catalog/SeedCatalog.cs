using ApnaKart.Watch.Rules.Catalog.Parsing;
using ApnaKart.Watch.Rules.Scenarios;

namespace ApnaKart.Watch.Rules.Catalog;

/// <summary>Everything that stands in <c>seeds/</c>, with configuration over it, checked as a whole.</summary>
/// <param name="Seeds">Exactly fifteen, in the order of their numbers.</param>
/// <param name="Limits">Every number in force with where it comes from, in the order of the files.</param>
/// <param name="Placeholders">What the commands of each scenario may ask for: its signature's, else its seed's own list.</param>
public sealed record SeedCatalog(
    IReadOnlyList<Seed> Seeds,
    ScoringSettings Scoring,
    IReadOnlyList<LimitInForce> Limits,
    IReadOnlyDictionary<int, IReadOnlyList<string>> Placeholders)
{
    /// <summary>How many scenarios there are.</summary>
    public const int Count = 15;

    /// <summary>The seed of a scenario, 1 to 15.</summary>
    public Seed this[int number] => Seeds[number - 1];

    /// <summary>Reads the seeds.</summary>
    /// <param name="directory">The folder <c>seeds</c>, with <c>scoring.yaml</c> and <c>scenarios/*.md</c> in it.</param>
    /// <param name="overrides">Settings that go before the seeds: <c>Scenarios:4:Symptoms:failingPods:Degraded</c>, <c>Scenarios:4:For</c>, <c>Scoring:HealthyFrom</c>. Large and small letters are the same.</param>
    /// <param name="signatures">The scenarios that are built. Their limits and placeholders are then checked too; without them, a seed that names no placeholders of its own goes unchecked.</param>
    /// <exception cref="CatalogException">Something is wrong; it lists everything.</exception>
    public static SeedCatalog Load(string directory, IReadOnlyDictionary<string, string>? overrides = null, IEnumerable<IScenario>? signatures = null)
    {
        var ledger = new Ledger(overrides);
        var built = (signatures ?? []).ToDictionary(signature => signature.Number);
        var read = ReadAll(ledger, Path.Combine(directory, "scenarios"), built);
        var scoring = ScoringReader.Read(ledger, Path.Combine(directory, "scoring.yaml"));
        Uniqueness.Check(ledger, read);
        foreach (var one in read.Where(one => built.ContainsKey(one.Seed.Number)))
        {
            foreach (var sentence in built[one.Seed.Number].Bind(one.Seed))
                ledger.Fault(one.File, sentence);
        }

        ledger.FaultUnusedOverrides();
        if (ledger.Faults.Count > 0 || scoring is null)
            throw new CatalogException(ledger.Faults);
        return new SeedCatalog([.. read.Select(one => one.Seed).OrderBy(seed => seed.Number)], scoring, ledger.Limits,
            read.ToDictionary(one => one.Seed.Number, one => one.Placeholders));
    }

    private static List<ReadSeed> ReadAll(Ledger ledger, string directory, Dictionary<int, IScenario> built)
    {
        if (!Directory.Exists(directory))
        {
            ledger.Fault(directory, "the folder is missing");
            return [];
        }

        return [.. Directory.GetFiles(directory, "*.md").Order(StringComparer.Ordinal)
            .Select(path => SeedReader.Read(ledger, SeedFile.Read(ledger, path), number => built.GetValueOrDefault(number)?.Placeholders))
            .OfType<ReadSeed>()];
    }
}
