namespace ApnaKart.Watch.Rules.Catalog;

/// <summary>The seeds, or the configuration over them, cannot be used. Every fault is listed, not only the first.</summary>
/// <param name="errors">One sentence each, with the file and line, or the configuration key, in front.</param>
public sealed class CatalogException(IReadOnlyList<string> errors)
    : Exception($"The seeds cannot be used, {errors.Count} {(errors.Count == 1 ? "fault" : "faults")}:\n  {string.Join("\n  ", errors)}")
{
    /// <summary>Every fault, in the order of the files.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
