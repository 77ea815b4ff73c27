namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>What is written down while the files are read: the faults, the limits, and which overrides were used.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<string, string> _overrides = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _tunable = new(StringComparer.OrdinalIgnoreCase);

    public Ledger(IReadOnlyDictionary<string, string>? overrides)
    {
        foreach (var (key, value) in overrides ?? new Dictionary<string, string>(StringComparer.Ordinal))
            _overrides[key] = value;
    }

    public List<string> Faults { get; } = [];

    public List<LimitInForce> Limits { get; } = [];

    public void Fault(string place, string sentence) => Faults.Add($"{place}: {sentence}");

    /// <summary>The value that configuration sets for a key. Asking makes the key one that can be set.</summary>
    public string? Override(string key)
    {
        _tunable.Add(key);
        return _overrides.GetValueOrDefault(key);
    }

    /// <summary>Overrides that nothing asked for are typing errors, and a limit that silently stays is the worst kind.</summary>
    public void FaultUnusedOverrides()
    {
        foreach (var key in _overrides.Keys.Where(key => !_tunable.Contains(key)).Order(StringComparer.Ordinal))
            Fault($"configuration {key}", $"there is no such setting{Nearest.Hint(key, _tunable)}");
    }
}
