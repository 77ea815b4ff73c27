using System.Globalization;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>What happened in the last hour: facts from collectors and tiles that changed. Bounded, and safe to call from several threads.</summary>
public sealed class RecentChanges
{
    /// <summary>The kind of an entry that tells of a tile.</summary>
    public const string StatusKind = "status";

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>A busy hour may have thousands of facts: a board carries the newest of them only, as it goes out every second.</summary>
    private const int Shown = 60;

    private const int Remembered = 1000;
    private const int LongestText = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ChangeReport> _byId = new(StringComparer.Ordinal);

    /// <summary>Remembers a fact; the same <see cref="Fact.Id"/> again changes nothing.</summary>
    public void Note(Fact fact) => Note(fact.Id, Report(fact));

    /// <summary>Remembers that a tile changed.</summary>
    public void Note(VerdictChange change) => Note(
        string.Create(CultureInfo.InvariantCulture, $"{StatusKind}/{change.Scenario}/{change.Time.UtcTicks}"),
        new ChangeReport(change.Time, StatusKind, Cap(change.Headline), change.Worst?.ToString() ?? "", change.Scenario, Words.Of(change.Status)));

    /// <summary>The last hour, newest first.</summary>
    public IReadOnlyList<ChangeReport> Until(DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var (id, _) in _byId.Where(pair => pair.Value.Time < now - Kept).ToList())
                _byId.Remove(id);
            return [.. _byId.Values.OrderByDescending(change => change.Time).ThenBy(change => change.Text, StringComparer.Ordinal).Take(Shown)];
        }
    }

    /// <summary>A fact as the API tells it.</summary>
    public static ChangeReport Report(Fact fact) => new(fact.Time, fact.Kind, Cap(fact.Text), fact.Resource.ToString(), null, null);

    private void Note(string id, ChangeReport change)
    {
        lock (_lock)
        {
            if (!_byId.TryAdd(id, change) || _byId.Count <= Remembered)
                return;
            _byId.Remove(_byId.MinBy(pair => pair.Value.Time).Key);
        }
    }

    private static string Cap(string text) => text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText - 1), "…");
}
