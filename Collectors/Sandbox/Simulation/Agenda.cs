namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>What is to happen, in order of time. Time stands still between two entries.</summary>
internal sealed class Agenda(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _due = new();
    private long _order;

    public DateTimeOffset Now { get; private set; } = start;

    public void After(TimeSpan delay, Action action) =>
        _due.Enqueue(action, ((Now + (delay < TimeSpan.Zero ? TimeSpan.Zero : delay)).UtcTicks, _order++));

    /// <summary>Does what is due until then. What an entry adds is done too when it is due.</summary>
    public void RunUntil(DateTimeOffset time)
    {
        while (_due.TryPeek(out var action, out var at) && at.Ticks <= time.UtcTicks)
        {
            _due.Dequeue();
            if (at.Ticks > Now.UtcTicks)
                Now = new DateTimeOffset(at.Ticks, TimeSpan.Zero);
            action();
        }

        if (time > Now)
            Now = time.ToUniversalTime();
    }
}
