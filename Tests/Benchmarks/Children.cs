using System.Diagnostics;

namespace ApnaKart.Watch.Benchmarks;

/// <summary>Programs of this folder in processes of their own: what makes the load must not share a process with what bears it.</summary>
internal static class Children
{
    public static Process Start(string program, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment = { ["DOTNET_ENVIRONMENT"] = "Production", ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        })!;
}
