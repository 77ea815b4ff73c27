using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Rules;

namespace ApnaKart.Watch.Tests.Scenarios;

/// <summary>One signature that judges clusters, with its real seed, over a hand-made picture of <c>prod</c>, where all is well at first.</summary>
internal sealed class ClusterScene
{
    private readonly IScenario _scenario;
    private readonly Seed _seed;

    public ClusterScene(IScenario scenario)
    {
        _scenario = scenario;
        _seed = SeedFiles.Catalog[scenario.Number];
        Well(Cluster);
    }

    public FakeSignals Signals { get; } = new();

    public Resource Cluster { get; } = Of(FakeSignals.Prod);

    public ClusterScene With(Signal signal, double value, params (string Key, string Value)[] detail)
    {
        Signals.Set(signal, Cluster, value, detail);
        return this;
    }

    public ClusterScene Without(params Signal[] signals)
    {
        foreach (var signal in signals)
            Signals.Unset(signal, Cluster);
        return this;
    }

    /// <summary>Another cluster that is configured, and whether its API answers.</summary>
    public ClusterScene Neighbour(bool answers)
    {
        Signals.Set(Known.Api.FailuresInARow, Of(FakeSignals.Dr), answers ? 0 : 5);
        return this;
    }

    /// <summary>What is made of these streams is too old.</summary>
    public ClusterScene Stale(UnknownCause cause, params string[] streams)
    {
        Signals.Streams = (_, stream) => streams.Contains(stream) ? FakeSignals.Aged(Freshness.Stale, cause) : FakeSignals.Fresh;
        return this;
    }

    public (Judgement Judgement, Verdict Verdict) Judge()
    {
        var judging = new Judging(_seed, Cluster, Signals);
        _scenario.Judge(judging);
        var judgement = judging.Done();
        return (judgement, Verdicts.Of(judgement, _seed.MatchFloor, judgement.Coverage, SeedFiles.Catalog.Scoring));
    }

    private static Resource Of(Scope scope) => new(Kinds.Cluster, scope.Cluster, "", scope.Cluster, scope.Region);

    private void Well(Resource cluster)
    {
        foreach (var signal in (Signal[])[Known.Api.FailedRatio, Known.Api.FailuresInARow, Known.Api.ServerErrors, Known.Api.TurnedAway, Known.Api.AuthFailures,
            Known.Api.FailingChecks, Known.Api.StoreFails, Known.Api.StoreGap, Known.Api.StateReplaced, Known.ControlPlane.LeaseAge, Known.ControlPlane.Unreconciled,
            Known.ControlPlane.Unnoticed, Known.ControlPlane.Unfilled, Known.ControlPlane.WebhookBlocks, Known.ControlPlane.SystemShort, Known.ControlPlane.NodesUnknown,
            Known.ControlPlane.ApisUnavailable, Known.ControlPlane.WorkloadsLost])
            Signals.Set(signal, cluster, 0);
        Signals.Set(Known.Api.FailedRatio, cluster, 0, ("reached", "true"), ("endpointHost", "prod.example:443"));
        Signals.Set(Known.Api.CachedRead, cluster, 0.005);
        Signals.Set(Known.Api.StoreRead, cluster, 0.007);
    }
}
