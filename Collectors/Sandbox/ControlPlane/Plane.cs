using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.ControlPlane;

/// <summary>
/// The control plane of a simulated cluster: its leaders with their leases, and what may be wrong with it. A leader that
/// stands still neither renews its lease nor does its work; what it missed it does when it goes on.
/// </summary>
internal sealed class Plane(SimCluster cluster)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);
    private static readonly string[] Leaders = [Controllers, Scheduler];

    public const string Controllers = "kube-controller-manager";
    public const string Scheduler = "kube-scheduler";

    private readonly ConcurrentDictionary<string, bool> _still = new(StringComparer.Ordinal);
    private volatile bool _storeStands;
    private volatile bool _draining;

    /// <summary>Whether the store hangs: nothing can be written, and reads that need it are not answered.</summary>
    public bool StoreStands
    {
        get => _storeStands;
        set => _storeStands = value;
    }

    /// <summary>Whether an API server is about to be replaced and says so.</summary>
    public bool Draining
    {
        get => _draining;
        set => _draining = value;
    }

    /// <summary>The webhook that cannot be called and blocks the creation of pods; null when none does.</summary>
    public BrokenWebhook? Webhook { get; set; }

    public bool Stands(string leader) => _still.ContainsKey(leader);

    /// <summary>Freezes a leader as it is, or lets it go on with all that has waited for it.</summary>
    public void Freeze(string leader, bool still)
    {
        if (still)
            _still[leader] = true;
        else
            _still.TryRemove(leader, out _);
        if (!still)
            cluster.Queue.Resume();
    }

    public void Start()
    {
        foreach (var leader in Leaders)
        {
            Elect(leader, transitions: 3);
            Renew(leader);
        }

        for (var server = 0; server < 2; server++)
            AddServer();
    }

    /// <summary>Another process takes the lead, as after a restart.</summary>
    public void Elect(string leader, int? transitions = null)
    {
        var holder = $"ip-172-16-{cluster.Dice.Whole(200)}-{cluster.Dice.Whole(250)}.{cluster.Seed.Region}.compute.internal_{cluster.Dice.Uid()}";
        if (cluster.Store.Find(ApiKinds.Leases, "kube-system", leader) is null)
        {
            cluster.Create(ApiKinds.Leases, new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = leader, ["namespace"] = "kube-system" },
                ["spec"] = new JsonObject { ["leaseDurationSeconds"] = 15 },
            });
        }

        var item = cluster.Update(ApiKinds.Leases, $"kube-system/{leader}", json =>
        {
            var spec = json.Child("spec");
            spec["holderIdentity"] = holder;
            spec["acquireTime"] = Times.Micros(cluster.Now);
            spec["renewTime"] = Times.Micros(cluster.Now);
            spec["leaseTransitions"] = transitions ?? (spec.Number("leaseTransitions") ?? 0) + 1;
        });
        if (item is not null && transitions is null)
            cluster.Events.Normal(item, leader, "LeaderElection", $"{holder} became leader");
    }

    private void Renew(string leader)
    {
        if (!Stands(leader))
            cluster.Update(ApiKinds.Leases, $"kube-system/{leader}", json => json.Child("spec")["renewTime"] = Times.Micros(cluster.Now));
        cluster.Agenda.After(Renewal, () => Renew(leader));
    }

    /// <summary>Each API server has a lease of its own by which it is known.</summary>
    private void AddServer()
    {
        var name = $"apiserver-{cluster.Dice.Hex(26)}";
        cluster.Create(ApiKinds.Leases, new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = "kube-system",
                ["labels"] = new JsonObject { ["apiserver.kubernetes.io/identity"] = "kube-apiserver" },
            },
            ["spec"] = new JsonObject { ["holderIdentity"] = string.Create(CultureInfo.InvariantCulture, $"{name}_{cluster.Dice.Uid()}"), ["leaseDurationSeconds"] = 3600, ["renewTime"] = Times.Micros(cluster.Now) },
        });
    }
}

/// <summary>A webhook whose service has nobody behind it, and whose failure policy is Fail.</summary>
/// <param name="Configuration">The object that holds it.</param>
/// <param name="Service">Namespace and name.</param>
internal sealed record BrokenWebhook(string Configuration, string Name, string Service)
{
    /// <summary>In the words of the API server.</summary>
    public string Refusal
    {
        get
        {
            var parts = Service.Split('/');
            return $"Internal error occurred: failed calling webhook \"{Name}\": failed to call webhook: Post \"https://{parts[1]}.{parts[0]}.svc:443/validate?timeout=5s\": no endpoints available for service \"{parts[1]}\"";
        }
    }
}
