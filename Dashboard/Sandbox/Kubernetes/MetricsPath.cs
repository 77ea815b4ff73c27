using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>The metrics API. The API server hands it on to another program: without that, it says so in plain text.</summary>
internal static class MetricsPath
{
    public const string Group = "metrics.k8s.io";
    public const string Version = "v1beta1";
    private const string Root = $"/apis/{Group}/{Version}";

    public static bool IsOne(string path) => path == Root || path.StartsWith(Root + "/", StringComparison.Ordinal);

    public static async Task AnswerAsync(HttpContext context, SimCluster cluster, string path)
    {
        if (!cluster.Metrics.Answers)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await Answer.TextAsync(context, "service unavailable\n");
            return;
        }

        await (path[Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [] => Answer.JsonAsync(context, Resources()),
            ["nodes"] => Answer.JsonAsync(context, List("NodeMetrics", cluster.Metrics.Nodes())),
            ["nodes", var name] => OneAsync(context, "nodes", "NodeMetrics", cluster.Metrics.Nodes(), name),
            ["pods"] => Answer.JsonAsync(context, List("PodMetrics", Chosen(context, cluster.Metrics.Pods("")))),
            ["namespaces", var space, "pods"] => Answer.JsonAsync(context, List("PodMetrics", Chosen(context, cluster.Metrics.Pods(space)))),
            ["namespaces", var space, "pods", var name] => OneAsync(context, "pods", "PodMetrics", cluster.Metrics.Pods(space), name),
            _ => Status.WriteAsync(context, Status.NoSuchResource()),
        });
    }

    private static Task OneAsync(HttpContext context, string resource, string kind, IReadOnlyList<JsonObject> all, string name)
    {
        if (all.FirstOrDefault(item => item.Text("metadata", "name") == name) is not { } one)
            return Status.WriteAsync(context, Status.NotFound(resource, Group, name));
        (one["kind"], one["apiVersion"]) = (kind, $"{Group}/{Version}");
        return Answer.JsonAsync(context, one);
    }

    /// <summary>Of selectors, only the one that is used here: <c>app=name</c>.</summary>
    private static IReadOnlyList<JsonObject> Chosen(HttpContext context, IReadOnlyList<JsonObject> pods) => context.Query("labelSelector") is not { } selector
        ? pods
        : [.. pods.Where(pod => selector == $"app={pod.Text("metadata", "labels", "app")}")];

    private static JsonObject List(string kind, IReadOnlyList<JsonObject> items) => new()
    {
        ["kind"] = $"{kind}List",
        ["apiVersion"] = $"{Group}/{Version}",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. items]),
    };

    private static JsonObject Resources() => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = $"{Group}/{Version}",
        ["resources"] = new JsonArray(Resource("nodes", false, "NodeMetrics"), Resource("pods", true, "PodMetrics")),
    };

    private static JsonObject Resource(string name, bool namespaced, string kind) => new()
    {
        ["name"] = name,
        ["singularName"] = "",
        ["namespaced"] = namespaced,
        ["kind"] = kind,
        ["verbs"] = new JsonArray("get", "list"),
    };
}
