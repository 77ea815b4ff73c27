using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Engine;

/// <summary>Draws the explanations of one pass: per bad resource, the scenario that caused it, if the table allows one.</summary>
internal static class Explainer
{
    public static void Draw(IReadOnlyList<ScenarioTrack> tracks, IReadOnlyList<Explanation> table, Moment now)
    {
        var byNumber = tracks.ToDictionary(track => track.Seed.Number);
        foreach (var track in tracks)
        {
            var edges = table.Where(edge => edge.Whom == track.Seed.Number && byNumber.ContainsKey(edge.By)).ToList();
            foreach (var state in track.Resources.Values)
                state.ExplainedBy = state.Bad ? Find(state, edges, byNumber, now) : null;
        }
    }

    private static ExplainedBy? Find(JudgedResource whom, List<Explanation> edges, Dictionary<int, ScenarioTrack> tracks, Moment now)
    {
        foreach (var edge in edges)
        {
            var by = tracks[edge.By].Resources.Values
                .Where(candidate => Explains(candidate, whom, edge, now))
                .MinBy(candidate => candidate.Verdict.Score ?? candidate.LastScore);
            if (by is not null)
            {
                var since = whom.ExplainedBy?.Number == edge.By ? whom.ExplainedBy.Since : now;
                return new ExplainedBy(edge.By, since, by.Judgement.Resource, by.Judgement.Headline);
            }
        }
        return null;
    }

    // A pending explainer counts: the root must not lag behind its consequence only because it holds longer.
    private static bool Explains(JudgedResource by, JudgedResource whom, Explanation edge, Moment now) =>
        (by.Bad || (by.LastBad is { } last && now.Mono - last.Mono < edge.Lingers))
        && ExplanationTable.Reaches(edge.Reach, by.Judgement, whom.Judgement)
        && (by.Judgement.Onset is not { } cause || whom.Judgement.Onset is not { } effect || cause <= effect + edge.Lag);
}
