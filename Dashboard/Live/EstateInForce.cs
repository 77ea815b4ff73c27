using ApnaKart.Watch.Collectors;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>What is watched now: the configured estate, or in sandbox mode the simulated one.</summary>
/// <param name="Sandbox">True: simulated, and labelled so on every page and in every export.</param>
public sealed record EstateInForce(EstateOptions Estate, bool Sandbox)
{
    /// <summary><c>sandbox</c> or <c>live</c>.</summary>
    public string Mode => Sandbox ? "sandbox" : "live";
}
