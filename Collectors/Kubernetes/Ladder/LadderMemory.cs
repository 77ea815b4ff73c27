using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Ladder;

/// <summary>Makes the values of <see cref="Known.Api"/> from the runs of the last minute. Pure: its time is that of the runs.</summary>
internal sealed class LadderMemory(Resource cluster, Func<string, string> clean)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private const int Looked = 5;
    private const int Answers = 6;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly List<LadderRun> _runs = [];
    private readonly Streak _failures = new();
    private readonly Streak _refusals = new();
    private readonly Streak _checks = new();
    private readonly Streak _store = new();
    private readonly Streak _gap = new();
    private string? _uid;
    private (string Before, string Now, DateTimeOffset Since, TimeSpan At)? _replaced;

    /// <summary>Takes a run in and says what is so now.</summary>
    public IReadOnlyList<Sample> Add(LadderRun run)
    {
        _runs.Add(run);
        _runs.RemoveAll(old => run.Mono - old.Mono >= Window);
        _failures.Count(!run.Served, run.At);
        _refusals.Count(run.Refused, run.At);
        Recognise(run);
        return [.. Serving(run), .. Reading(run), .. Saying(run)];
    }

    private IEnumerable<Sample> Serving(LadderRun run)
    {
        var failed = _runs.Where(one => !one.Served).ToList();
        var trouble = failed.LastOrDefault()?.Trouble;
        yield return Make(Known.Api.FailedRatio, run, failed.Count / (double)_runs.Count, Trouble(trouble)
            .Add("reached", run.Reached ? "true" : "false").Add("endpointHost", run.Host).Checked("table", Table(run)));
        yield return Make(Known.Api.FailuresInARow, run, _failures.Length, Trouble(run.Trouble).Add("since", _failures.Since));
        if (_runs.Exists(one => one.Tried.Any()))
        {
            yield return Make(Known.Api.AuthFailures, run, _refusals.Length, new Details(clean)
                .Add("message", run.Tried.FirstOrDefault(step => step.Code == 401)?.Message).Add("since", _refusals.Since));
        }
    }

    private IEnumerable<Sample> Reading(LadderRun run)
    {
        if (Usual(_runs.Select(one => Took(one.Cached))) is { } cached)
            yield return Make(Known.Api.CachedRead, run, cached);
        if (Usual(_runs.Select(one => Took(one.Store))) is { } store)
            yield return Make(Known.Api.StoreRead, run, store);
        if (_runs.Count > 1 && Usual(_runs.Select(Gap)) is { } gap)
        {
            _gap.Count(gap >= 1, run.At);
            yield return Make(Known.Api.StoreGap, run, gap, new Details(clean).Add("message", run.Store?.Message).Add("since", _gap.Since));
        }

        var answers = _runs.TakeLast(Answers).SelectMany(one => one.Tried).Where(step => step.Code > 0).ToList();
        if (answers.Count == 0)
            yield break;
        double Share(Func<StepResult, bool> of) => answers.Count(of) / (double)answers.Count;
        yield return Make(Known.Api.ServerErrors, run, Share(step => step is { Code: >= 500, Class: not ProbeClasses.Store }),
            new Details(clean).Add("message", answers.LastOrDefault(step => step.Code >= 500)?.Message));
        yield return Make(Known.Api.TurnedAway, run, Share(step => step.Code == 429));
    }

    private IEnumerable<Sample> Saying(LadderRun run)
    {
        var health = run.Steps.Where(step => step.Step is LadderSteps.Livez or LadderSteps.Readyz && step.Code > 0).ToList();
        var failing = health.SelectMany(step => StepClassifier.FailingChecks(step.Said)).Distinct(StringComparer.Ordinal).ToList();
        var lasting = failing.Where(check => !StepClassifier.IsTransient(check)).ToList();
        if (health.Count > 0)
        {
            _checks.Count(lasting.Count > 0, run.At);
            yield return Make(Known.Api.FailingChecks, run, lasting.Count, new Details(clean).Names("checks", lasting)
                .Names("transient", failing.Where(StepClassifier.IsTransient)).Add("since", _checks.Since));
        }

        if (!run.Reached)
            yield break;
        var ill = lasting.Find(StepClassifier.IsStore) is { } check ? $"[-]{check}" : run.Steps.FirstOrDefault(step => step.Class == ProbeClasses.Store)?.Message;
        _store.Count(ill is not null, run.At);
        yield return Make(Known.Api.StoreFails, run, ill is null ? 0 : 1, new Details(clean).Add("message", ill).Add("since", _store.Since));
        if (_uid is not null)
        {
            var details = new Details(clean);
            if (_replaced is { } replaced)
                details.Add("before", replaced.Before).Add("now", replaced.Now).Add("since", replaced.Since);
            yield return Make(Known.Api.StateReplaced, run, _replaced is null ? 0 : 1, details);
        }
    }

    private void Recognise(LadderRun run)
    {
        if (_replaced is { } old && run.Mono - old.At > Remembered)
            _replaced = null;
        if (run.Store?.Said is not { Length: > 0 } uid)
            return;
        if (_uid is not null && _uid != uid)
            _replaced = (_uid, uid, run.At, run.Mono);
        _uid = uid;
    }

    // The middle one of the last five: one slow read is a hiccup of the wire, three of five are a slow server.
    private static double? Usual(IEnumerable<double?> times)
    {
        var last = times.TakeLast(Looked).OfType<double>().Order().ToList();
        return last.Count == 0 ? null : last[(last.Count - 1) / 2];
    }

    private static double? Took(StepResult? step) =>
        step is { Ok: true } or { Class: ProbeClasses.Hang or ProbeClasses.Store, Ok: not null } ? step.Took.TotalSeconds : null;

    private static double? Gap(LadderRun run) =>
        run.Cached is { Ok: true } cached && Took(run.Store) is { } store ? Math.Max(0, store - cached.Took.TotalSeconds) : null;

    private Details Trouble(StepResult? step) => new Details(clean).Add("step", step?.Step).Add("class", step?.Class).Add("message", step?.Message);

    private string Table(LadderRun run) => string.Join('\n', run.Steps.Select(step => string.Create(CultureInfo.InvariantCulture,
        $"{step.Step}\t{step.Ok switch { null => "skipped", true => "ok", _ => "failed" }}\t{step.Took.TotalMilliseconds:0}\t{step.Class}\t{clean(step.Message).ReplaceLineEndings(" ").Replace('\t', ' ')}")));

    private Sample Make(Signal signal, LadderRun run, double value, Details? details = null) =>
        new(signal, cluster, run.At, Math.Round(value, 3), details?.Done());

    /// <summary>How often in a row something was so, and since when.</summary>
    private sealed class Streak
    {
        public int Length { get; private set; }

        public DateTimeOffset? Since { get; private set; }

        public void Count(bool holds, DateTimeOffset at)
        {
            Since = !holds ? null : Since ?? at;
            Length = holds ? Length + 1 : 0;
        }
    }
}
