using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>
/// One judgement in the making. A signature reads from it and says what it sees; the weights, points and limits come from
/// the seed under the same keys, so that no number stands in a signature.
/// </summary>
/// <param name="before">The severity that each symptom had in the last judgement of this resource: a limit is left at another edge than it is entered.</param>
public sealed class Judging(Seed seed, Resource subject, ISignals signals, Func<string, double>? before = null)
{
    private readonly List<Symptom> _symptoms = [];
    private readonly List<Cause> _causes = [];
    private readonly List<RuledOut> _ruledOut = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<Resource> _covers = [subject];
    private string _headline = "";
    private DateTimeOffset? _onset;
    private Unknown? _blank;

    public Resource Subject => subject;

    public ISignals Signals => signals;

    public Seed Seed => seed;

    /// <summary>The severities of the last judgement, for a signature that judges in two passes.</summary>
    internal Func<string, double>? Before => before;

    /// <summary>Whether any symptom said so far is at its degraded limit or past it.</summary>
    public bool Bad => _symptoms.Exists(symptom => symptom.Severity > 0);

    public Reading Read(Signal signal) => signals.Read(signal, subject);

    /// <summary>Says how strong a symptom is; its severity comes from the seed's limits.</summary>
    /// <param name="value">In the seed's unit; null when it is not known, which is never the same as 0.</param>
    /// <returns>The severity, 0 to 1.</returns>
    public double Symptom(string key, double? value, string text, Signal? signal = null)
    {
        var symptom = seed.Symptoms[key];
        var severity = value is { } known ? Severity.Of(known, symptom.Edges, before?.Invoke(key) ?? 0) : 0;
        _symptoms.Add(new Symptom(key, symptom, value, severity, text, signal));
        return severity;
    }

    /// <summary>Says how far a cause holds: 0 to 1, or null when there is no data.</summary>
    public void Cause(string key, double? share, string text) =>
        _causes.Add(new Cause(key, seed.Causes[key], share is { } known ? Math.Clamp(known, 0, 1) : null, text));

    /// <summary>Says of a look-alike whether it is the true explanation (<paramref name="instead"/>) or was looked for and not found.</summary>
    public void RuleOut(string key, string why, bool instead) => _ruledOut.Add(new RuledOut(seed.RuledOut[key], why, instead));

    /// <summary>Gives a placeholder of the runbook its value; null or empty leaves it without one.</summary>
    public void Value(string placeholder, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            _values[placeholder] = value;
    }

    public void Headline(string sentence) => _headline = sentence;

    /// <summary>Says why the first symptom has no value; without a word the streams that the seed names are asked.</summary>
    public void Blank(Unknown? because) => _blank = because;

    public void Onset(DateTimeOffset? time) => _onset = time;

    public void Covers(IEnumerable<Resource> resources) => _covers.AddRange(resources);

    /// <summary>Closes the judgement.</summary>
    public Judgement Done()
    {
        var coverage = seed.Signals
            .Select(stream => signals.Coverage(subject.Scope, stream))
            .Aggregate(Coverage.Worst);
        return new Judgement(subject, _headline, _symptoms, _causes, _ruledOut, _values, _onset, _covers, coverage) { Blank = _blank };
    }
}
