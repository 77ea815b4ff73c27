using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Edits;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class PatchingTests
{
    private const string Target = """{"a":{"b":1,"c":2},"containers":[{"name":"x","image":"1","env":[{"name":"E","value":"1"}]},{"name":"y","image":"1"}],"list":[1,2]}""";

    [Theory]
    [InlineData("merge-patch", """{"a":{"b":null,"d":3}}""", "a", """{"c":2,"d":3}""")]
    [InlineData("merge-patch", """{"containers":[{"name":"z"}]}""", "containers", """[{"name":"z"}]""")]
    [InlineData("strategic-merge-patch", """{"$setElementOrder/containers":[{"name":"x"}],"containers":[{"name":"x","image":"2"}]}""", "containers",
        """[{"name":"x","image":"2","env":[{"name":"E","value":"1"}]},{"name":"y","image":"1"}]""")]
    [InlineData("strategic-merge-patch", """{"containers":[{"name":"y","$patch":"delete"},{"name":"x","env":[{"name":"F","value":"2"}]}]}""", "containers",
        """[{"name":"x","image":"1","env":[{"name":"E","value":"1"},{"name":"F","value":"2"}]}]""")]
    [InlineData("json-patch", """[{"op":"replace","path":"/a","value":{}},{"op":"add","path":"/a/n~1m","value":1}]""", "a", """{"n/m":1}""")]
    [InlineData("json-patch", """[{"op":"remove","path":"/list/0"},{"op":"add","path":"/list/-","value":9}]""", "list", "[2,9]")]
    public void A_patch_changes_what_it_names(string kind, string patch, string member, string expected)
    {
        var target = JsonNode.Parse(Target)!.AsObject();
        var patched = Patching.Apply(target, $"application/{kind}+json; charset=utf-8", JsonNode.Parse(patch));

        JsonPaths.Same(patched[member], JsonNode.Parse(expected)).ShouldBeTrue(patched.ToJsonString());
        JsonPaths.Same(target, JsonNode.Parse(Target)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("apply-patch", "{}")]
    [InlineData("json-patch", """[{"op":"test","path":"/a/b","value":7}]""")]
    [InlineData("json-patch", """[{"op":"replace","path":"/no/where","value":7}]""")]
    [InlineData("json-patch", """[{"op":"remove","path":"/list/7"}]""")]
    [InlineData("json-patch", """[{"op":"move","path":"/a"}]""")]
    [InlineData("merge-patch", "[]")]
    public void A_patch_that_does_not_fit_is_refused(string kind, string patch) =>
        Should.Throw<FormatException>(() => Patching.Apply(JsonNode.Parse(Target)!.AsObject(), $"application/{kind}+json", JsonNode.Parse(patch)));
}
