using System.Text.Json;

namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>Passing over values inside a converter.</summary>
internal static class Skipping
{
    /// <summary>
    /// Passes over the value that the reader stands on. <c>Skip</c> refuses whenever more of the body is still to come, although a
    /// converter always has its whole value before it; lists read from the wire would fail and those of a test would not.
    /// </summary>
    /// <exception cref="JsonException">The value ends too early.</exception>
    public static void Pass(this ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
            throw new JsonException("the value ends too early");
    }
}
