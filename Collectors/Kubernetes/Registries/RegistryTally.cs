using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Registries;

/// <summary>What happened at one registry in the last five minutes, as the pods that are there tell it.</summary>
internal sealed class RegistryTally
{
    public List<FailingPull> Throttled { get; } = [];

    /// <summary>Pods that have not started yet, and so may be next to be throttled.</summary>
    public List<PodEntry> Starting { get; } = [];

    public HashSet<PodEntry> HeldBack { get; } = [];

    public HashSet<string> ThrottledImages { get; } = new(StringComparer.Ordinal);

    public HashSet<string> PulledImages { get; } = new(StringComparer.Ordinal);

    public List<double> PullSeconds { get; } = [];

    public List<double> QueueSeconds { get; } = [];

    public int Succeeded { get; private set; }

    public int Refused { get; private set; }

    public int Failed { get; private set; }

    public int InFlight { get; set; }

    public int YoungPods { get; set; }

    public HashSet<Resource> YoungWorkloads { get; } = [];

    public int Attempts => Succeeded + Refused + Failed;

    public void Ended(PullEvent pull, int times)
    {
        switch (pull.Word)
        {
            case PullWord.Succeeded:
                Succeeded += times;
                PulledImages.Add(pull.Image);
                if (pull.Pull is { } took)
                    PullSeconds.Add(took.TotalSeconds);
                if (pull.Queue is { } waited)
                    QueueSeconds.Add(waited.TotalSeconds);
                break;
            case PullWord.Throttled:
                Refused += times;
                ThrottledImages.Add(pull.Image);
                break;
            case PullWord.Failed:
                Failed += times;
                break;
        }
    }

    /// <summary>The value that 95 of 100 do not pass; null when there is none.</summary>
    public static double? Most(List<double> values)
    {
        if (values.Count == 0)
            return null;
        values.Sort();
        return values[(int)Math.Ceiling(values.Count * 0.95) - 1];
    }
}
