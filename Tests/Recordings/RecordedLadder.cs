using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Ladder;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>
/// Makes runs of the ladder from the polls of a recording: the health paths and the two reads of one round. The recorder
/// went no separate steps for name and TLS; a refused connection is the connection step that failed.
/// </summary>
internal sealed class RecordedLadder(Resource cluster)
{
    private readonly LadderMemory _memory = new(cluster, text => text);
    private readonly Dictionary<string, StepResult> _round = new(StringComparer.Ordinal);

    private LadderRun? _last;

    /// <summary>The values after a round that this poll completes; null when it completes none.</summary>
    public IReadOnlyList<Sample>? Take(string resource, JsonElement poll, Moment now)
    {
        if (StepOf(resource) is not { } step)
            return null;
        _round[step] = Read(step, poll);
        if (step != LadderSteps.Store || _round.Count < 4)
            return null;
        var refused = _round.Values.FirstOrDefault(one => one.Class == ProbeClasses.Connect);
        var connect = new StepResult(LadderSteps.Connect, refused is null, TimeSpan.Zero, 0, refused?.Class, refused?.Message ?? "");
        _last = new LadderRun(now.Wall, now.Mono, "recorded",
            [connect, _round[LadderSteps.Livez], _round[LadderSteps.Readyz], _round[LadderSteps.Cached], _round[LadderSteps.Store]]);
        return _memory.Add(_last);
    }

    /// <summary>One more round like the last, past the end of the recording.</summary>
    public IReadOnlyList<Sample> Again(Moment now) => _memory.Add(_last! with { At = now.Wall, Mono = now.Mono });

    private static string? Said(string step, string? meaning, JsonElement poll, string body) => step is LadderSteps.Livez or LadderSteps.Readyz
        ? body
        : meaning is null ? poll.GetProperty("body").GetProperty("metadata").GetProperty("uid").GetString() : null;

    private static string? StepOf(string resource) => resource switch
    {
        "livez" => LadderSteps.Livez,
        "readyz" => LadderSteps.Readyz,
        "probe-cached" => LadderSteps.Cached,
        "probe-quorum" => LadderSteps.Store,
        _ => null,
    };

    private static StepResult Read(string step, JsonElement poll)
    {
        var code = poll.GetProperty("status").GetInt32();
        var took = TimeSpan.FromMilliseconds(poll.TryGetProperty("ms", out var ms) ? ms.GetDouble() : 0);
        if (code == 0)
        {
            var kind = poll.GetProperty("error").GetProperty("class").GetString();
            return new StepResult(step, false, took, 0, kind switch { "refused" => ProbeClasses.Connect, "timeout" => ProbeClasses.Hang, _ => ProbeClasses.Reset }, kind ?? "");
        }

        var body = poll.TryGetProperty("body", out var text) ? text.ValueKind == JsonValueKind.String ? text.GetString()! : text.GetRawText() : "";
        var meaning = StepClassifier.FailingChecks(body).Any(StepClassifier.IsStore) ? ProbeClasses.Store : StepClassifier.OfAnswer(code, body);
        return new StepResult(step, meaning is null, took, code, meaning, meaning is null ? "" : StepClassifier.Words(body)) { Said = Said(step, meaning, poll, body) };
    }
}
