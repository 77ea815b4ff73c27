using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;

namespace ApnaKart.Watch.Tests.Kubernetes.Network;

/// <summary>One Service <c>shop/web</c> with two pods behind it, all lists in, on a clock that only tests move.</summary>
internal sealed class NetScene
{
    public static readonly string[] Streams =
    [
        ApnaKart.Watch.Rules.Signals.Streams.Services, ApnaKart.Watch.Rules.Signals.Streams.EndpointSlices, ApnaKart.Watch.Rules.Signals.Streams.NetworkPolicies,
        ApnaKart.Watch.Rules.Signals.Streams.Namespaces, ApnaKart.Watch.Rules.Signals.Streams.Pods, ApnaKart.Watch.Rules.Signals.Streams.Deployments,
        ApnaKart.Watch.Rules.Signals.Streams.DaemonSets, ApnaKart.Watch.Rules.Signals.Streams.Nodes,
    ];

    private double _second;

    public NetScene(bool policies = true)
    {
        Cluster.Put(Node("node-1"));
        Cluster.Put(Deployment("web", 2));
        Cluster.Put(Service("web", "app=web"));
        Cluster.Put(Pod("web-1", "web"));
        Cluster.Put(Pod("web-2", "web"));
        Cluster.Put(Slice("web", 2));
        Cluster.Listed(policies ? Streams : [.. Streams.Except([ApnaKart.Watch.Rules.Signals.Streams.NetworkPolicies])]);
        Cluster.See();
    }

    public TestCluster Cluster { get; } = new();

    public static Resource Of(string service) => TestCluster.Resource(service, Kinds.Service);

    public static Resource Whole { get; } = new(Kinds.Cluster, "c1", "", "c1", "ap-south-1");

    /// <summary>Lets some seconds pass, second by second, as the projector does.</summary>
    public NetScene Wait(double seconds)
    {
        for (var left = seconds; left > 0; left--)
        {
            Cluster.To(++_second);
            Cluster.See();
        }

        return this;
    }

    public NetScene Put(params object[] shapes)
    {
        foreach (var shape in shapes)
            Cluster.Put(shape);
        return this;
    }

    public NetScene Delete(params object[] shapes)
    {
        foreach (var shape in shapes)
            Cluster.Delete(shape);
        return this;
    }

    public Reading Read(Signal signal, string service = "web") => Cluster.See().Read(signal, Of(service));

    public Reading ReadCluster(Signal signal) => Cluster.See().Read(signal, Whole);

    public static object Node(string name, string ready = "True") => Shapes.Node(name, ready);

    public static object Service(string name, string selector, object[]? ports = null, string @namespace = "shop", string? type = null) => new
    {
        kind = "Service",
        metadata = new { name, @namespace },
        spec = new { type = type ?? "ClusterIP", selector = PolicyScene.Labels(selector), ports = ports ?? [new { name = "http", port = 80, targetPort = "http" }] },
    };

    public static object Slice(string service, int ready, int unready = 0, bool port = true, string suffix = "a", string @namespace = "shop", int from = 1) => new
    {
        kind = "EndpointSlice",
        metadata = new { name = $"{service}-{suffix}", @namespace, labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = service } },
        endpoints = Enumerable.Range(from, ready + unready).Select(number => new { addresses = new[] { $"10.0.0.{number}" }, conditions = new { ready = number < from + ready } }),
        ports = port ? new[] { new { name = "http", port = 8080 } } : [],
    };

    public static object Deployment(string name, int replicas, string? calls = null, string? labels = null, string @namespace = "shop") => new
    {
        kind = "Deployment",
        metadata = new { name, @namespace, generation = 1, creationTimestamp = TestCluster.At(-3600), annotations = calls is null ? null : new Dictionary<string, string> { ["apnakart.watch/calls"] = calls } },
        spec = new { replicas, template = new { metadata = new { labels = PolicyScene.Labels(labels ?? $"app={name}") }, spec = Shapes.Spec(map: null) } },
        status = new { observedGeneration = 1, replicas, updatedReplicas = replicas, conditions = new[] { Shapes.Condition("Progressing", "True", "NewReplicaSetAvailable") } },
    };

    public static object Pod(string name, string owner, bool ready = true, string? labels = null, string address = "10.0.0.1", object? status = null, string ownerKind = "ReplicaSet",
        string port = "http", double created = -1800, string @namespace = "shop", string node = "node-1") => new
        {
            kind = "Pod",
            metadata = new
            {
                name,
                @namespace,
                creationTimestamp = TestCluster.At(created),
                labels = PolicyScene.Labels($"{labels ?? $"app={owner}"},pod-template-hash=x"),
                ownerReferences = new[] { new { kind = ownerKind, name = ownerKind == "ReplicaSet" ? $"{owner}-x" : owner, controller = true } },
            },
            spec = new { nodeName = node, containers = new[] { new { name = "web", image = Shapes.Image, ports = new[] { new { name = port, containerPort = 8080 } } } } },
            status = new
            {
                phase = "Running",
                podIP = address,
                conditions = new[] { Shapes.Condition("Ready", ready ? "True" : "False", "") },
                containerStatuses = new[] { status ?? new { name = "web", ready, state = new { running = new { startedAt = TestCluster.At(created) } } } },
            },
        };

    public static object Policy(string name, string spec, string @namespace = "shop", double changed = -600) => new
    {
        kind = "NetworkPolicy",
        metadata = new { name, @namespace, creationTimestamp = TestCluster.At(changed) },
        spec = System.Text.Json.Nodes.JsonNode.Parse(spec),
    };
}
