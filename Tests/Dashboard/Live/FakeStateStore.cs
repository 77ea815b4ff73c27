using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Dashboard.Live;

/// <summary>A store of state that gives what it was given, or fails.</summary>
internal sealed class FakeStateStore : IStateStore
{
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    public IReadOnlyList<VerdictChange> Changes { get; init; } = [];

    /// <summary>Why it cannot be read; null when it can.</summary>
    public string? Broken { get; init; }

    public Task<IReadOnlyList<Fact>> LoadFactsAsync(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellation) =>
        Give(Facts.Where(fact => fact.Time >= from && fact.Time < to).Take(limit));

    public Task<IReadOnlyList<VerdictChange>> LoadChangesAsync(int? scenario, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        Give(Changes.Where(change => scenario is null || change.Scenario == scenario));

    public Task<IReadOnlyList<StoredPhase>> LoadPhasesAsync(CancellationToken cancellation) => Give<StoredPhase>([]);

    public Task<string?> LoadAsync(string name, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task SavePhasesAsync(IReadOnlyList<StoredPhase> phases, CancellationToken cancellation) => Task.CompletedTask;

    public Task SaveFactsAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation) => Task.CompletedTask;

    public Task SaveChangesAsync(IReadOnlyList<VerdictChange> changes, CancellationToken cancellation) => Task.CompletedTask;

    public Task SaveAsync(string name, string value, CancellationToken cancellation) => Task.CompletedTask;

    public Task DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<IReadOnlyList<T>> Give<T>(IEnumerable<T> items) =>
        Broken is null ? Task.FromResult<IReadOnlyList<T>>([.. items]) : Task.FromException<IReadOnlyList<T>>(new StoreException(Broken));
}
