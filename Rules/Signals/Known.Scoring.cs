namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
    /// <summary>What Watch itself says. Written by the engine's host and read by people only: no rule judges a judgement.</summary>
    public static class Scoring
    {
        /// <summary>0 to 100, per scenario (resource <c>scenario</c>, named by its slug) and for the whole (resource <c>platform</c>). Absent while it is not known.</summary>
        public static readonly Signal Score = new("watch_scenario_score", "count", "Health score, 0 to 100");
    }
}
