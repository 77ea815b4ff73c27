namespace ApnaKart.Watch.Collectors.Store.Recording;

/// <summary>Samples that were never stored, because the store was away for longer than memory could bridge.</summary>
/// <param name="From">Time of the oldest of them.</param>
/// <param name="To">Time of the newest of them.</param>
public sealed record Gap(DateTimeOffset From, DateTimeOffset To, long Count)
{
    /// <summary>The same gap with one more sample in it.</summary>
    public static Gap Widen(Gap? gap, DateTimeOffset time) => gap is null
        ? new Gap(time, time, 1)
        : new Gap(time < gap.From ? time : gap.From, time > gap.To ? time : gap.To, gap.Count + 1);
}
