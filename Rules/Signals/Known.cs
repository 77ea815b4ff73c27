namespace ApnaKart.Watch.Rules.Signals;

/// <summary>The vocabulary: every signal that a collector writes and a rule reads. One nested class for each thing that is measured, each in its own file.</summary>
public static partial class Known
{
    /// <summary>Every signal, by name.</summary>
    public static IReadOnlyDictionary<string, Signal> All { get; } = typeof(Known).GetNestedTypes()
        .SelectMany(group => group.GetFields())
        .Select(field => field.GetValue(null)).OfType<Signal>()
        .ToDictionary(signal => signal.Name, StringComparer.Ordinal);
}
