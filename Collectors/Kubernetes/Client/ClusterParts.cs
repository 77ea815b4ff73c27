using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>What all streams of one cluster share.</summary>
internal sealed record ClusterParts(
    Scope Scope,
    ApiClient Client,
    RequestGate Gate,
    FetchOptions Options,
    TimeSpan Interval,
    TimeSpan Silence,
    IWindowWriter Window,
    TimeProvider Time,
    Func<double> Random,
    ILogger Log)
{
    public string Cluster => Scope.Cluster;

    public StreamState State(string stream, IReadOnlyList<string> costs) =>
        State(stream, Interval, costs);

    /// <summary>The same for a stream whose proofs of life come at another interval.</summary>
    public StreamState State(string stream, TimeSpan interval, IReadOnlyList<string> costs) =>
        new(Scope, stream, interval, Silence, costs, Window, Time, Log);
}
