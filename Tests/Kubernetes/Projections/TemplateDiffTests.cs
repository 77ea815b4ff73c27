using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class TemplateDiffTests
{
    private static readonly object Before = Shapes.Template(map: "web-config-7m8k2f4tbh");

    [Xunit.Fact]
    public void The_same_template_under_another_hash_is_unchanged() =>
        Compare(Shapes.Template(map: "web-config-7m8k2f4tbh", hash: "other")).Difference.ShouldBe(TemplateDifference.Unchanged);

    [Theory]
    [InlineData("checksum/config")]
    [InlineData("kubectl.kubernetes.io/restartedAt")]
    [InlineData("reloader.stakater.com/last-reloaded-from")]
    public void A_restart_mark_is_only_configuration(string annotation) =>
        Compare(Shapes.Template(map: "web-config-7m8k2f4tbh", annotations: new() { [annotation] = "x" })).Difference.ShouldBe(TemplateDifference.ConfigOnly);

    [Theory]
    [InlineData("web-config-d9g5c6h2mt", TemplateDifference.ConfigOnly)]
    [InlineData("web-config-v2", TemplateDifference.ConfigOnly)]
    [InlineData("web-config-3fa85f64", TemplateDifference.ConfigOnly)]
    [InlineData("web-config", TemplateDifference.ConfigOnly)]
    [InlineData("web-settings", TemplateDifference.Changed)]
    [InlineData("web-config-facade", TemplateDifference.Changed)]
    public void Another_name_of_a_configmap_is_configuration_only_on_the_same_base(string map, TemplateDifference difference) =>
        Compare(Shapes.Template(map: map)).Difference.ShouldBe(difference);

    [Xunit.Fact]
    public void A_value_that_is_not_kept_still_shows_as_a_change()
    {
        var change = Compare(Shapes.Template(map: "web-config-7m8k2f4tbh", level: "debug"));
        change.Difference.ShouldBe(TemplateDifference.Changed);
        change.Paths.ShouldBe(["spec.containers[web].env[LEVEL].value"]);
    }

    [Xunit.Fact]
    public void A_new_image_is_named_with_the_old_one() =>
        Compare(Shapes.Template("registry.example/shop/web:2", "web-config-7m8k2f4tbh")).Images.ShouldBe([new ImageChange("web", Shapes.Image, "registry.example/shop/web:2")]);

    [Xunit.Fact]
    public void Containers_and_variables_in_another_order_are_the_same()
    {
        static object Two(bool turned)
        {
            var env = new[] { new { name = "A", value = "1" }, new { name = "B", value = "2" } };
            return new { spec = new { containers = new[] { new { name = "web", image = "x", env = turned ? [.. env.Reverse()] : env } } } };
        }

        Between(Two(false), Two(true)).Difference.ShouldBe(TemplateDifference.Unchanged);
    }

    private static TemplateChange Compare(object after) => Between(Before, after);

    private static TemplateChange Between(object before, object after) => TemplateDiff.Between(Read(before), Read(after));

    private static PodTemplate Read(object template) =>
        JsonSerializer.SerializeToElement(new { kind = "ReplicaSet", metadata = new { name = "x" }, spec = new { template } }).Deserialize(KubernetesJson.Default.ReplicaSet)!.Spec.Template;
}
