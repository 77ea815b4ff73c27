using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>Tells a person why the program did not start, without a stack.</summary>
public static class StartProblem
{
    /// <returns>Null for a problem that nobody foresaw: that one keeps its stack.</returns>
    public static string? Explain(Exception problem) => problem switch
    {
        ConfigurationException wrong => Lines("The configuration is wrong:", wrong.Errors.Select(error => $"{error.Key}: {error.Message}")),
        CatalogException wrong => Lines("A seed, or a setting that goes before one, is wrong:", wrong.Errors),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => Lines(
            "The address is in use:", [problem.Message, "Another Watch may run already; choose another address with --urls http://127.0.0.1:5081."]),
        FormatException or InvalidDataException => Lines("The configuration cannot be read:", [problem.Message, .. Inner(problem)]),
        _ => null,
    };

    private static IEnumerable<string> Inner(Exception problem) => problem.InnerException is { } inner ? [inner.Message] : [];

    private static string Lines(string head, IEnumerable<string> lines) =>
        string.Join(Environment.NewLine, [$"ApnaKart Watch did not start. {head}", .. lines.Select(line => $"  {line}")]);
}
