using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>One end of a container. The API overwrites it with the next.</summary>
/// <param name="Message">The last words, cleaned; empty when there are none.</param>
public sealed record Termination(int ExitCode, string Reason, string Message, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>Written for a container that never started when its pod is deleted: no crash, though it looks like a kill.</summary>
    public const string Unknown = "ContainerStatusUnknown";

    /// <summary>How long it ran; null when a time is missing.</summary>
    public TimeSpan? Ran => FinishedAt - StartedAt;

    public bool Failed => ExitCode != 0;
}

/// <summary>A pull that failed and has not succeeded since. The status forgets the cause when it turns to back-off.</summary>
/// <param name="Reason">The waiting reason seen last.</param>
/// <param name="Message">What the runtime said, cleaned; null while only the back-off was seen.</param>
public sealed record PullFailure(string Image, string Reason, string? Message, ImagePullClass Class, DateTimeOffset Since);

/// <summary>What is remembered of one container of one pod because the API forgets it.</summary>
public sealed class ContainerMemory
{
    private const int Kept = 5;

    /// <summary>After a run this long the kubelet forgets its back-off, and what comes then is a new story.</summary>
    private static readonly TimeSpan LongRun = TimeSpan.FromMinutes(10);

    private readonly List<Termination> _terminations = new(1);

    /// <summary>The last five ends, oldest first.</summary>
    public IReadOnlyList<Termination> Terminations => _terminations;

    /// <summary>When the present row of ends began: the first end after a run of ten minutes or more.</summary>
    public DateTimeOffset? FirstEnd { get; private set; }

    public PullFailure? Pull { get; internal set; }

    /// <summary>Since when the container waits because its configuration is missing; null when it does not.</summary>
    public DateTimeOffset? ConfigErrorSince { get; internal set; }

    internal void Add(Termination end)
    {
        if (end.Reason == Termination.Unknown || _terminations.Exists(known => Same(known, end)))
            return;
        if (_terminations.Count == Kept)
            _terminations.RemoveAt(0);
        _terminations.Add(end);
        if (FirstEnd is null || end.Ran >= LongRun)
            FirstEnd = end.FinishedAt;
    }

    private static bool Same(Termination left, Termination right) =>
        left.FinishedAt == right.FinishedAt && left.StartedAt == right.StartedAt && left.ExitCode == right.ExitCode;
}
