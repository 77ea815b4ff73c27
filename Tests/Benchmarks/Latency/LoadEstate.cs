using System.Globalization;

namespace ApnaKart.Watch.Benchmarks.Latency;

/// <summary>
/// 100 deployments of 20 pods each, all well, and the changes that happen to them: pods that are written anew, pods that
/// are replaced, and now and then one that cannot pull its image. Not for more than one thread.
/// </summary>
internal sealed class LoadEstate(DateTimeOffset now)
{
    public const int Deployments = 100;
    public const int PodsEach = 20;

    private const string Registry = "111122223333.dkr.ecr.ap-south-1.amazonaws.com/load";

    // A pod of a real cluster is about 6 KB, much of it managedFields.
    private static readonly string Ballast = string.Join(',', Enumerable.Range(0, 60).Select(i => $$"""{"manager":"kubelet","operation":"Update","fieldsType":"FieldsV1","f{{i}}":"f:status"}"""));

    private readonly int[] _births = new int[Deployments * PodsEach];
    private readonly Random _random = new(7411);
    private readonly string _started = Time(now.AddHours(-3));
    private long _version = 1000;

    public string Version => _version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Every object of a kind, as the API has them now.</summary>
    public List<string> List(string plural) => plural switch
    {
        "namespaces" => [Meta("load", null, "uid-ns", "") + "}"],
        "deployments" => [.. Enumerable.Range(0, Deployments).Select(Deployment)],
        "replicasets" => [.. Enumerable.Range(0, Deployments).Select(ReplicaSet)],
        "pods" => [.. Enumerable.Range(0, _births.Length).Select(pod => Pod(pod, failing: false))],
        _ => [],
    };

    /// <summary>The lines of one ordinary change.</summary>
    public IEnumerable<string> Churn()
    {
        // The first deployments are left alone: theirs are the changes that are measured.
        var pod = _random.Next(PodsEach * 10, _births.Length);
        if (_random.Next(5) > 0)
        {
            _version++;
            yield return Line("MODIFIED", Pod(pod, failing: false));
            yield break;
        }
        _version++;
        yield return Line("DELETED", Pod(pod, failing: false));
        _births[pod]++;
        _version++;
        yield return Line("ADDED", Pod(pod, failing: false));
    }

    /// <summary>The line with which a pod of a deployment cannot pull its image, or can again.</summary>
    public string Turn(int deployment, bool failing)
    {
        _version++;
        return Line("MODIFIED", Pod(deployment * PodsEach, failing));
    }

    public string Bookmark() => $$$$"""{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"{{{{Version}}}}"}}}""" + "\n";

    private static string Line(string type, string item) => $$"""{"type":"{{type}}","object":{{item}}}""" + "\n";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private string Deployment(int number) =>
        Meta($"service-{number}", "load", $"uid-d{number}", "") + $$$$"""
        ,"spec":{"replicas":{{{{PodsEach}}}},"selector":{"matchLabels":{"app":"service-{{{{number}}}}"}},"template":{{{{Template(number)}}}},"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}}},
        "status":{"observedGeneration":1,"replicas":{{{{PodsEach}}}},"updatedReplicas":{{{{PodsEach}}}},"readyReplicas":{{{{PodsEach}}}},"availableReplicas":{{{{PodsEach}}}},"conditions":[{"type":"Available","status":"True"},{"type":"Progressing","status":"True","reason":"NewReplicaSetAvailable"}]}}
        """.ReplaceLineEndings("");

    private string ReplicaSet(int number) =>
        Meta($"service-{number}-7d9f", "load", $"uid-r{number}", Owner("Deployment", $"service-{number}", $"uid-d{number}")) + $$$$"""
        ,"spec":{"replicas":{{{{PodsEach}}}},"selector":{"matchLabels":{"app":"service-{{{{number}}}}"}},"template":{{{{Template(number)}}}}},"status":{"replicas":{{{{PodsEach}}}},"readyReplicas":{{{{PodsEach}}}},"availableReplicas":{{{{PodsEach}}}}}}
        """.ReplaceLineEndings("");

    private string Pod(int pod, bool failing)
    {
        var deployment = pod / PodsEach;
        var image = $"{Registry}/service-{deployment}:1.0.0";
        var state = failing
            ? $$$$"""{"waiting":{"reason":"ErrImagePull","message":"rpc error: code = NotFound desc = failed to pull and unpack image \"{{{{image}}}}\": failed to resolve reference \"{{{{image}}}}\": {{{{image}}}}: not found"}}"""
            : $$$$"""{"running":{"startedAt":"{{{{_started}}}}"}}""";
        var ready = failing ? "False" : "True";
        var yes = failing ? "false" : "true";
        return Meta($"service-{deployment}-7d9f-{pod}x{_births[pod]}", "load", $"uid-p{pod}x{_births[pod]}", Owner("ReplicaSet", $"service-{deployment}-7d9f", $"uid-r{deployment}")) + $$$$"""
            ,"spec":{"nodeName":"node-{{{{pod % 50}}}}","containers":[{"name":"main","image":"{{{{image}}}}"}]},
            "status":{"phase":"{{{{(failing ? "Pending" : "Running")}}}}","startTime":"{{{{_started}}}}","conditions":[{"type":"PodScheduled","status":"True"},{"type":"Initialized","status":"True"},{"type":"ContainersReady","status":"{{{{ready}}}}"},{"type":"Ready","status":"{{{{ready}}}}","lastTransitionTime":"{{{{_started}}}}"}],
            "containerStatuses":[{"name":"main","ready":{{{{yes}}}},"started":{{{{yes}}}},"restartCount":0,"image":"{{{{image}}}}","imageID":"","state":{{{{state}}}},"lastState":{}}]}}
            """.ReplaceLineEndings("");
    }

    private static string Template(int number) =>
        $$$$"""{"metadata":{"labels":{"app":"service-{{{{number}}}}"}},"spec":{"containers":[{"name":"main","image":"{{{{Registry}}}}/service-{{{{number}}}}:1.0.0"}]}}""";

    private static string Owner(string kind, string name, string uid) =>
        $$""","ownerReferences":[{"apiVersion":"apps/v1","kind":"{{kind}}","name":"{{name}}","uid":"{{uid}}","controller":true}]""";

    /// <summary>An object up to the end of its metadata.</summary>
    private string Meta(string name, string? space, string uid, string more) =>
        $$$$"""{"metadata":{"name":"{{{{name}}}}"{{{{(space is null ? "" : $",\"namespace\":\"{space}\"")}}}},"uid":"{{{{uid}}}}","generation":1,"creationTimestamp":"{{{{_started}}}}","resourceVersion":"{{{{Version}}}}","labels":{"app":"{{{{name}}}}"},"managedFields":[{{{{Ballast}}}}]{{{{more}}}}}""";
}
