using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>Brings a sink up to date and says from which resourceVersion to watch.</summary>
internal interface IStart
{
    /// <summary>Whether its watch sends no bookmarks, so that silence is ordinary.</summary>
    bool MayBeQuiet { get; }

    /// <exception cref="ApiFailure">The sink is as it was.</exception>
    Task<string> BeginAsync(CancellationToken cancel);
}

/// <summary>Everything there is, page by page, given to the sink at once when it is complete.</summary>
internal sealed class FullList<T>(Lister<T> lister, IObjectSink<T> sink, RequestGate gate, StreamState state) : IStart
    where T : class, IKubernetesObject
{
    public bool MayBeQuiet => false;

    public async Task<string> BeginAsync(CancellationToken cancel)
    {
        state.Doing("waits for its turn to list");
        using var turn = await gate.ListAsync(cancel);
        state.Doing("lists");
        var all = await lister.AllAsync(count => state.Doing($"lists, {count} objects so far"), cancel);
        sink.Replace(all.Items);
        state.Listed(all.Items.Count);
        return all.Version;
    }
}
