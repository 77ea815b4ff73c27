using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Engine;

/// <summary>What the engine remembers of one resource under one scenario, between passes.</summary>
internal sealed class JudgedResource(Judgement judgement)
{
    public Judgement Judgement { get; set; } = judgement;

    public Verdict Verdict { get; set; } = new(Status.Unknown, null, 0, 0, false, false, null);

    public FiringState Firing { get; set; } = FiringState.Initial;

    public ExplainedBy? ExplainedBy { get; set; }

    /// <summary>The last score that was known: one that fires and goes blind keeps counting with it.</summary>
    public int? LastScore { get; set; }

    /// <summary>When it was bad last, for causes that linger.</summary>
    public Moment? LastBad { get; set; }

    public bool Bad => Verdict.Status is Status.Degraded or Status.Critical;

    /// <summary>Whether it has anything to tell: bad now, or in a phase that is not over.</summary>
    public bool Telling => Bad || Firing.Phase != Phase.Inactive;

    public double SeverityOf(string symptom) =>
        Judgement.Symptoms.FirstOrDefault(one => one.Key == symptom)?.Severity ?? 0;
}
