using System.Reflection;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>Names this build, so that a wall can tell that its server has become another one: <c>1.4.0+9f2c1d0</c>.</summary>
public static class BuildId
{
    private const int ShortHash = 7;

    public static string Current { get; } = Shorten(
        typeof(BuildId).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown");

    private static string Shorten(string version)
    {
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..Math.Min(version.Length, plus + 1 + ShortHash)];
    }
}
