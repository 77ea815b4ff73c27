namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class Nearest
{
    /// <summary><c>; did you mean 'weight'?</c>, or nothing when no word is close.</summary>
    public static string Hint(string word, IEnumerable<string> known)
    {
        var best = known
            .Select(candidate => (candidate, distance: Begins(word, candidate) ? 1 : Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.candidate is { } near && best.distance <= Math.Max(2, near.Length / 3) ? $"; did you mean '{near}'?" : "";
    }

    /// <summary>Whether one is the other with something at its end.</summary>
    private static bool Begins(string word, string candidate) => Math.Min(word.Length, candidate.Length) > 3
        && (word.StartsWith(candidate, StringComparison.OrdinalIgnoreCase) || candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>How many letters must be put in, taken out or changed to come from one word to the other.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[to.Length];
    }
}
