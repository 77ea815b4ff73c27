using System.Diagnostics;
using System.Text;

namespace ApnaKart.Watch.Tests.Catalog;

/// <summary>A POSIX shell in an empty folder that finds no program: only what the script defines can run.</summary>
internal sealed class Shell : IDisposable
{
    private const string Program = "/bin/sh";

    public static bool IsThere => File.Exists(Program);

    public string Folder { get; } = Directory.CreateTempSubdirectory("watch-shell-").FullName;

    public async Task<(int Exit, string Output, string Errors)> Run(string script, params (string Name, string Value)[] environment)
    {
        var file = Path.Combine(Folder, "script.sh");
        await File.WriteAllTextAsync(file, script, new UTF8Encoding(false));
        var start = new ProcessStartInfo(Program, [file])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        start.Environment["PATH"] = Path.Combine(Folder, "nothing-here");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
