namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>The configuration section <c>Watch:Sandbox</c>: how the simulated estate is played.</summary>
public sealed record SandboxOptions
{
    /// <summary>Where <c>estate.yaml</c> and <c>outages.yaml</c> are.</summary>
    public string Seeds { get; init; } = Path.Combine(AppContext.BaseDirectory, "seeds", "sandbox");

    /// <summary>Where the kubeconfig is written, in the folder <c>sandbox</c>.</summary>
    public string Data { get; init; } = "data";

    /// <summary>How many times more often than usual ordinary life happens; 1: as in real time, 0: nothing happens by itself. The time that a single thing takes is never changed.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>Writes the kubeconfig here; it has one context per cluster, with the cluster's name.</summary>
    public string Kubeconfig => Path.GetFullPath(Path.Combine(Data, "sandbox", "kubeconfig"));
}
