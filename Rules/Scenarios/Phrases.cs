using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Small words that several signatures share, so that they say the same thing in the same way.</summary>
public static class Phrases
{
    /// <summary><c>48 s</c>, <c>6 min</c>, <c>3 h</c>: the coarsest unit that still says something.</summary>
    public static string Span(double seconds)
    {
        var size = Math.Abs(seconds);
        return size < 100 ? string.Create(CultureInfo.InvariantCulture, $"{size:0} s")
            : size < 5400 ? string.Create(CultureInfo.InvariantCulture, $"{size / 60:0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{size / 3600:0.#} h");
    }

    /// <summary><c>6 of 8 pods</c>; without a known total, <c>6 pods</c>.</summary>
    public static string Of(double some, double? all, string what) =>
        all is { } total
            ? string.Create(CultureInfo.InvariantCulture, $"{some:0} of {Math.Max(total, some):0} {what}")
            : string.Create(CultureInfo.InvariantCulture, $"{some:0} {what}");

    /// <summary><c>1 pod</c>, <c>2 pods</c>.</summary>
    public static string Count(double number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:0} {(number == 1 ? one : many)}");

    /// <summary>A part of a whole, 0 to 1; null when the whole is not known or is nothing.</summary>
    public static double? Share(double? part, double? whole) =>
        part is { } some && whole is > 0 ? Math.Clamp(some / whole.Value, 0, 1) : null;

    /// <summary>A time from a detail, or null when it is none.</summary>
    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>A number from a detail, or null when it is none.</summary>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A value in the unit of its signal.</summary>
    public static string Amount(double value, string unit) => unit switch
    {
        "seconds" => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} s"),
        "ratio" => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0} %"),
        "flag" => value > 0 ? "yes" : "no",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0}"),
    };

    /// <summary>The first line of a text, at most <paramref name="length"/> characters of it.</summary>
    public static string Short(string? text, int length = 160)
    {
        var line = (text ?? "").Trim().Split('\n')[0].Trim();
        return line.Length <= length ? line : line[..(length - 1)] + "…";
    }

    /// <summary>Names that every command needs.</summary>
    public static void NameWorkload(this Judging judging)
    {
        var subject = judging.Subject;
        judging.Value("context", subject.Cluster);
        judging.Value("cluster", subject.Cluster);
        judging.Value("region", subject.Region);
        judging.Value("namespace", subject.Namespace);
        judging.Value("workload", subject.Name);
        judging.Value("kind", subject.Kind);
    }

    /// <summary>The placeholders that <see cref="NameWorkload"/> gives.</summary>
    public static readonly IReadOnlyList<string> WorkloadPlaceholders = ["context", "cluster", "region", "namespace", "workload", "kind"];

    /// <summary>The symptoms that every trouble of a workload shares: ready pods missing to the minimum, and a rollout that is stuck.</summary>
    public static void SayWorkloadSymptoms(this Judging judging)
    {
        var missing = judging.Read(Known.Workload.BelowMinimum);
        var minimum = judging.Read(Known.Workload.Minimum);
        var ready = judging.Read(Known.Workload.Ready);
        // A workload that asks for no pods misses none.
        var share = minimum.Value == 0 && missing.Known ? 0 : Share(missing.Value, minimum.Value);
        judging.Symptom("belowMinimum", share,
            share is null ? "not known" : string.Create(CultureInfo.InvariantCulture, $"{ready.Value ?? minimum.Value - missing.Value:0} ready of at least {minimum.Value:0}"),
            Known.Workload.BelowMinimum);
        if (judging.Subject.Kind != Kinds.Deployment)
            return;
        var stuck = judging.Read(Known.Workload.RolloutStuck).Value;
        judging.Symptom("rolloutStuck", stuck, stuck switch { null => "not known", > 0 => "past its deadline", _ => "no" }, Known.Workload.RolloutStuck);
    }
}
