using System.Collections.Concurrent;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>What a simulated API can be made to do wrong.</summary>
public enum ApiFault
{
    /// <summary>Does as it should.</summary>
    None,

    /// <summary>The listener closes: connections are refused. Of the whole API only.</summary>
    Refuse,

    /// <summary>A request is taken and never answered.</summary>
    Hang,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>Too much to do: reads and writes take a second or two, some are turned away with 429 or fail with 503. Health paths and open watches are as ever.</summary>
    Overload,

    /// <summary>429 with Retry-After: 2.</summary>
    Throttle,

    /// <summary>500.</summary>
    Error,

    /// <summary>200 with a body, or a line of a watch, that is no JSON.</summary>
    Garbage,

    /// <summary>Open and new watches say nothing any more, not even bookmarks; lists work.</summary>
    Silence,

    /// <summary>Connections are cut in the middle of an answer, and open watches at once.</summary>
    Drop,

    /// <summary>Once: forgets its history and ends open watches, so that each gets 410 when it comes back.</summary>
    Expire,
}

/// <summary>The faults of one cluster's API that are in force. Safe to call from several threads.</summary>
public sealed class ApiFaults
{
    /// <summary>Stands for every resource, and the health paths too.</summary>
    public const string Everything = "*";

    private readonly Pulse _pulse = new();
    private int _drops;
    private readonly ConcurrentDictionary<string, ApiFault> _faults = new(StringComparer.Ordinal);

    /// <summary>Counts up whenever open watches are to be cut.</summary>
    public int Drops => _drops;

    /// <summary>Ends at the next change of any fault.</summary>
    public Task NextChangeAsync() => _pulse.NextAsync();

    /// <summary>Told of every change, with the resource and its fault, on the thread that makes it.</summary>
    public Action<string, ApiFault>? OnChange { get; set; }

    /// <summary>The faults in force, by resource.</summary>
    public IReadOnlyDictionary<string, ApiFault> Active => _faults;

    /// <summary>Sets a fault; <see cref="ApiFault.None"/> ends it.</summary>
    /// <param name="resource">A plural such as <c>pods</c>, or <c>readyz</c>, <c>livez</c>, <c>version</c>; null: everything.</param>
    public void Set(ApiFault fault, string? resource = null)
    {
        var key = resource ?? Everything;
        if (fault == ApiFault.None && resource is null)
            _faults.Clear();
        else if (fault is ApiFault.None or ApiFault.Expire)
            _faults.TryRemove(key, out _);
        else
            _faults[key] = fault;
        if (fault is ApiFault.Drop or ApiFault.Expire)
            Interlocked.Increment(ref _drops);
        OnChange?.Invoke(key, fault);
        _pulse.Beat();
    }

    /// <summary>The fault that a request for a resource meets.</summary>
    public ApiFault For(string resource) =>
        _faults.TryGetValue(resource, out var own) ? own : _faults.GetValueOrDefault(Everything);
}
