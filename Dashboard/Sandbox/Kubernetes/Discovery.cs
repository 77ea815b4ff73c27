using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>What the API says about itself: versions, groups and resources.</summary>
internal static class Discovery
{
    private const string Reviews = "authorization.k8s.io";
    private static readonly string[] ReadVerbs = ["get", "list", "watch"];

    /// <summary>The document under a path, or null.</summary>
    public static JsonObject? Find(SimCluster cluster, string path) => path.Trim('/').Split('/') switch
    {
        ["version"] => Version(cluster),
        ["api"] => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"), ["serverAddressByClientCIDRs"] = new JsonArray() },
        ["apis"] => new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray([.. Groups().Select(Group)]) },
        ["api", "v1"] => Resources("", "v1"),
        ["apis", var group] when Groups().Any(g => g.Group == group) => Group(Groups().First(g => g.Group == group)),
        ["apis", var group, var version] when Groups().Contains((group, version)) => Resources(group, version),
        _ => null,
    };

    private static IEnumerable<(string Group, string Version)> Groups() =>
        ApiKinds.All.Where(kind => kind.Group.Length > 0).Select(kind => (kind.Group, kind.Version)).Distinct().Append((Reviews, "v1")).Append((MetricsPath.Group, MetricsPath.Version));

    private static JsonObject Version(SimCluster cluster)
    {
        var version = cluster.Seed.Version.TrimStart('v').Split('.');
        return new JsonObject
        {
            ["major"] = version[0],
            ["minor"] = version[1],
            ["gitVersion"] = cluster.Seed.Version,
            ["gitCommit"] = "0000000000000000000000000000000000000000",
            ["gitTreeState"] = "clean",
            ["buildDate"] = "2025-09-01T00:00:00Z",
            ["goVersion"] = "go1.23.12",
            ["compiler"] = "gc",
            ["platform"] = "linux/amd64",
        };
    }

    private static JsonObject Group((string Group, string Version) group)
    {
        JsonObject Version() => new() { ["groupVersion"] = $"{group.Group}/{group.Version}", ["version"] = group.Version };
        return new JsonObject
        {
            ["kind"] = "APIGroup",
            ["apiVersion"] = "v1",
            ["name"] = group.Group,
            ["versions"] = new JsonArray(Version()),
            ["preferredVersion"] = Version(),
        };
    }

    private static JsonObject Resources(string group, string version)
    {
        var resources = ApiKinds.All.Where(kind => kind.Group == group && kind.Version == version).SelectMany(Describe);
        if (group == Reviews)
            resources = [Review("selfsubjectaccessreviews", "SelfSubjectAccessReview"), Review("selfsubjectrulesreviews", "SelfSubjectRulesReview")];
        return new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = new JsonArray([.. resources]),
        };
    }

    private static IEnumerable<JsonObject> Describe(ApiKind kind)
    {
        var verbs = ReadVerbs.Concat(Writes.VerbsOf(kind));
        var resource = Resource(kind.Plural, kind.Singular, kind.Namespaced, kind.Kind, verbs);
        if (kind.ShortNames.Length > 0)
            resource["shortNames"] = new JsonArray([.. kind.ShortNames.Split(',').Select(name => JsonValue.Create(name))]);
        if (kind.InAll)
            resource["categories"] = new JsonArray("all");
        yield return resource;
        if (kind == ApiKinds.Pods)
            yield return Resource("pods/log", "", true, "Pod", ["get"]);
        if (kind != ApiKinds.Deployments && kind != ApiKinds.StatefulSets)
            yield break;
        var scale = Resource($"{kind.Plural}/scale", "", true, "Scale", ["get", "patch", "update"]);
        scale["group"] = "autoscaling";
        scale["version"] = "v1";
        yield return scale;
    }

    private static JsonObject Review(string plural, string kind) => Resource(plural, kind.ToLowerInvariant(), false, kind, ["create"]);

    private static JsonObject Resource(string name, string singular, bool namespaced, string kind, IEnumerable<string> verbs) => new()
    {
        ["name"] = name,
        ["singularName"] = singular,
        ["namespaced"] = namespaced,
        ["kind"] = kind,
        ["verbs"] = new JsonArray([.. verbs.Select(verb => JsonValue.Create(verb))]),
    };
}
