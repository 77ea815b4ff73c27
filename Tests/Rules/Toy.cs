using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Rules;

/// <summary>A signature that is as bad as a signal says, for tests of what stands around signatures.</summary>
internal sealed class ToyScenario(int number, Signal signal) : Scenario<NoLimits>(number)
{
    public override IReadOnlyList<string> Placeholders => [];

    public override string Calm(Scope scope, ISignals signals) => "all quiet";

    protected override void Judge(Judging judging, NoLimits limits)
    {
        var reading = judging.Read(signal);
        judging.Symptom("bad", reading.Value, $"{reading.Value}");
        judging.Cause("cause", double.TryParse(reading["cause"], out var share) ? share : null, "");
        judging.RuleOut("other", "seen", reading["other"] is not null);
        judging.Onset(Phrases.Time(reading["onset"]));
        judging.Headline($"{judging.Subject.Name} is bad");
    }
}

internal static class Toy
{
    public static readonly Signal Badness = new("toy_badness", "ratio", "How bad it is", Streams.Pods);
    public static readonly Signal OtherBadness = new("toy_other_badness", "ratio", "How bad the other is", Streams.Pods);

    public static readonly ScoringSettings Settings = new(85, 50, new StaleLadder(2, 3, 10),
        new UnexplainedSettings(new Hold(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(2)), 0.5, 0.75));

    public static Seed Seed(int number, double weight = 0.8, int forSeconds = 10, params string[] streams) => new(
        number, $"toy-{number}", $"Toy {number}", $"Toy {number}", "kubernetes",
        new Hold(TimeSpan.FromSeconds(forSeconds), TimeSpan.FromSeconds(60)), 0.6,
        new Dictionary<string, SymptomSeed> { ["bad"] = new("Badness", "ratio", weight, new Edges(0.1, 0.9, 0.1, 0.9), null) },
        new Dictionary<string, CauseSeed> { ["cause"] = new("Cause", 1, false, false) },
        new Dictionary<string, string> { ["other"] = "Something else" },
        streams.Length == 0 ? [Streams.Pods] : streams, new Dictionary<string, string>(), null, new Runbook([]));

    public static ScenarioEngine Engine(params Scope[] scopes) => new(
        [(Seed(1), new ToyScenario(1, Badness)), (Seed(3), new ToyScenario(3, OtherBadness)), (Seed(7), null)],
        Settings, scopes.Length == 0 ? [FakeSignals.Prod] : scopes);
}
