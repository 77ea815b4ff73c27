using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Rules.Scoring;

/// <summary>From a value to how bad it is.</summary>
public static class Severity
{
    /// <summary>What a symptom counts exactly at its degraded limit.</summary>
    public const double AtDegraded = 0.5;

    /// <summary>0 below degraded, 0.5 at degraded, 1 at critical and past it, linear between.</summary>
    /// <param name="before">The severity a moment ago: what has entered a limit leaves it at the other edge.</param>
    public static double Of(double value, Edges edges, double before)
    {
        if (double.IsNaN(value))
            return 0;
        var lowerIsWorse = edges.Critical < edges.Degraded;
        if (before >= 1 && !Better(value, edges.CriticalLeave, lowerIsWorse))
            return 1;
        if (Better(value, edges.Degraded, lowerIsWorse))
            return before > 0 && !Better(value, edges.DegradedLeave, lowerIsWorse) ? AtDegraded : 0;
        var span = edges.Critical - edges.Degraded;
        return span == 0 ? 1 : Math.Clamp(AtDegraded + (1 - AtDegraded) * (value - edges.Degraded) / span, AtDegraded, 1);
    }

    private static bool Better(double value, double edge, bool lowerIsWorse) => lowerIsWorse ? value > edge : value < edge;
}
