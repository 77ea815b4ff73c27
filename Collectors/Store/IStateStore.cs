using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Store;

/// <summary>A phase as it is kept over a restart.</summary>
/// <param name="Scenario">1 to 15; 16 is the line Unexplained.</param>
/// <param name="Since">Wall time: monotonic time does not survive a process.</param>
public sealed record StoredPhase(int Scenario, Resource Resource, Phase Phase, DateTimeOffset Since);

/// <summary>A tile changed: kept for the timeline.</summary>
/// <param name="Scope">Null for the scenario as a whole.</param>
public sealed record VerdictChange(int Scenario, Scope? Scope, DateTimeOffset Time, Status Status, int? Score, Phase Phase, string Headline, Resource? Worst);

/// <summary>Keeps everything with words: facts, phases, changes of verdicts. Safe to call from several threads.</summary>
public interface IStateStore : IAsyncDisposable
{
    Task SavePhasesAsync(IReadOnlyList<StoredPhase> phases, CancellationToken cancellation);

    /// <summary>The phases that are not inactive.</summary>
    Task<IReadOnlyList<StoredPhase>> LoadPhasesAsync(CancellationToken cancellation);

    /// <summary>Keeps facts; one with an id that is already kept is left as it is.</summary>
    Task SaveFactsAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation);

    /// <summary>Facts in <c>[from, to)</c>, oldest first, at most <paramref name="limit"/> of the newest.</summary>
    Task<IReadOnlyList<Fact>> LoadFactsAsync(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellation);

    Task SaveChangesAsync(IReadOnlyList<VerdictChange> changes, CancellationToken cancellation);

    /// <summary>Changes in <c>[from, to)</c>, oldest first.</summary>
    /// <param name="scenario">Null: of all scenarios.</param>
    Task<IReadOnlyList<VerdictChange>> LoadChangesAsync(int? scenario, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);

    /// <summary>A small value by name, such as what collectors must remember over a restart; null when it was never saved.</summary>
    Task<string?> LoadAsync(string name, CancellationToken cancellation);

    Task SaveAsync(string name, string value, CancellationToken cancellation);

    Task DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellation);
}
