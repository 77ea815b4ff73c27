using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace ApnaKart.Watch.Tests.Architecture;

/// <summary>What the chart asks a cluster for: to look, and at nothing that is secret.</summary>
public sealed partial class ChartTests
{
    private static readonly string[] Looking = ["get", "list", "watch"];

    private static readonly string[] Readable =
        ["pods", "nodes", "namespaces", "events", "configmaps", "deployments", "replicasets", "statefulsets", "daemonsets", "jobs", "services", "endpointslices", "networkpolicies", "serviceaccounts"];

    private static readonly IReadOnlyList<YamlMappingNode> Documents =
    [
        .. Repository.Files.Where(file => file.StartsWith("helm/templates/", StringComparison.Ordinal) && file.EndsWith(".yaml", StringComparison.Ordinal)).SelectMany(Parse),
    ];

    private static readonly IReadOnlyList<YamlMappingNode> Rules =
    [
        .. Documents.Where(document => Text(document, "kind") is "Role" or "ClusterRole").SelectMany(role => (YamlSequenceNode)role["rules"]).Cast<YamlMappingNode>(),
    ];

    [Fact]
    public void It_only_looks()
    {
        Rules.Count.ShouldBeGreaterThan(4);
        Rules.SelectMany(rule => Words(rule, "verbs")).ShouldBeSubsetOf(Looking);
    }

    [Fact]
    public void It_names_each_thing_it_looks_at_and_no_secret_log_or_shell()
    {
        Rules.SelectMany(rule => Words(rule, "resources")).ShouldBeSubsetOf(Readable);
        Rules.SelectMany(rule => Words(rule, "apiGroups")).ShouldBeSubsetOf(["", "apps", "batch", "discovery.k8s.io", "networking.k8s.io"]);
        Rules.SelectMany(rule => Words(rule, "nonResourceURLs")).ShouldBeSubsetOf(["/readyz", "/livez", "/version"]);
    }

    [Fact]
    public void It_binds_no_role_but_its_own() =>
        Documents.Where(document => Text(document, "kind").EndsWith("RoleBinding", StringComparison.Ordinal))
            .Select(binding => Text((YamlMappingNode)binding["roleRef"], "name"))
            .ShouldBe(["x-x", "x-configmaps"], "the names as they are made in the templates");

    [Fact]
    public void Configmaps_are_readable_only_where_somebody_says_so()
    {
        var values = Parse("helm/values.yaml").Single();
        Text((YamlMappingNode)values["configMaps"], "clusterWide").ShouldBe("false");
        ((YamlSequenceNode)values["configMaps"]["valueNamespaces"]).Children.ShouldBeEmpty();
        var role = Repository.Read("helm/templates/clusterrole.yaml");
        Guarded().Match(role).Value.ShouldContain("configmaps");
        Guarded().Replace(role, "").ShouldNotContain("configmaps");
    }

    [Fact]
    public void One_process_has_the_stores_and_the_rest_of_its_disk_is_read_only()
    {
        var deployment = Documents.Single(document => Text(document, "kind") == "Deployment")["spec"];
        Text((YamlMappingNode)deployment, "replicas").ShouldBe("1");
        Text((YamlMappingNode)deployment["strategy"], "type").ShouldBe("Recreate");
        var pod = deployment["template"]["spec"];
        Text((YamlMappingNode)pod["securityContext"], "runAsNonRoot").ShouldBe("true");
        var container = (YamlMappingNode)pod["containers"][0]["securityContext"];
        Text(container, "readOnlyRootFilesystem").ShouldBe("true");
        Text(container, "allowPrivilegeEscalation").ShouldBe("false");
    }

    /// <summary>The template without its directives: what stands between braces becomes a word, a line of nothing else goes.</summary>
    private static IEnumerable<YamlMappingNode> Parse(string file)
    {
        var plain = Directive().Replace(DirectiveLine().Replace(Repository.Read(file), ""), "x");
        var stream = new YamlStream();
        stream.Load(new StringReader(plain));
        return stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>();
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private static IEnumerable<string> Words(YamlMappingNode rule, string key) =>
        rule.Children.TryGetValue(key, out var words) ? ((YamlSequenceNode)words).Select(word => ((YamlScalarNode)word).Value!) : [];

    [GeneratedRegex(@"^\s*\{\{-?[^}]*\}\}\s*$\n?", RegexOptions.Multiline, 1000)]
    private static partial Regex DirectiveLine();

    [GeneratedRegex(@"\{\{[^}]*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\{\{- if \.Values\.configMaps\.clusterWide \}\}.*?\{\{- end \}\}", RegexOptions.Singleline, 1000)]
    private static partial Regex Guarded();
}
