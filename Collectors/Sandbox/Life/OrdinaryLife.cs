namespace ApnaKart.Watch.Collectors.Sandbox.Life;

/// <summary>What happens in a shop on any day, at times that the dice choose. None of it takes a workload below its minimum.</summary>
internal static class OrdinaryLife
{
    public static void Start(SimCluster cluster, double pace)
    {
        var life = cluster.Estate.Life;
        Repeat(cluster, life.Rollout, pace, new Upgrades(cluster).Step);
        Repeat(cluster, life.Restart, pace, new Restarts(cluster).Step);
        Repeat(cluster, life.Scale, pace, new Scaling(cluster).Step);
        var settings = new Settings(cluster);
        Repeat(cluster, life.Note, pace, settings.Annotate);
        Repeat(cluster, life.Tune, pace, settings.Tune);
        Repeat(cluster, life.Upgrade, pace, new ControlPlane.Upgrade(cluster).Step);
        Repeat(cluster, life.Nodes, pace, new NodeCare(cluster).Step);
    }

    private static void Repeat(SimCluster cluster, IReadOnlyList<double> range, double pace, Action action) =>
        cluster.Agenda.After(cluster.Dice.Seconds(range[0], range[^1]) / pace, () =>
        {
            action();
            Repeat(cluster, range, pace, action);
        });
}
