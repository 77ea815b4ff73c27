using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>
/// Asks the metrics API for its nodes. It is served by another program behind the API server: that this one is down, which
/// comes as 503 in plain text, is an answer and not a failure to look.
/// </summary>
internal sealed record MetricsRegistration(IObjectSink<MetricsAnswer> Sink, TimeSpan Every, IReadOnlyList<string> Costs) : IStreamRegistration
{
    private const string Path = "/apis/metrics.k8s.io/v1beta1/nodes";

    public string Stream => Streams.NodeMetrics;

    IReflector IStreamRegistration.Build(ClusterParts parts)
    {
        var state = parts.State(Stream, Every, Costs);
        var request = new ApiRequest(parts.Cluster, "nodes", "list", "metrics.k8s.io", Path);
        return new Poll($"cluster {parts.Cluster}, {Stream}", OnceAsync, Every, state, parts.Options, parts.Time, parts.Random, parts.Log);

        async Task<int> OnceAsync(CancellationToken cancel)
        {
            try
            {
                var nodes = await AskAsync(parts, request, state.Requested, cancel);
                Sink.Replace([new MetricsAnswer { Available = true, Nodes = nodes, At = Moment.Of(parts.Time) }]);
                return nodes.Count;
            }
            catch (ApiFailure failure) when (failure.Kind == FailureKind.Server)
            {
                Sink.Replace([new MetricsAnswer { Message = SafeText.Line(failure.Message, 400), At = Moment.Of(parts.Time) }]);
                return 0;
            }
            catch (ApiFailure failure) when (failure.Kind == FailureKind.NotServed)
            {
                Sink.Replace([]);
                throw;
            }
        }
    }

    private static async Task<IReadOnlyList<NodeMetrics>> AskAsync(ClusterParts parts, ApiRequest request, Action counted, CancellationToken cancel)
    {
        using var answer = await parts.Client.GetAsync(request, gzip: false, counted, cancel);
        using var deadline = new CancellationTokenSource(parts.Options.PageBody, parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
            var list = await JsonSerializer.DeserializeAsync(body, AutoscalingJson.Default.NodeMetricsList, either.Token);
            return [.. (list?.Items ?? []).OfType<NodeMetrics>()];
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ApiFailure(FailureKind.Unreachable, $"{request.Name}: the answer was not complete within {parts.Options.PageBody.TotalSeconds:0.#} s");
        }
        catch (JsonException error)
        {
            throw new ApiFailure(FailureKind.Unusable, $"{request.Name}: the answer is broken JSON: {SafeText.Line(error.Message, 300)}", inner: error);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw new ApiFailure(FailureKind.Unreachable, $"{request.Name}: the answer broke off: {SafeText.Line(error.Message, 300)}", inner: error);
        }
    }
}
