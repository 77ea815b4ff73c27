using System.Text.Json.Serialization;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Network;

/// <summary>Selects by labels; all that it says must hold, and one that says nothing selects everything.</summary>
public sealed record LabelSelector
{
    internal static readonly LabelSelector Everything = new();

    [JsonConverter(typeof(WordsConverter))]
    public IReadOnlyDictionary<string, string> MatchLabels { get; init => field = value ?? ObjectMeta.None.Labels; } = ObjectMeta.None.Labels;

    public IReadOnlyList<LabelRequirement> MatchExpressions { get; init => field = value ?? []; } = [];

    [JsonIgnore]
    public bool IsEverything => MatchLabels.Count == 0 && MatchExpressions.Count == 0;

    /// <summary>The keys of all labels that it asks about.</summary>
    [JsonIgnore]
    public IEnumerable<string> Keys => MatchLabels.Keys.Concat(MatchExpressions.Select(one => one.Key));

    public bool Matches(IReadOnlyDictionary<string, string> labels) => Matches(MatchLabels, labels) && MatchExpressions.All(one => one.Matches(labels));

    /// <summary>Whether labels hold every wanted pair.</summary>
    public static bool Matches(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, value) in wanted)
        {
            if (!labels.TryGetValue(key, out var found) || found != value)
                return false;
        }

        return true;
    }

    /// <summary>As people write it: <c>app=cart,tier in (a,b)</c>.</summary>
    public override string ToString() => IsEverything
        ? "everything"
        : string.Join(',', MatchLabels.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}").Concat(MatchExpressions.Select(one => one.ToString())));
}

/// <summary>One demand on a label.</summary>
public sealed record LabelRequirement
{
    [JsonConverter(typeof(Interned))]
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>; any other holds for nobody.</summary>
    [JsonConverter(typeof(Interned))]
    public string Operator { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<string> Values { get; init => field = value ?? []; } = [];

    /// <summary>A label that is not there is in no set, and so satisfies <c>NotIn</c>.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var there = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            "In" => there && Values.Contains(value!, StringComparer.Ordinal),
            "NotIn" => !there || !Values.Contains(value!, StringComparer.Ordinal),
            "Exists" => there,
            "DoesNotExist" => !there,
            _ => false,
        };
    }

    public override string ToString() => Operator switch
    {
        "Exists" => Key,
        "DoesNotExist" => $"!{Key}",
        _ => $"{Key} {Operator.ToLowerInvariant()} ({string.Join(',', Values)})",
    };
}
