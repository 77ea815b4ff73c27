using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Hosting;

/// <summary>The built program in a process of its own: what a stranger sees who starts it.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("watch-start-").FullName;

    [Fact]
    public async Task A_wrong_configuration_stops_the_start_with_every_error_and_no_stack()
    {
        var (code, output) = await RunAsync("--Watch:Estate:Regions:0:Role=spare", "--Watch:Kubernetes:ProbeSeconds=0", "--Watch:Stor:Samples=duckdb");
        code.ShouldBe(1);
        foreach (var key in new[] { "Watch:Estate:Regions:0:Role", "Watch:Estate:Regions:0:Name", "Watch:Kubernetes:ProbeSeconds", "Watch:Stor" })
            output.ShouldContain($"{key}: ");
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task An_address_in_use_is_said_in_words()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var (code, output) = await RunAsync($"--urls=http://{other.LocalEndpoint}");
        code.ShouldBe(1);
        output.ShouldContain("The address is in use");
        output.ShouldNotContain("   at ");
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ApnaKart.Watch.Dashboard.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, $"--Watch:Store:Path={_data}", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        return (process.ExitCode, await output + await errors);
    }
}
