namespace ApnaKart.Watch.Tests;

/// <summary>Finds recorded data that is kept outside of the project. Where it is absent, tests that need it skip.</summary>
public static class Fixtures
{
    public const string Absent = "The fixtures are not here: set WATCH_FIXTURES to their folder.";

    /// <summary>The folder of the fixtures, or null.</summary>
    public static string? Root { get; } = Find();

    /// <summary>A file or folder among the fixtures; null when it is not there.</summary>
    public static string? Path(params string[] parts)
    {
        if (Root is null)
            return null;
        var path = System.IO.Path.Combine([Root, .. parts]);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("WATCH_FIXTURES") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "fixtures");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
