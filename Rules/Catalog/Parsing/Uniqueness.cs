namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>Checks what only all seeds together can show.</summary>
internal static class Uniqueness
{
    public static void Check(Ledger ledger, IReadOnlyList<ReadSeed> seeds)
    {
        Repeated(ledger, seeds, "number", one => one.Seed.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Repeated(ledger, seeds, "slug", one => one.Seed.Slug);
        Repeated(ledger, seeds, "short", one => one.Seed.Short);
        foreach (var missing in Enumerable.Range(1, SeedCatalog.Count).Except(seeds.Select(one => one.Seed.Number)))
            ledger.Fault("scenarios", $"there is no seed with number {missing}");
    }

    private static void Repeated(Ledger ledger, IReadOnlyList<ReadSeed> seeds, string key, Func<ReadSeed, string> value)
    {
        foreach (var same in seeds.GroupBy(value, StringComparer.Ordinal).Where(group => group.Count() > 1))
            ledger.Fault($"{string.Join(" and ", same.Select(one => one.File))}: {key}", $"'{same.Key}' stands in more than one seed");
    }
}
