using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes;

/// <summary>One kind of object that is to be read from a cluster, and where it goes.</summary>
public interface IStreamRegistration
{
    /// <summary>The name of the stream: <c>pods</c>.</summary>
    string Stream { get; }

    /// <summary>What is not known while it does not deliver, for the page Sources.</summary>
    IReadOnlyList<string> Costs { get; }

    /// <summary>Makes the stream that feeds the sink.</summary>
    internal IReflector Build(ClusterParts parts);
}

/// <inheritdoc cref="IStreamRegistration"/>
/// <param name="Type">Core <c>events</c> are read their own way: never listed as a whole, and some of them twice.</param>
/// <param name="Sink">Called by one task at a time.</param>
public sealed record StreamRegistration<T>(ResourceType<T> Type, IObjectSink<T> Sink, IReadOnlyList<string> Costs) : IStreamRegistration
    where T : class, IKubernetesObject
{
    public string Stream => Type.Plural;

    IReflector IStreamRegistration.Build(ClusterParts parts)
    {
        var state = parts.State(Stream, Costs);
        var lister = new Lister<T>(parts.Cluster, Type, parts.Client, parts.Options, parts.Time, state.Requested);
        IStart start = Type is { Plural: Streams.Events, Group: "" }
            ? new EventsFromNow<T>(parts.Scope, lister, Sink, parts.Gate, state, parts.Window, parts.Options, parts.Time)
            : new FullList<T>(lister, Sink, parts.Gate, state);
        var request = new ApiRequest(parts.Cluster, Type.Plural, "watch", Type.Group, Type.Path);
        var watch = new WatchSession<T>(request, Type, Sink, parts.Client, state, parts.Options, parts.Silence, parts.Time, parts.Random);
        return new Reflector(request.Name, start, watch.RunAsync, state, parts.Options, parts.Time, parts.Random, parts.Log);
    }
}

/// <summary>A kind of object that is listed again and again from the server's cache, instead of being watched.</summary>
/// <param name="Stream">Its name, when the plural would not tell it from another: <c>node-leases</c>.</param>
public sealed record PolledRegistration<T>(string Stream, ResourceType<T> Type, IObjectSink<T> Sink, TimeSpan Every, IReadOnlyList<string> Costs) : IStreamRegistration
    where T : class, IKubernetesObject
{
    IReflector IStreamRegistration.Build(ClusterParts parts)
    {
        var state = parts.State(Stream, Every, Costs);
        var lister = new Lister<T>(parts.Cluster, Type, parts.Client, parts.Options, parts.Time, state.Requested, cached: true);
        return new Poll($"cluster {parts.Cluster}, {Stream}", OnceAsync, Every, state, parts.Options, parts.Time, parts.Random, parts.Log);

        async Task<int> OnceAsync(CancellationToken cancel)
        {
            var page = await lister.AllAsync(_ => { }, cancel);
            Sink.Replace(page.Items);
            return page.Items.Count;
        }
    }
}
