using ApnaKart.Watch.Collectors.Kubernetes;

namespace ApnaKart.Watch.Dashboard.Hosting;

/// <summary>The configuration is wrong and the program does not start.</summary>
public sealed class ConfigurationException(IReadOnlyList<ConfigurationError> errors)
    : Exception(string.Join('\n', errors.Select(error => $"{error.Key}: {error.Message}")))
{
    public IReadOnlyList<ConfigurationError> Errors { get; } = errors;
}
