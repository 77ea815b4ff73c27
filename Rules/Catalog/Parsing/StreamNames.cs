using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>Reads the streams that must be known before a scope may be called healthy.</summary>
internal static class StreamNames
{
    private static readonly string[] All = [.. typeof(Streams).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>Streams that no collector delivers yet; only a scenario that is not built may ask for one.</summary>
    private static readonly string[] Later = ["aws:", "kubernetes:"];

    /// <param name="built">Whether the scenario has a signature, so that each stream must exist.</param>
    public static IReadOnlyList<string> Read(Block root, bool built)
    {
        var streams = root.List("signals");
        if (streams is null or { Count: 0 })
            root.Fault("signals", "is missing: without streams nothing would ever be unknown");
        foreach (var stream in streams ?? [])
        {
            var later = Later.Any(prefix => stream.StartsWith(prefix, StringComparison.Ordinal) && stream.Length > prefix.Length);
            if (later && built)
                root.Fault("signals", $"'{stream}' is delivered by no collector, but the scenario is built");
            else if (!later && !All.Contains(stream))
                root.Fault("signals", $"there is no stream '{stream}'{Nearest.Hint(stream, All)}");
        }

        return streams ?? [];
    }
}
