namespace ApnaKart.Watch.Tests.Properties;

/// <summary>Two clocks that move apart: a wall clock that somebody sets, and a monotonic one that nobody can.</summary>
internal sealed class SplitTime : TimeProvider
{
    private DateTimeOffset _wall = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private TimeSpan _mono = TimeSpan.FromHours(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _wall;

    public override long GetTimestamp() => _mono.Ticks;

    public void Pass(double seconds)
    {
        _mono += TimeSpan.FromSeconds(seconds);
        _wall += TimeSpan.FromSeconds(seconds);
    }

    public void JumpWall(double hours) => _wall += TimeSpan.FromHours(hours);
}
