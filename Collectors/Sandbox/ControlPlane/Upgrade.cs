namespace ApnaKart.Watch.Collectors.Sandbox.ControlPlane;

/// <summary>
/// A rolling update of the control plane, as happens on any day: an API server says that it goes, open watches end and start
/// anew from another server, and the leaders change hands one after the other. Nothing of it is an outage.
/// </summary>
internal sealed class Upgrade(SimCluster cluster)
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(16);

    public void Step()
    {
        if (cluster.Plane.StoreStands || cluster.Plane.Draining || cluster.Faults.Active.Count > 0)
            return;
        cluster.Plane.Draining = true;
        cluster.Agenda.After(Drain, () =>
        {
            cluster.Plane.Draining = false;
            cluster.Faults.Set(ApiFault.Expire);
        });
        Hand(Plane.Controllers, TimeSpan.FromSeconds(20));
        Hand(Plane.Scheduler, TimeSpan.FromSeconds(60));
    }

    private void Hand(string leader, TimeSpan at) => cluster.Agenda.After(at, () =>
    {
        if (cluster.Plane.Stands(leader))
            return;
        cluster.Plane.Freeze(leader, true);
        cluster.Agenda.After(Gap, () =>
        {
            cluster.Plane.Elect(leader);
            cluster.Plane.Freeze(leader, false);
        });
    });
}
