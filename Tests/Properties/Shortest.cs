namespace ApnaKart.Watch.Tests.Properties;

/// <summary>Takes out of a history that breaks a property whatever is not needed to break it.</summary>
internal static class Shortest
{
    /// <summary>Runs a history; when it breaks, throws with the shortest one that still does.</summary>
    /// <exception cref="InvalidOperationException">It broke.</exception>
    public static void Of<T>(T[] history, Action<T[]> run)
    {
        if (Broken(history, run) is not { } broken)
            return;
        var (shortest, why) = (history, broken);
        for (var index = shortest.Length - 1; index >= 0; index--)
        {
            var shorter = shortest.Where((_, at) => at != index).ToArray();
            if (Broken(shorter, run) is { } still)
                (shortest, why) = (shorter, still);
        }

        throw new InvalidOperationException($"{why.Message}\nafter:{Print(shortest)}", why);
    }

    public static string Print<T>(T[] history) => $"\n{string.Join('\n', history)}\n";

    private static Exception? Broken<T>(T[] history, Action<T[]> run)
    {
        try
        {
            run(history);
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return error;
        }
    }
}
