using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>
/// Events are never listed as a whole: the API server keeps no cache of them, so every list is read from its store. The
/// watch starts from now; a bounded number of old ones is read once. After a break that cannot be resumed, one page is read:
/// if that is all there is, nothing was missed, else the gap is recorded. The sink sees some events twice.
/// </summary>
internal sealed class EventsFromNow<T>(Scope scope, Lister<T> lister, IObjectSink<T> sink, RequestGate gate, StreamState state, IWindowWriter window, FetchOptions options, TimeProvider time) : IStart
    where T : class, IKubernetesObject
{
    private bool begun;

    public bool MayBeQuiet => true;

    public async Task<string> BeginAsync(CancellationToken cancel)
    {
        state.Doing("asks where the events stand now");
        var now = await PageAsync(1, null, cancel);
        state.Doing("reads old events");
        var (count, all) = await BackfillAsync(begun ? 1 : options.BackfillPages, cancel);
        if (begun && !all)
            RecordGap();
        begun = true;
        state.Listed(count);
        return now.Version;
    }

    private async Task<(int Count, bool All)> BackfillAsync(int pages, CancellationToken cancel)
    {
        var count = 0;
        string? token = null;
        for (var page = 0; page < pages; page++)
        {
            Page<T> read;
            try
            {
                read = await PageAsync(options.PageSize, token, cancel);
            }
            catch (ApiFailure failure) when (failure.Kind == FailureKind.Expired)
            {
                return (count, false);
            }

            foreach (var item in read.Items)
                sink.Apply(WatchKind.Added, item);
            count += read.Items.Count;
            token = read.Continue;
            if (token is null)
                return (count, true);
        }

        return (count, false);
    }

    private async Task<Page<T>> PageAsync(int limit, string? token, CancellationToken cancel)
    {
        using var turn = await gate.ListAsync(cancel);
        return await lister.PageAsync(limit, token, cancel);
    }

    private void RecordGap()
    {
        var to = time.GetUtcNow();
        var from = state.LastAlive ?? to;
        var words = $"Events of cluster {scope.Cluster} between {from:HH:mm:ss} and {to:HH:mm:ss} UTC may be missing: the watch could not be resumed";
        var cluster = new Resource(Kinds.Cluster, scope.Cluster, "", scope.Cluster, scope.Region);
        window.Put(new Fact($"gap:{state.Source}:{from:O}", FactKinds.CollectorGap, cluster, to, words));
        state.Noted(words);
    }
}
