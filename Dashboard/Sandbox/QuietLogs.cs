using Microsoft.Extensions.Logging.Abstractions;

namespace ApnaKart.Watch.Dashboard.Sandbox;

/// <summary>
/// The host's logs without the lines that a second web application writes about its start and its every request: they would
/// be taken for those of the board. Faults are still logged.
/// </summary>
internal sealed class QuietLogs(ILoggerFactory logs) : ILoggerFactory
{
    private static readonly string[] Chatter = ["Microsoft.Hosting.", "Microsoft.AspNetCore.Hosting.", "Microsoft.AspNetCore.Server.Kestrel.Connections"];

    public ILogger CreateLogger(string categoryName) =>
        Chatter.Any(start => categoryName.StartsWith(start, StringComparison.Ordinal)) ? NullLogger.Instance : logs.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => logs.AddProvider(provider);

    public void Dispose()
    {
        // The logs belong to the host.
    }
}
