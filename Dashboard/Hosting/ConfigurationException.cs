namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>One thing that is wrong in the configuration.</summary>
/// <param name="Key">As in a file: <c>Watch:Estate:Regions:0:Name</c>.</param>
public sealed record ConfigurationError(string Key, string Message);

/// <summary>The configuration is wrong and the program does not start.</summary>
public sealed class ConfigurationException(IReadOnlyList<ConfigurationError> errors)
    : Exception(string.Join('\n', errors.Select(error => $"{error.Key}: {error.Message}")))
{
    public IReadOnlyList<ConfigurationError> Errors { get; } = errors;
}
