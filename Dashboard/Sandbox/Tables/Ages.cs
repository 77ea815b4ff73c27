using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Tables;

/// <summary>Lengths of time as <c>kubectl</c> prints them: the finer, the shorter.</summary>
internal static class Ages
{
    public static string Of(string? since, DateTimeOffset now) => Times.Read(since) is { } time ? Short(now - time) : "<unknown>";

    public static string Short(TimeSpan length)
    {
        var seconds = (long)length.TotalSeconds;
        return seconds switch
        {
            < 0 => "0s",
            < 120 => $"{seconds}s",
            < 600 => Two(seconds / 60, "m", seconds % 60, "s"),
            < 10_800 => $"{seconds / 60}m",
            < 28_800 => Two(seconds / 3600, "h", seconds / 60 % 60, "m"),
            < 172_800 => $"{seconds / 3600}h",
            < 691_200 => Two(seconds / 86_400, "d", seconds / 3600 % 24, "h"),
            < 63_072_000 => $"{seconds / 86_400}d",
            _ => Two(seconds / 31_536_000, "y", seconds / 86_400 % 365, "d"),
        };
    }

    private static string Two(long big, string bigUnit, long small, string smallUnit) => small == 0 ? $"{big}{bigUnit}" : $"{big}{bigUnit}{small}{smallUnit}";
}
