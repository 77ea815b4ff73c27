using System.Text.Json;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>One value in a pod template.</summary>
/// <param name="Path">As in <c>spec.containers[web].image</c>; elements of lists by their name where they have one.</param>
/// <param name="Hash">Of the value, good within this process only: values may be secret and are not kept.</param>
/// <param name="Value">Only for images and names of ConfigMaps.</param>
public readonly record struct TemplateLeaf(string Path, int Hash, string? Value);

/// <summary>All values of a pod template in order of their paths.</summary>
public sealed class TemplateLeaves
{
    public static readonly TemplateLeaves Empty = new([]);

    private static readonly string[] Named = ["name", "key", "mountPath", "containerPort"];
    private static readonly string[] KeptEnds = [".image", ".configMap.name", ".configMapRef.name", ".configMapKeyRef.name"];

    private TemplateLeaves(TemplateLeaf[] sorted) => All = sorted;

    public IReadOnlyList<TemplateLeaf> All { get; }

    /// <summary>Reads the value that the reader stands on, to its end.</summary>
    internal static TemplateLeaves Read(ref Utf8JsonReader reader)
    {
        var leaves = new List<TemplateLeaf>(64);
        Walk(ref reader, "", leaves);
        var sorted = leaves.ToArray();
        Array.Sort(sorted, static (left, right) =>
            string.CompareOrdinal(left.Path, right.Path) is var byPath and not 0 ? byPath : left.Hash.CompareTo(right.Hash));
        return new TemplateLeaves(sorted);
    }

    private static void Walk(ref Utf8JsonReader reader, string path, List<TemplateLeaf> leaves)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = Interned.Of(ref reader);
                    reader.Read();
                    Walk(ref reader, Join(path, path.Length == 0 ? "" : ".", name, ""), leaves);
                }

                break;
            case JsonTokenType.StartArray:
                for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                    Walk(ref reader, Join(path, "[", NameOf(reader) ?? Number(index), "]"), leaves);
                break;
            case JsonTokenType.Null:
                break;
            default:
                leaves.Add(Leaf(ref reader, path));
                break;
        }
    }

    private static TemplateLeaf Leaf(ref Utf8JsonReader reader, string path)
    {
        var hash = new HashCode();
        hash.Add(reader.TokenType);
        if (reader.HasValueSequence)
        {
            foreach (var part in reader.ValueSequence)
                hash.AddBytes(part.Span);
        }
        else
        {
            hash.AddBytes(reader.ValueSpan);
        }

        var keep = reader.TokenType == JsonTokenType.String && Array.Exists(KeptEnds, end => path.EndsWith(end, StringComparison.Ordinal));
        return new TemplateLeaf(path, hash.ToHashCode(), keep ? Interned.Of(ref reader) : null);
    }

    private static string? NameOf(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return null;
        var best = (Rank: Named.Length, Text: (string?)null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = Interned.Of(ref reader);
            reader.Read();
            var rank = Array.IndexOf(Named, property);
            if (rank >= 0 && rank < best.Rank && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                best = (rank, reader.TokenType == JsonTokenType.String ? Interned.Of(ref reader) : Number((int)reader.GetDouble()));
            reader.Pass();
        }

        return best.Text;
    }

    private static string Join(string path, string open, string name, string close) => Interned.Of($"{path}{open}{name}{close}");

    private static string Number(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
