using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>Answers a client that asks what it may do. A resource that is denied by a fault is denied here too.</summary>
internal static class Reviews
{
    private const string Prefix = "/apis/authorization.k8s.io/v1/";

    public static bool IsReview(string path) => path is Prefix + "selfsubjectaccessreviews" or Prefix + "selfsubjectrulesreviews";

    public static async Task AnswerAsync(HttpContext context, SimCluster cluster)
    {
        if (context.Request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            await Status.WriteAsync(context, Status.Of(415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types include: application/json"));
            return;
        }

        var review = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject ?? [];
        review["status"] = context.Request.Path.Value!.EndsWith("accessreviews", StringComparison.Ordinal) ? Access(review, cluster) : Rules(cluster);
        context.Response.StatusCode = StatusCodes.Status201Created;
        await Answer.JsonAsync(context, review);
    }

    private static JsonObject Access(JsonObject review, SimCluster cluster)
    {
        var wish = review.At("spec", "resourceAttributes");
        var kind = ApiKinds.All.FirstOrDefault(k => k.Plural == wish.Text("resource") && k.Group == (wish.Text("group") ?? ""));
        var allowed = wish is null
            ? review.Text("spec", "nonResourceAttributes", "verb") == "get"
            : kind is not null && wish.Text("subresource") is null or "" && Verbs(kind!, cluster).Contains(wish.Text("verb") ?? "");
        return new JsonObject { ["allowed"] = allowed };
    }

    private static JsonObject Rules(SimCluster cluster) => new()
    {
        ["resourceRules"] = new JsonArray([.. ApiKinds.All.Select(kind => (Kind: kind, Verbs: Verbs(kind, cluster))).Where(rule => rule.Verbs.Count > 0).Select(rule => new JsonObject
        {
            ["verbs"] = Texts(rule.Verbs),
            ["apiGroups"] = Texts([rule.Kind.Group]),
            ["resources"] = Texts([rule.Kind.Plural]),
        })]),
        ["nonResourceRules"] = new JsonArray(new JsonObject
        {
            ["verbs"] = Texts(["get"]),
            ["nonResourceURLs"] = Texts(["/livez", "/livez/*", "/readyz", "/readyz/*", "/healthz", "/version", "/api", "/api/*", "/apis", "/apis/*"]),
        }),
        ["incomplete"] = false,
    };

    private static List<string> Verbs(ApiKind kind, SimCluster cluster) =>
        kind == ApiKinds.Secrets || cluster.Faults.For(kind.Plural) == ApiFault.Forbidden ? [] : ["get", "list", "watch", .. Writes.VerbsOf(kind)];

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
