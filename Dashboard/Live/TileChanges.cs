using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Rules.Engine;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>What changed on the board between two passes. Pure.</summary>
public static class TileChanges
{
    /// <summary>One entry per scenario whose status is another than before; a scenario that was not there before has not changed.</summary>
    public static IReadOnlyList<VerdictChange> Between(EngineReport before, EngineReport after)
    {
        var old = before.Scenarios.ToDictionary(state => state.Seed.Number, state => state.Status);
        return
        [
            .. after.Scenarios
                .Where(state => old.TryGetValue(state.Seed.Number, out var was) && was != state.Status)
                .Select(state => new VerdictChange(state.Seed.Number, null, state.Since.Wall, state.Status, state.Score, state.Phase, state.Headline, state.Worst)),
        ];
    }
}
