namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>Reads <c>scoring.yaml</c>.</summary>
internal static class ScoringReader
{
    public static ScoringSettings? Read(Ledger ledger, string path)
    {
        var file = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            ledger.Fault(path, "the file is missing");
            return null;
        }

        if (SeedFile.ReadYaml(ledger, file, File.ReadAllText(path)) is not { } yaml)
            return null;
        var root = new Block(ledger, file, yaml, key: "Scoring");
        var healthy = (int)root.Number("healthyFrom", "points", NoScore);
        var degraded = (int)root.Number("degradedFrom", "points", NoScore);
        if (degraded >= healthy)
            root.Fault("degradedFrom", $"{degraded} must be less than healthyFrom, {healthy}");
        var settings = new ScoringSettings(healthy, degraded, Ladder(root.Map("staleLadder")), Unexplained(root.Map("unexplained")));
        root.Close();
        return settings;
    }

    private static StaleLadder Ladder(Block? block)
    {
        if (block is null)
            return new StaleLadder(0, 0, 0);
        var aging = block.Number("aging", "intervals", number => number >= 1 ? null : "is less than one interval");
        var stale = block.Number("stale", "intervals", number => number > aging ? null : $"must be greater than aging, {aging}");
        var lost = block.Number("lost", "intervals", number => number > stale ? null : $"must be greater than stale, {stale}");
        block.Close();
        return new StaleLadder(aging, stale, lost);
    }

    private static UnexplainedSettings Unexplained(Block? block)
    {
        if (block is null)
            return new UnexplainedSettings(new Hold(TimeSpan.Zero, TimeSpan.Zero), 0, 0);
        var settings = new UnexplainedSettings(
            new Hold(block.Duration("for"), block.Duration("keepFiringFor")),
            block.Number("coveredFrom", "ratio", Tunable.NoShare),
            block.Number("weight", "ratio", Tunable.NoShare));
        block.Close();
        return settings;
    }

    private static string? NoScore(double number) =>
        number is >= 1 and <= 100 && number == Math.Floor(number) ? null : "is not a score: a whole number from 1 to 100 is expected";
}
