namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>
/// How patiently and how politely a cluster is read. The defaults are what a production API server should be asked; tests
/// shorten them. Nothing here changes what is judged.
/// </summary>
public sealed record FetchOptions
{
    /// <summary>Until a TCP connection stands.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From a request to the headers of its answer. An API server whose store hangs needs 35 s to say so; we do not wait for that.</summary>
    public TimeSpan Headers { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From the headers to the end of one page of a list.</summary>
    public TimeSpan PageBody { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For one probe as a whole. A server with a failing store answers after 2 s, so less than 3 s would miss its words.</summary>
    public TimeSpan Probe { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>For one request of the probe ladder. A store that hangs is known by a read that outlasts it, so it is a little longer than <see cref="Probe"/>.</summary>
    public TimeSpan Ladder { get; init; } = TimeSpan.FromSeconds(3.5);

    /// <summary>For each of the ladder's first steps: name, connection, TLS.</summary>
    public TimeSpan LadderConnect { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The first pause after a failure; it doubles up to <see cref="LastRetry"/>.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause after failures.</summary>
    public TimeSpan LastRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest <c>Retry-After</c> that is believed.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The pause after a missing permission, or a resource that is not served.</summary>
    public TimeSpan DeniedRetry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Least time between two readings of the kubeconfig after a 401.</summary>
    public TimeSpan Reload { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Least pause before a new list when a resourceVersion is too old.</summary>
    public TimeSpan RelistFrom { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Greatest such pause: a restarted API server refuses nearly every watch at once, so the lists are spread.</summary>
    public TimeSpan RelistTo { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A watch that lived longer than this was a good one: the pauses start small again.</summary>
    public TimeSpan GoodWatch { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Shortest time that a watch is asked for.</summary>
    public TimeSpan WatchFrom { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Longest time that a watch is asked for.</summary>
    public TimeSpan WatchTo { get; init; } = TimeSpan.FromSeconds(420);

    /// <summary>Objects asked for in one page.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Objects of one kind that are held at most; more is an error.</summary>
    public int MaxObjects { get; init; } = 250_000;

    /// <summary>Bytes of one line of a watch; a longer one is an error. etcd holds objects up to 1.5 MB.</summary>
    public int MaxLineBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Pages of old events that are read at the start.</summary>
    public int BackfillPages { get; init; } = 10;

    /// <summary>Requests a second to one cluster, sustained; probes not counted.</summary>
    public int RequestsPerSecond { get; init; } = 5;

    /// <summary>Requests that may go out at once after a quiet time: enough for the list and the watch of every stream, so that a start does not wait for itself.</summary>
    public int Burst { get; init; } = 50;
}
