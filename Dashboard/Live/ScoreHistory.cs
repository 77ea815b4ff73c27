using ApnaKart.Watch.Rules.Engine;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>
/// The scores of the last hour in steps of 30 s, for the small lines on the wall. Each step keeps its worst score; a step
/// without one is a gap. Safe to call from several threads.
/// </summary>
public sealed class ScoreHistory
{
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    public const int Steps = 120;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, (long Step, int Score)[]> _rings = [];

    public void Add(EngineReport report)
    {
        var step = StepOf(report.AsOf.Wall);
        lock (_lock)
        {
            foreach (var state in report.Scenarios)
            {
                if (state.Score is { } score)
                    Add(state.Seed.Number, step, score);
            }
        }
    }

    /// <summary>The last <see cref="Steps"/> steps up to now, oldest first; null where nothing was known.</summary>
    public IReadOnlyList<int?> Of(int scenario, DateTimeOffset now)
    {
        var last = StepOf(now);
        lock (_lock)
        {
            var ring = _rings.GetValueOrDefault(scenario);
            return [.. Enumerable.Range(0, Steps).Select(index => At(ring, last - Steps + 1 + index))];
        }
    }

    private void Add(int scenario, long step, int score)
    {
        if (!_rings.TryGetValue(scenario, out var ring))
            _rings[scenario] = ring = new (long, int)[Steps];
        ref var slot = ref ring[step % Steps];
        slot = slot.Step == step ? (step, Math.Min(slot.Score, score)) : (step, score);
    }

    private static int? At((long Step, int Score)[]? ring, long step) =>
        ring is not null && ring[step % Steps] is var slot && slot.Step == step ? slot.Score : null;

    private static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / (long)Step.TotalSeconds;
}
