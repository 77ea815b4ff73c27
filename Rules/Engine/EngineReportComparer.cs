namespace ApnaKart.Watch.Rules.Engine;

/// <summary>Whether two reports tell a reader something different: ages and clocks alone do not.</summary>
internal static class EngineReportComparer
{
    public static bool Differ(EngineReport left, EngineReport right) =>
        !left.Scenarios.SequenceEqual(right.Scenarios, ByWhatIsTold.Instance)
        || left.Platform with { Unexplained = [] } != right.Platform with { Unexplained = [] }
        || !left.Platform.Unexplained.SequenceEqual(right.Platform.Unexplained);

    private sealed class ByWhatIsTold : IEqualityComparer<ScenarioState>
    {
        public static readonly ByWhatIsTold Instance = new();

        public bool Equals(ScenarioState? x, ScenarioState? y) =>
            x is not null && y is not null
            && (x.Score, x.Status, x.Phase, x.Stale, x.Headline, x.Worst, x.ExplainedBy?.Number, x.Because?.Message)
            == (y.Score, y.Status, y.Phase, y.Stale, y.Headline, y.Worst, y.ExplainedBy?.Number, y.Because?.Message)
            && x.Scopes.Select(scope => (scope.Scope, scope.Score, scope.Status)).SequenceEqual(y.Scopes.Select(scope => (scope.Scope, scope.Score, scope.Status)))
            && x.Resources.Select(one => (one.Judgement.Resource, one.Verdict.Score, one.Phase)).SequenceEqual(y.Resources.Select(one => (one.Judgement.Resource, one.Verdict.Score, one.Phase)));

        public int GetHashCode(ScenarioState obj) => obj.Seed.Number;
    }
}
