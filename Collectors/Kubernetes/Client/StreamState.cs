using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>
/// What is known about one stream: told to the window for the rules, and to the page Sources for people. One task writes
/// it, the probe refreshes it, anyone reads it.
/// </summary>
internal sealed class StreamState(Scope scope, string stream, TimeSpan interval, TimeSpan silence, IReadOnlyList<string> costs, IWindowWriter window, TimeProvider time, ILogger log)
{
    private readonly Lock gate = new();
    private readonly Tally tally = new();
    private string doing = "not started";
    private bool open;
    private bool complete;
    private TimeSpan? alive;
    private TimeSpan heard;
    private TimeSpan? nextTry;

    /// <summary>As an unknown names it: <c>kubernetes/prod: pods</c>.</summary>
    public string Source { get; } = $"kubernetes/{scope.Cluster}: {stream}";

    public string Stream => stream;

    /// <summary>The wall clock when the stream last proved alive; null when it never did.</summary>
    public DateTimeOffset? LastAlive
    {
        get
        {
            lock (gate)
                return alive is { } at ? time.GetUtcNow() - (Now - at) : null;
        }
    }

    private TimeSpan Now => time.GetElapsedTime(0);

    public void Requested() => tally.Request();

    public void Doing(string words)
    {
        lock (gate)
            (doing, nextTry) = (words, null);
    }

    /// <summary>A complete list is with its sink.</summary>
    public void Listed(int objects)
    {
        tally.Holds(objects);
        lock (gate)
            complete = true;
        window.Complete(scope, stream);
        Alive();
    }

    /// <summary>The watch is open. After a failure that alone proves nothing: the next line does, or the next probe that it outlives.</summary>
    public void Opened(string version)
    {
        Doing($"watching from {SafeText.Line(version, 64)}");
        lock (gate)
            (open, heard) = (true, Now);
        if (!tally.IsFailing)
            Alive();
    }

    /// <summary>A probe passed: this stream has no watch, each answer is its proof.</summary>
    public void Answered(string words)
    {
        Doing(words);
        Alive();
    }

    public void Closed()
    {
        lock (gate)
            open = false;
    }

    /// <summary>The watch brought a line.</summary>
    /// <param name="moved">Whether it got on. A server whose store hangs repeats its bookmarks: they prove a connection, and nothing more.</param>
    public void Heard(int objects, bool isEvent, bool moved)
    {
        if (isEvent)
            tally.Event(objects);
        lock (gate)
            heard = Now;
        if (moved)
            Alive();
    }

    /// <summary>The server takes new requests: an open watch that is not silent is as good as fresh.</summary>
    public void ProbePassed()
    {
        bool fresh;
        lock (gate)
            fresh = open && Now - heard < silence;
        if (fresh)
            Alive();
    }

    /// <summary>The server takes no new requests, so an open watch can say nothing of now.</summary>
    public void ProbeFailed(UnknownCause cause, string source, string message)
    {
        lock (gate)
        {
            if (!open)
                return; // It has a failure of its own.
        }

        window.Failed(scope, stream, cause, source, message);
    }

    public void Failed(UnknownCause cause, string message)
    {
        var safe = SafeText.Line(message, 1_000);
        if (tally.Failed(cause, safe, time.GetUtcNow()))
            log.LogWarning("{Source}: {Message}", Source, safe);
        window.Failed(scope, stream, cause, Source, safe);
    }

    /// <summary>Something went wrong that is mended already: told to people, not to rules.</summary>
    public void Noted(string message) => tally.Noted(SafeText.Line(message, 1_000), time.GetUtcNow());

    public void Restarting(TimeSpan pause)
    {
        tally.Restart();
        lock (gate)
            nextTry = Now + pause;
    }

    public StreamHealth Snapshot()
    {
        lock (gate)
        {
            var age = Now - alive;
            var late = age > 3 * interval;
            var detail = nextTry is { } at && !open ? $"next try in {Math.Max(0, Math.Ceiling((at - Now).TotalSeconds)):0} s" : doing;
            return tally.Fill(new StreamHealth($"kubernetes/{scope.Cluster}", scope, stream, complete ? late ? "late" : "ok" : "starting",
                age, interval, detail, null, null, null, 0, 0, 0, 0, costs));
        }
    }

    private void Alive()
    {
        lock (gate)
            alive = Now;
        if (tally.Recovered())
            log.LogInformation("{Source}: delivers again", Source);
        window.Alive(scope, stream, interval);
    }
}
