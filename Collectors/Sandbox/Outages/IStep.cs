namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>Something that is done to a cluster and can be undone.</summary>
internal interface IStep
{
    void Do();

    /// <summary>Undoes it as an operator would; fit to be called when it was never done.</summary>
    void Undo();
}

/// <summary>Where a step plays.</summary>
/// <param name="Workload">Namespace and name of the Deployment.</param>
internal sealed record Scene(SimCluster Cluster, string Workload)
{
    public string Namespace => Workload[..Workload.IndexOf('/')];

    public string Name => Workload[(Workload.IndexOf('/') + 1)..];
}

/// <summary>Makes steps of their seeds.</summary>
internal static class Steps
{
    /// <exception cref="Estate.SandboxSeedException">There is no such step.</exception>
    public static IStep Of(Scene scene, StepSeed seed) => seed.Do switch
    {
        "edit" => new EditStep(scene, seed),
        "rotate" => new RotateStep(scene, seed),
        "hashed" => new HashedStep(scene, seed),
        "image" => new ImageStep(scene, seed),
        "registry" => new RegistryStep(scene, seed),
        "fault" => new FaultStep(scene, seed),
        "freeze" => new FreezeStep(scene, seed),
        "webhook" => new WebhookStep(scene),
        "lose" => new LoseStep(scene, seed),
        "load" => new LoadStep(scene, seed),
        "scale" => new ScaleStep(scene, seed),
        "sidecar" => new SidecarStep(scene, seed),
        "selector" => new SelectorStep(scene, seed),
        "unready" => new UnreadyStep(scene, seed),
        "policy" => new PolicyStep(scene, seed),
        "nodes" => new NodesStep(scene, seed),
        "role" => new RoleStep(scene, seed),
        "deny" => new DenyStep(scene, seed),
        "throttle" => new ThrottleStep(scene),
        "release" => new ReleaseStep(scene, seed),
        _ => throw new Estate.SandboxSeedException($"outages.yaml: unknown step '{seed.Do}'"),
    };
}
