namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>An outage that the sandbox can play.</summary>
/// <param name="Slug">Of its scenario.</param>
/// <param name="Running">The variant that runs now, or null.</param>
public sealed record Outage(int Scenario, string Slug, string Title, IReadOnlyList<OutageVariant> Variants, string? Running, DateTimeOffset? Since);

/// <summary>One way in which an outage comes about.</summary>
/// <param name="Name">As given to start it: <c>in-place</c>.</param>
/// <param name="Text">One sentence: what is done to the estate.</param>
public sealed record OutageVariant(string Name, string Text);

/// <summary>Starts and stops outages in the simulated estate.</summary>
public interface ISandbox
{
    IReadOnlyList<Outage> Outages { get; }

    /// <summary>Starts an outage; one that runs already goes on (another variant replaces it).</summary>
    /// <param name="variant">Null: the first.</param>
    /// <returns>False when there is no such outage or variant.</returns>
    bool Start(string slug, string? variant);

    /// <summary>Undoes an outage as an operator would; one that does not run stays as it is.</summary>
    /// <returns>False when there is no such outage.</returns>
    bool Stop(string slug);
}
