namespace ApnaKart.Watch.Collectors.Sandbox.Api;

/// <summary>Label and field selectors of one request.</summary>
public sealed class Selector
{
    /// <summary>Lets everything through.</summary>
    public static readonly Selector Everything = new([]);

    private readonly IReadOnlyList<Func<StoredObject, bool>> _tests;

    private Selector(IReadOnlyList<Func<StoredObject, bool>> tests) => _tests = tests;

    public bool IsEverything => _tests.Count == 0;

    public bool Matches(StoredObject item) => _tests.All(test => test(item));

    /// <summary>Reads both selectors as they stand in the query.</summary>
    /// <exception cref="FormatException">A selector cannot be read, or names a field that the kind does not have; the message is the API's.</exception>
    public static Selector Parse(ApiKind kind, string? labels, string? fields) =>
        string.IsNullOrEmpty(labels) && string.IsNullOrEmpty(fields)
            ? Everything
            : new([.. Split(labels).Select(LabelTest), .. Split(fields).Select(text => FieldTest(kind, text))]);

    private static Func<StoredObject, bool> FieldTest(ApiKind kind, string text)
    {
        var not = text.Contains("!=", StringComparison.Ordinal);
        var parts = text.Split(not ? "!=" : text.Contains("==", StringComparison.Ordinal) ? "==" : "=", 2);
        if (parts.Length != 2)
            throw new FormatException($"invalid selector: '{text}'; can't understand '{text}'");
        var (path, value) = (parts[0].Trim(), parts[1].Trim());
        return SelectableFields.Allows(kind, path)
            ? item => (item.Field(path) == value) != not
            : throw new FormatException($"field label not supported: {path}");
    }

    private static Func<StoredObject, bool> LabelTest(string text)
    {
        var at = text.IndexOf('(');
        if (at >= 0 && text.EndsWith(')'))
        {
            var words = text[..at].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var values = text[(at + 1)..^1].Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
            if (words is [var key, "in"])
                return item => item.Labels.TryGetValue(key, out var value) && values.Contains(value);
            if (words is [var other, "notin"])
                return item => !item.Labels.TryGetValue(other, out var value) || !values.Contains(value);
            throw new FormatException($"unable to parse requirement: '{text}'");
        }

        if (text.Split("!=", 2) is [var name, var unwanted])
            return item => item.Labels.GetValueOrDefault(name.Trim()) != unwanted.Trim();
        if (text.Replace("==", "=", StringComparison.Ordinal).Split('=', 2) is [var label, var wanted])
            return item => item.Labels.GetValueOrDefault(label.Trim()) == wanted.Trim();
        return text.StartsWith('!') ? item => !item.Labels.ContainsKey(text[1..].Trim()) : item => item.Labels.ContainsKey(text);
    }

    /// <summary>Splits at commas that stand outside of brackets.</summary>
    private static IEnumerable<string> Split(string? text)
    {
        if (string.IsNullOrEmpty(text))
            yield break;
        var (depth, begin) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is '(' or ')')
                depth += text[i] == '(' ? 1 : -1;
            if (i != text.Length && (text[i] != ',' || depth > 0))
                continue;
            if (text[begin..i].Trim() is { Length: > 0 } part)
                yield return part;
            begin = i + 1;
        }
    }
}
