using System.Net;
using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>What a probe found.</summary>
/// <param name="Failure">Null when the server takes requests.</param>
/// <param name="Words">For people.</param>
internal sealed record ProbeResult(UnknownCause? Failure, string Words);

/// <summary>
/// Asks the API server whether it is ready, each time over a new connection. Who may not ask that asks for the version
/// instead: an answer that refuses us is an answer, and the server that gave it lives.
/// </summary>
internal sealed class ReadinessProbe(string cluster, ApiConnector connector, StreamState state, FetchOptions options, TimeSpan interval, TimeProvider time)
{
    private const string Ready = "/readyz";
    private const string Version = "/version";

    /// <summary>Probes for ever, at once and then once an interval.</summary>
    public async Task RunAsync(Action<ProbeResult> told, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(interval, time);
        var complete = false;
        while (!cancel.IsCancellationRequested)
        {
            var result = await OnceAsync(cancel);
            if (result.Failure is { } cause)
                state.Failed(cause, result.Words);
            else
                Passed(result.Words, ref complete);
            told(result);
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>One probe. Never throws for what the server does.</summary>
    public async Task<ProbeResult> OnceAsync(CancellationToken cancel)
    {
        ApiConnection? connection = null;
        try
        {
            connection = await connector.GetAsync(cancel);
            var ready = await AskAsync(connection, Ready, cancel);
            if (ready.Code is 401 or 403 or 404 or 429)
            {
                var version = await AskAsync(connection, Version, cancel);
                return version.Code is 200 or 401 or 403
                    ? new ProbeResult(null, $"answers; {Ready} is not open to us ({ready.Code})")
                    : Bad(version.Code == 429 ? UnknownCause.Throttled : UnknownCause.SourceDown, $"GET {Version} answers {version.Code}{version.Words}");
            }

            return ready.Code == 200 ? new ProbeResult(null, "ready") : Bad(UnknownCause.SourceDown, $"GET {Ready} answers {ready.Code}{ready.Words}");
        }
        catch (TimeoutException error)
        {
            Doubt(connection);
            return Bad(UnknownCause.SourceDown, $"GET {Ready}: {error.Message}");
        }
        catch (ApiFailure failure)
        {
            return new ProbeResult(failure.Cause, failure.Message);
        }
        catch (CredentialsException error)
        {
            return Bad(UnknownCause.CollectorError, $"no credentials: {SafeText.Line(error.Message, 600)}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException || error is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            Doubt(connection);
            return Bad(UnknownCause.SourceDown, Words.Of(error, connection?.Server ?? new Uri("http://server")));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Bad(UnknownCause.CollectorError, $"a fault of the collector itself: {error.GetType().Name}: {SafeText.Line(error.Message, 300)}");
        }
    }

    private async Task<(int Code, string Words)> AskAsync(ApiConnection connection, string path, CancellationToken cancel)
    {
        state.Requested();
        using var answer = await connection.ProbeAsync(path, options.Probe, cancel);
        if (answer.StatusCode == HttpStatusCode.OK)
            return answer.IsPage() ? (502, ": a web page instead of an API answer") : (200, "");
        var body = await answer.BodyAsync(options, time, cancel);
        var failing = body.Split('\n').Where(line => line.StartsWith("[-]", StringComparison.Ordinal)).Take(5).ToList();
        var words = failing.Count > 0 ? string.Join("; ", failing) : body.Trim();
        return ((int)answer.StatusCode, words.Length == 0 ? "" : $": {SafeText.Line(words, 300)}");
    }

    private void Passed(string words, ref bool complete)
    {
        if (!complete)
            state.Listed(0);
        complete = true;
        state.Answered(words);
    }

    private void Doubt(ApiConnection? connection)
    {
        if (connection is not null)
            connector.Unreachable(connection);
    }

    private ProbeResult Bad(UnknownCause cause, string words) => new(cause, $"cluster {cluster}, readyz: {words}");
}
