using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>What an owner makes its pods from.</summary>
public sealed record PodTemplate
{
    internal static readonly PodTemplate None = new();

    public ObjectMeta Metadata { get; init => field = value ?? ObjectMeta.None; } = ObjectMeta.None;
    public PodSpec Spec { get; init => field = value ?? PodSpec.None; } = PodSpec.None;

    /// <summary>Every leaf of the whole template, so that any difference shows, also in parts that are not kept.</summary>
    [JsonIgnore]
    public TemplateLeaves Leaves { get; init; } = TemplateLeaves.Empty;
}

/// <summary>Reads a template twice: its slim parts, and the fingerprint of all of it.</summary>
public sealed class PodTemplateConverter : JsonConverter<PodTemplate>
{
    public override PodTemplate? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        var again = reader;
        var leaves = TemplateLeaves.Read(ref again);
        return JsonSerializer.Deserialize(ref reader, KubernetesJson.Default.PodTemplate) is { } template
            ? template with { Leaves = leaves }
            : null;
    }

    public override void Write(Utf8JsonWriter writer, PodTemplate value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, KubernetesJson.Default.PodTemplate);
}
