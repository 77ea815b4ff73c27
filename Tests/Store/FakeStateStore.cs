using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Store;

/// <summary>A state store in memory that can be away.</summary>
internal sealed class FakeStateStore : IStateStore
{
    public StoreException? Away { get; set; }

    /// <summary>Everything that was saved, in order.</summary>
    public List<object> Saved { get; } = [];

    public DateTimeOffset? DeletedBefore { get; private set; }

    public Task SavePhasesAsync(IReadOnlyList<StoredPhase> phases, CancellationToken cancellation) => Save(phases);

    public Task SaveFactsAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation) => Save(facts);

    public Task SaveChangesAsync(IReadOnlyList<VerdictChange> changes, CancellationToken cancellation) => Save(changes);

    public Task SaveAsync(string name, string value, CancellationToken cancellation) => Save([(name, value)]);

    public Task<IReadOnlyList<StoredPhase>> LoadPhasesAsync(CancellationToken cancellation) => Nothing<StoredPhase>();

    public Task<IReadOnlyList<Fact>> LoadFactsAsync(DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellation) => Nothing<Fact>();

    public Task<IReadOnlyList<VerdictChange>> LoadChangesAsync(int? scenario, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) => Nothing<VerdictChange>();

    public Task<string?> LoadAsync(string name, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellation)
    {
        DeletedBefore = time;
        return Away is { } away ? Task.FromException(away) : Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Task<IReadOnlyList<T>> Nothing<T>() => Task.FromResult<IReadOnlyList<T>>([]);

    private Task Save<T>(IReadOnlyList<T> items)
    {
        if (Away is { } away)
            return Task.FromException(away);
        Saved.AddRange(items.Cast<object>());
        return Task.CompletedTask;
    }
}
