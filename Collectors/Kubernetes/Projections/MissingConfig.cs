using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>A ConfigMap or a key of it that the kubelet does not find.</summary>
/// <param name="Key">Null when the whole ConfigMap is missing.</param>
public sealed record MissingReference(string? ConfigMap, string? Key, string Message);

/// <summary>Reads what the kubelet misses from its words, which are exact here.</summary>
public static class MissingConfig
{
    private static readonly Regex MissingKey = Linear.Pattern(@"couldn't find key (?<key>\S+) in ConfigMap ([^/\s]+/)?(?<map>[^/\s]+)");
    private static readonly Regex MissingMap = Linear.Pattern("""configmaps? "(?<map>[^"\s]+)" not found""");
    private static readonly Regex MissingVolumeKey = Linear.Pattern(@"configmap references non-existent config key: (?<key>\S+)");

    /// <summary>The kubelet tries a mount again after at most two minutes, and says so.</summary>
    private static readonly TimeSpan Repeated = TimeSpan.FromMinutes(3);

    private const string Folded = "(combined from similar events): ";

    /// <summary>From the message of a waiting container or an event; null when it speaks of something else.</summary>
    public static MissingReference? In(string? message)
    {
        if (string.IsNullOrEmpty(message))
            return null;
        var text = message.StartsWith(Folded, StringComparison.Ordinal) ? message[Folded.Length..] : message;
        if (MissingKey.Match(text) is { Success: true } key)
            return new MissingReference(key.Groups["map"].Value, key.Groups["key"].Value, text);
        if (MissingMap.Match(text) is { Success: true } map)
            return new MissingReference(map.Groups["map"].Value, null, text);
        return MissingVolumeKey.Match(text) is { Success: true } file ? new MissingReference(null, file.Groups["key"].Value, text) : null;
    }

    /// <summary>The failed mount that keeps a pod from starting; null when there is none or a ConfigMap is not its cause.</summary>
    public static (MissingReference Missing, DateTimeOffset? Since)? FailedMount(ClusterState state, PodEntry pod, Moment now)
    {
        foreach (var entry in state.Events.About(pod.Uid))
        {
            if (entry.Event is { Reason: "FailedMount", Time: { } time } && pod.Since(time, now) <= Repeated && In(entry.Event.Message) is { } missing)
                return (missing, entry.Event.FirstTime);
        }

        return null;
    }
}
