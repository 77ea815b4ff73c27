using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Ladder;

/// <summary>
/// Climbs the ladder once: name, connection, TLS, <c>/livez</c> without credentials, <c>/readyz</c>, a read from the cache and one
/// that must reach the store, each over a connection of its own. What a step meets is a finding, never a fault of the ladder.
/// </summary>
internal sealed class ProbeLadder(ApiConnector connector, FetchOptions options, TimeProvider time, Action counted)
{
    private const string Read = "/api/v1/namespaces/kube-system";

    private readonly NetworkSteps network = new(options, time);

    public async Task<LadderRun> RunAsync(CancellationToken cancel)
    {
        var (at, mono) = (time.GetUtcNow(), time.GetElapsedTime(0));
        ApiConnection connection;
        try
        {
            connection = await connector.GetAsync(cancel);
        }
        catch (ApiFailure failure)
        {
            // The way to the cluster cannot even be read: nothing is asked, and the run says so.
            var words = SafeText.Line(failure.Message, 300);
            return new LadderRun(at, mono, "", [new StepResult(LadderSteps.Dns, false, TimeSpan.Zero, 0, ProbeClasses.Config, words)]);
        }

        var first = await network.RunAsync(connection, cancel);
        // Behind a proxy the direct way fails and requests pass all the same: the first request decides.
        var livez = await AskAsync(connection, LadderSteps.Livez, "/livez?verbose", credentials: false, cancel);
        if (livez.Code > 0)
            first = [.. first.Select(step => step.Ok == false ? step with { Ok = true, Class = null } : step)];
        List<StepResult> steps = [.. first, livez];
        if (livez.Code > 0 || first.All(step => step.Ok != false))
        {
            steps.AddRange(await Task.WhenAll(
                AskAsync(connection, LadderSteps.Readyz, "/readyz?verbose", credentials: true, cancel),
                AskAsync(connection, LadderSteps.Cached, $"{Read}?resourceVersion=0", credentials: true, cancel),
                AskAsync(connection, LadderSteps.Store, Read, credentials: true, cancel)));
        }
        else
        {
            steps.AddRange(((string[])[LadderSteps.Readyz, LadderSteps.Cached, LadderSteps.Store]).Select(StepResult.Skipped));
        }

        if (steps.Exists(step => step.Code == 401 && step.Step is LadderSteps.Cached or LadderSteps.Store))
            connector.Refused(connection);
        else if (!steps.Exists(step => step.Code > 0))
            connector.Unreachable(connection);
        return new LadderRun(at, mono, connection.Server.IsDefaultPort ? connection.Server.Host : connection.Server.Authority, steps);
    }

    private async Task<StepResult> AskAsync(ApiConnection connection, string step, string path, bool credentials, CancellationToken cancel)
    {
        var begin = time.GetTimestamp();
        counted();
        try
        {
            using var answer = await connection.ProbeAsync(path, options.Ladder, cancel, credentials);
            var code = (int)answer.StatusCode;
            var body = await answer.BodyAsync(options, time, cancel);
            var took = time.GetElapsedTime(begin);
            if (answer.IsPage())
                return new StepResult(step, false, took, code, ProbeClasses.ServerError, "a web page instead of an API answer: a proxy stands before it");
            if (step is LadderSteps.Livez or LadderSteps.Readyz)
                return Health(step, took, code, body);
            var meaning = StepClassifier.OfAnswer(code, body);
            return new StepResult(step, meaning is null, took, code, meaning, meaning is null ? "" : $"{code}: {StepClassifier.Words(body)}") { Said = meaning is null ? Uid(body) : null };
        }
        catch (Exception error) when (error is TimeoutException or HttpRequestException or IOException or CredentialsException
            || error is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            var words = error is TimeoutException or CredentialsException ? error.Message : Words.Of(error, connection.Server);
            return new StepResult(step, false, time.GetElapsedTime(begin), 0, StepClassifier.OfFault(error), SafeText.Line(words, 300));
        }
    }

    // 401 and 403: who may not ask is answered all the same.
    private static StepResult Health(string step, TimeSpan took, int code, string body)
    {
        if (code is 200 or 401 or 403 or 404)
            return new StepResult(step, true, took, code) { Said = body };
        var checks = StepClassifier.FailingChecks(body);
        var meaning = checks.Any(StepClassifier.IsStore) ? ProbeClasses.Store : StepClassifier.OfAnswer(code, body) ?? ProbeClasses.ServerError;
        return new StepResult(step, false, took, code, meaning, checks.Count > 0 ? $"{code}: {string.Join(", ", checks)}" : $"{code}: {StepClassifier.Words(body)}") { Said = body };
    }

    private static string? Uid(string body)
    {
        try
        {
            // A body that was cut short is no JSON; then the uid is simply not known this time.
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("metadata", out var meta) && meta.TryGetProperty("uid", out var uid) ? uid.GetString() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
