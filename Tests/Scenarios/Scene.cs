using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Rules;

namespace ApnaKart.Watch.Tests.Scenarios;

/// <summary>One signature with its real seed over a hand-made picture of one workload, <c>shop/checkout</c> with 8 pods.</summary>
internal sealed class Scene
{
    private static readonly SeedCatalog Catalog = SeedFiles.Catalog;

    private readonly IScenario _scenario;
    private readonly Seed _seed;

    public Scene(IScenario scenario)
    {
        _scenario = scenario;
        _seed = Catalog[scenario.Number];
        Signals.Workload(Workload, desired: 8);
    }

    public FakeSignals Signals { get; } = new();

    public Resource Workload { get; } = FakeSignals.Deployment("checkout");

    public Scene With(Signal signal, double value, params (string Key, string Value)[] detail)
    {
        Signals.Set(signal, Workload, value, detail);
        return this;
    }

    public Scene Without(Signal signal)
    {
        Signals.Unset(signal, Workload);
        return this;
    }

    public (Judgement Judgement, Verdict Verdict) Judge()
    {
        var judging = new Judging(_seed, Workload, Signals);
        _scenario.Judge(judging);
        var judgement = judging.Done();
        return (judgement, Verdicts.Of(judgement, _seed.MatchFloor, judgement.Coverage, Catalog.Scoring));
    }
}
