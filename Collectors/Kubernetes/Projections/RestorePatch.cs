using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Writes the JSON merge patch that puts a changed ConfigMap's values back.</summary>
public static class RestorePatch
{
    private const int Longest = 8 * 1024;

    /// <summary>
    /// Old values for keys that were changed or removed, null for keys that were added, and nothing else. Only for a change in
    /// place of which every old value is known as it was: a redacted value must never be written back.
    /// </summary>
    public static string? For(ConfigMapChange change, bool immutable)
    {
        if (change is not { Style: ConfigMapChange.InPlace, Before: { Values: { } values } before } || immutable || change.Keys.Count == 0)
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("data");
            foreach (var key in change.Keys)
            {
                if (!before.Hashes.ContainsKey(key))
                    json.WriteNull(key);
                else if (values.TryGetValue(key, out var value) && value.Exact)
                    json.WriteString(key, value.Text);
                else
                    return null;
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenCount > Longest ? null : Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
