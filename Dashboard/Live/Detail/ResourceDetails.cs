using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;

namespace ApnaKart.Watch.Dashboard.Live.Detail;

/// <summary>One resource with its score unfolded. Pure.</summary>
public static class ResourceDetails
{
    /// <summary>The worst first; one without a score stands at the end.</summary>
    public static IReadOnlyList<ResourceDetail> Of(IReadOnlyList<ResourceState> resources) =>
    [
        .. resources
            .OrderBy(state => state.Verdict.Score ?? int.MaxValue)
            .ThenBy(state => state.Judgement.Resource.ToString(), StringComparer.Ordinal)
            .Select(Of),
    ];

    private static ResourceDetail Of(ResourceState state)
    {
        var (judgement, verdict) = (state.Judgement, state.Verdict);
        return new ResourceDetail(
            judgement.Resource.ToString(), judgement.Headline,
            verdict.Score, Words.Of(verdict.Status), Words.Of(state.Phase), verdict.Stale, state.Since.Wall,
            verdict.Impact, verdict.Match, verdict.CauseKnown, judgement.Onset,
            [.. judgement.Symptoms.Select(Symptom)],
            [.. judgement.Causes.Select(Cause)],
            [.. judgement.RuledOut.Select(other => new RuledOutDetail(other.What, other.Why, other.Instead))],
            judgement.Values,
            BoardMapper.ExplainedBy(state.ExplainedBy));
    }

    private static SymptomDetail Symptom(Symptom symptom) => new(
        symptom.Key, symptom.Seed.Title, symptom.Seed.Unit, symptom.Value, symptom.Text, symptom.Severity, symptom.Seed.Weight,
        symptom.Seed.Edges.Degraded, symptom.Seed.Edges.Critical, LimitWords.Of(symptom.Seed), symptom.Signal?.Name ?? symptom.Seed.Signal);

    private static CauseDetail Cause(Cause cause) => new(
        cause.Key, cause.Seed.Title, cause.Seed.Points, cause.Share, cause.Seed.Against, cause.Seed.Decisive, cause.Text);
}
