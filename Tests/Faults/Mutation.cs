using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Tests.Faults;

/// <summary>Spoils JSON in ways that a broken proxy, a hostile author or another version may.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly Func<JsonNode?>[] Values =
    [
        () => null, () => true, () => -1, () => int.MaxValue, () => long.MaxValue, () => 1e300, () => 0.5, () => "", () => "x", () => new string('é', 5_000),
        () => "0001-01-01T00:00:00Z", () => "9999-12-31T23:59:59Z", () => "2026-13-45T99:99:99Z", () => "1969-12-31T23:59:59+14:00", () => "\u0000\u001b[31m\u202e", () => "<script>alert(1)</script>",
        () => "$(reboot)`reboot`'\"\\\n", () => "-n", () => "999999999%", () => "CrashLoopBackOff", () => "ErrImagePull", () => "Succeeded", () => new JsonArray(), () => new JsonObject(),
        () => new JsonArray(null, null), () => new JsonArray(new JsonObject(), 1, "a"), () => new JsonObject { ["name"] = null }, () => Deep(40),
    ];

    private static readonly Func<JsonNode?>[] Times =
    [
        () => "0001-01-01T00:00:00Z", () => "9999-12-31T23:59:59.9999999Z", () => "2026-03-02T09:59:59.123456Z", () => "2026-03-02T15:30:00+05:30", () => "2026-03-03T10:00:00Z", () => "1969-12-31T23:59:59+14:00",
    ];

    private static readonly Func<JsonNode?>[] Numbers = [() => 0, () => -1, () => int.MaxValue, () => int.MinValue, () => 2_147_483_648, () => 1.5, () => 137];

    private static readonly Func<JsonNode?>[] Words =
    [
        () => "", () => "web", () => "True", () => "False", () => "Always", () => "Never", () => "OnFailure", () => "OOMKilled", () => "ContainerStatusUnknown", () => "CrashLoopBackOff", () => "ImagePullBackOff",
        () => "InvalidImageName", () => "CreateContainerConfigError", () => "a@sha256:x", () => ":/@", () => "couldn't find key  in ConfigMap /", () => "25%", () => "-1%", () => "web-config-d9g5c6h2mt", () => "spec.containers{", () => "Killing",
    ];

    /// <summary>The same JSON with a few things in it wrong; it may be no JSON any more.</summary>
    public string Of(JsonNode sound)
    {
        var root = sound.DeepClone();
        for (var times = random.Next(1, 3); times > 0; times--)
            Spoil(root);
        var text = root.ToJsonString();
        return random.Next(20) switch
        {
            0 => text[..random.Next(text.Length)],
            1 => text.Insert(random.Next(text.Length), "\u0000"),
            2 => text.Replace("\"name\"", "\"name\":\"twice\",\"name\"", StringComparison.Ordinal),
            3 => text.Replace("\"Error\"", "\"\\ud800\"", StringComparison.Ordinal),
            _ => text,
        };
    }

    private void Spoil(JsonNode root)
    {
        var places = Places(root).ToList();
        var (parent, name, index) = places[random.Next(places.Count)];
        if (parent is JsonObject members && random.Next(5) == 0)
            members.Remove(name);
        else if (parent is JsonObject named)
            named[name] = Other(named[name]);
        else if (parent is JsonArray items && random.Next(5) == 0)
            items.Add(items[index]?.DeepClone());
        else if (parent is JsonArray listed)
            listed[index] = Other(listed[index]);
    }

    /// <summary>Often another value of the same type: those get past the parser.</summary>
    private JsonNode? Other(JsonNode? value)
    {
        Func<JsonNode?>[] choices = value?.GetValueKind() switch
        {
            JsonValueKind.String when DateTimeOffset.TryParse((string?)value, CultureInfo.InvariantCulture, out _) => Times,
            JsonValueKind.Number => Numbers,
            JsonValueKind.String => Words,
            _ => Values,
        };
        return (random.Next(6) == 0 ? Values : choices) is var from ? from[random.Next(from.Length)]() : null;
    }

    private static IEnumerable<(JsonNode Parent, string Name, int Index)> Places(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => (member.Value is null ? [] : Places(member.Value)).Append((node, member.Key, 0))),
        JsonArray items => items.SelectMany((item, at) => (item is null ? [] : Places(item)).Append((node, "", at))),
        _ => [],
    };

    private static JsonNode Deep(int levels)
    {
        JsonNode node = "deep";
        for (; levels > 0; levels--)
            node = new JsonArray(node);
        return node;
    }
}
