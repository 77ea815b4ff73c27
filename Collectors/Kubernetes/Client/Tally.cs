using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>The counts and the errors of one stream. Safe to call from several threads.</summary>
internal sealed class Tally
{
    private readonly Lock gate = new();
    private UnknownCause? failing;
    private string? error;
    private DateTimeOffset? errorAt;
    private DateTimeOffset? firstErrorAt;
    private long objects;
    private long events;
    private long requests;
    private long restarts;

    public bool IsFailing
    {
        get
        {
            lock (gate)
                return failing is not null;
        }
    }

    public void Request() => Interlocked.Increment(ref requests);

    public void Restart() => Interlocked.Increment(ref restarts);

    public void Holds(int count) => Interlocked.Exchange(ref objects, count);

    public void Event(int change)
    {
        Interlocked.Increment(ref events);
        Interlocked.Add(ref objects, change);
    }

    /// <summary>True when this is news, and not the same trouble as before with other numbers in its words.</summary>
    public bool Failed(UnknownCause cause, string message, DateTimeOffset now)
    {
        lock (gate)
        {
            var news = failing != cause || WithoutNumbers(error) != WithoutNumbers(message);
            firstErrorAt = failing is null ? now : firstErrorAt;
            (failing, error, errorAt) = (cause, message, now);
            return news;
        }
    }

    public void Noted(string message, DateTimeOffset now)
    {
        lock (gate)
        {
            (error, errorAt) = (message, now);
            firstErrorAt ??= now;
        }
    }

    /// <summary>True when it was failing until now. The last error stays to be seen.</summary>
    public bool Recovered()
    {
        lock (gate)
        {
            var was = failing is not null;
            failing = null;
            return was;
        }
    }

    public StreamHealth Fill(StreamHealth health)
    {
        lock (gate)
        {
            return health with
            {
                State = failing is { } cause ? Word(cause) : health.State,
                LastError = error,
                LastErrorAt = errorAt,
                FirstErrorAt = firstErrorAt,
                Objects = Math.Max(0, Interlocked.Read(ref objects)),
                Events = Interlocked.Read(ref events),
                Requests = Interlocked.Read(ref requests),
                Restarts = Interlocked.Read(ref restarts),
            };
        }
    }

    private static string WithoutNumbers(string? message) => string.Concat((message ?? "").Where(character => !char.IsAsciiDigit(character)));

    private static string Word(UnknownCause cause) => cause switch
    {
        UnknownCause.SourceDown => "down",
        UnknownCause.Denied => "denied",
        UnknownCause.Throttled => "throttled",
        UnknownCause.Late => "late",
        UnknownCause.Starting => "starting",
        _ => "error",
    };
}
