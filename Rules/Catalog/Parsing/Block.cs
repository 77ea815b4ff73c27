using YamlDotNet.RepresentationModel;

namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>
/// One mapping of a YAML file. Each key that is asked for counts as known; <see cref="Close"/> refuses all others. After a
/// fault, what it returns is of no use, and nothing will use it: the whole catalogue is refused.
/// </summary>
internal sealed class Block(Ledger ledger, string file, YamlMappingNode node, string path = "", string? key = null)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public Ledger Ledger => ledger;

    public string File => file;

    /// <summary>The configuration key of this mapping; null when nothing in it can be set.</summary>
    public string? Key { get; private set; } = key;

    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(scalar => scalar.Value ?? "");

    /// <summary>Lets configuration set what is read from now on.</summary>
    public void TunableAs(string configurationKey) => Key = configurationKey;

    public string Place(string name) => $"{file}:{Find(name)?.Start.Line ?? node.Start.Line}: {PathOf(name)}";

    public void Fault(string name, string sentence) => ledger.Fault(Place(name), sentence);

    /// <summary>The text of a scalar, or null when it is missing, null or no scalar; the last is a fault.</summary>
    public string? Scalar(string name)
    {
        _known.Add(name);
        switch (Find(name))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value is null or "" or "~" or "null" ? null : scalar.Value;
            default:
                Fault(name, "a single value is expected");
                return null;
        }
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string name)
    {
        var text = Scalar(name);
        if (string.IsNullOrWhiteSpace(text) && Find(name) is null or YamlScalarNode)
            Fault(name, "is missing");
        return text ?? "";
    }

    public bool Flag(string name)
    {
        var text = Scalar(name);
        if (text is not (null or "true" or "false"))
            Fault(name, $"true or false is expected, not '{text}'");
        return text == "true";
    }

    /// <summary>A mapping that must be there, empty or not.</summary>
    public Block? Map(string name) => Map(name, $"{char.ToUpperInvariant(name[0])}{name[1..]}");

    /// <summary>Every mapping of a mapping by its name, which people chose and which configuration writes as it is.</summary>
    public IEnumerable<(string Name, Block Block)> Entries() => Keys.ToList()
        .Select(name => (name, block: Map(name, name)))
        .Where(entry => entry.block is not null)
        .Select(entry => (entry.name, entry.block!));

    private Block? Map(string name, string keyName)
    {
        _known.Add(name);
        if (Find(name) is YamlMappingNode map)
            return new Block(ledger, file, map, PathOf(name), Key is null ? null : $"{Key}:{keyName}");
        Fault(name, Find(name) is null ? "is missing" : "a mapping is expected");
        return null;
    }

    /// <summary>A list of texts, or null when it is not there.</summary>
    public IReadOnlyList<string>? List(string name)
    {
        _known.Add(name);
        if (Find(name) is not { } found)
            return null;
        if (found is YamlSequenceNode list && list.Children.All(item => item is YamlScalarNode { Value.Length: > 0 }))
            return [.. list.Children.Select(item => ((YamlScalarNode)item).Value!)];
        Fault(name, "a list of words is expected");
        return null;
    }

    /// <summary>Refuses every key that nobody asked for.</summary>
    public void Close()
    {
        foreach (var unknown in Keys.Where(name => !_known.Contains(name)))
            Fault(unknown, $"is not known here{Nearest.Hint(unknown, _known.Where(name => Find(name) is null))}");
        foreach (var odd in node.Children.Keys.Where(child => child is not YamlScalarNode))
            ledger.Fault($"{file}:{odd.Start.Line}: {path}", "a key must be a word");
    }

    private string PathOf(string name) => string.Join('.', new[] { path, name }.Where(part => part.Length > 0));

    private YamlNode? Find(string name) =>
        node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == name).Value;
}
