using System.Globalization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Collects the words that belong to a value. All of them are cleaned, as they come from outside.</summary>
internal sealed class Details(Func<string, string> clean)
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    /// <summary>Adds a word; nothing when it is null or empty.</summary>
    public Details Add(string key, string? word)
    {
        if (!string.IsNullOrEmpty(word))
            _words[key] = clean(word);
        return this;
    }

    public Details Add(string key, long number)
    {
        _words[key] = number.ToString(CultureInfo.InvariantCulture);
        return this;
    }

    /// <summary>Adds a time in UTC.</summary>
    public Details Add(string key, DateTimeOffset? time)
    {
        if (time is { } known)
            _words[key] = Iso(known);
        return this;
    }

    /// <summary>Adds the first ten names, in order.</summary>
    public Details Names(string key, IEnumerable<string> names) =>
        Add(key, string.Join(',', names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(10)));

    /// <summary>Adds text that was checked before and that cleaning would spoil.</summary>
    public Details Checked(string key, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            _words[key] = text;
        return this;
    }

    public IReadOnlyDictionary<string, string> Done() => _words;

    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
