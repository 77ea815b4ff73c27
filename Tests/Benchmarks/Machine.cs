using System.Globalization;

namespace ApnaKart.Watch.Benchmarks;

/// <summary>What else goes on here: without it a time means little.</summary>
internal static class Machine
{
    /// <summary>The load average of the last minute; NaN where the system does not say.</summary>
    public static double Load() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : double.NaN;
}
