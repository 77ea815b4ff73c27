using System.Diagnostics;
using Shouldly;

namespace ApnaKart.Watch.Tests.Architecture;

/// <summary>The files of the project, as they are in the work tree.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Found = new(FindRoot);
    private static readonly Lazy<IReadOnlyList<string>> Listed = new(List);

    public static string Root => Found.Value;

    /// <summary>Paths from the root, with slashes: those in Git, and new ones that it does not ignore.</summary>
    public static IReadOnlyList<string> Files => Listed.Value;

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static bool Has(string file) => File.Exists(Path.Combine(Root, file));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ApnaKart.Watch.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No ApnaKart.Watch.sln above {AppContext.BaseDirectory}.");
    }

    private static IReadOnlyList<string> List()
    {
        // A clone may belong to another user than the one who tests it.
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "-c", "core.quotePath=false", "ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, "git ls-files");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Where(Has)];
    }
}
