using System.Text;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>The paths by which an API server says whether it is alive and ready, check by check.</summary>
internal static class HealthPaths
{
    private static readonly string[] Checks =
    [
        "ping", "log", "etcd", "poststarthook/start-apiserver-admission-initializer", "poststarthook/generic-apiserver-start-informers",
        "poststarthook/priority-and-fairness-config-consumer", "poststarthook/rbac/bootstrap-roles", "poststarthook/apiservice-registration-controller",
    ];

    /// <summary><c>livez</c>, <c>readyz</c> or <c>healthz</c> when the path is one of theirs; null otherwise.</summary>
    public static string? Name(string path) => path.Trim('/').Split('/')[0] is ("livez" or "readyz" or "healthz") and var name ? name : null;

    /// <summary>How long the server itself waits for its store before it says that the check fails.</summary>
    private static readonly TimeSpan StoreWait = TimeSpan.FromSeconds(2);

    public static async Task AnswerAsync(HttpContext context, string name, ApiFault fault, SimCluster cluster, TimeProvider time)
    {
        if (cluster.StoreStands)
            await Task.Delay(StoreWait, time, context.RequestAborted);
        var ill = Failing(name, fault, cluster);
        var failing = ill.Length > 0;
        var single = context.Request.Path.Value!.Trim('/').Split('/', 2) is [_, var check] ? check : null;
        context.Response.StatusCode = failing ? 500 : 200;
        if (!failing && !context.Request.Query.ContainsKey("verbose"))
        {
            await Answer.TextAsync(context, "ok");
            return;
        }

        var text = new StringBuilder();
        foreach (var one in Checks.Concat(name == "readyz" ? ["etcd-readiness", "informer-sync", "shutdown"] : []).Where(c => single is null || c == single))
            text.Append(ill.Contains(one) ? $"[-]{one} failed: reason withheld\n" : $"[+]{one} ok\n");
        await Answer.TextAsync(context, text.Append($"{name} check {(failing ? "failed" : "passed")}\n").ToString());
    }

    private static string[] Failing(string name, ApiFault fault, SimCluster cluster) =>
        fault == ApiFault.Error ? ["etcd"]
        : cluster.StoreStands ? name == "readyz" ? ["etcd", "etcd-readiness"] : ["etcd"]
        : cluster.Draining && name == "readyz" ? ["shutdown"]
        : [];
}
