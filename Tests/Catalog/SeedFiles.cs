using Shouldly;

namespace ApnaKart.Watch.Tests.Catalog;

/// <summary>The project's own seeds, and copies of them to spoil.</summary>
internal sealed class SeedFiles : IDisposable
{
    /// <summary>The folder <c>seeds</c> of this repository.</summary>
    public static string Real { get; } = FindUpwards();

    private SeedFiles(string directory) => Directory = directory;

    public string Directory { get; }

    /// <summary>A copy that may be changed, and that goes when it is disposed of.</summary>
    public static SeedFiles Copy()
    {
        var copy = System.IO.Directory.CreateTempSubdirectory("watch-seeds-").FullName;
        System.IO.Directory.CreateDirectory(Path.Combine(copy, "scenarios"));
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(Real, "scenarios")))
            File.Copy(file, Path.Combine(copy, "scenarios", Path.GetFileName(file)));
        File.Copy(Path.Combine(Real, "scoring.yaml"), Path.Combine(copy, "scoring.yaml"));
        return new SeedFiles(copy);
    }

    public string PathOf(string file) => Path.Combine(Directory, file);

    /// <summary>Replaces a text that must be there, once.</summary>
    public SeedFiles With(string file, string old, string changed)
    {
        var text = File.ReadAllText(PathOf(file));
        var at = text.IndexOf(old, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"the test expects '{old}' in {file}");
        File.WriteAllText(PathOf(file), $"{text[..at]}{changed}{text[(at + old.Length)..]}");
        return this;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private static string FindUpwards()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var seeds = Path.Combine(folder.FullName, "seeds");
            if (File.Exists(Path.Combine(seeds, "scoring.yaml")))
                return seeds;
        }

        throw new DirectoryNotFoundException("There is no folder 'seeds' above the tests.");
    }
}
