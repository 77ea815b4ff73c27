using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

public sealed class EstateValidatorTests
{
    private static readonly ClusterOptions Prod = new() { Name = "prod", Kubeconfig = "~/.kube/config", Context = "prod" };

    [Fact]
    public void A_right_estate_and_no_estate_have_no_errors()
    {
        EstateValidator.Validate(new EstateOptions()).ShouldBeEmpty();
        EstateValidator.Validate(Estate(Region("ap-south-1", Prod), Region("ap-southeast-1", new ClusterOptions { Name = "dr", InCluster = true }))).ShouldBeEmpty();
        EstateValidator.Validate(new KubernetesOptions()).ShouldBeEmpty();
    }

    [Fact]
    public void Every_error_is_listed_with_its_key()
    {
        var estate = Estate(
            Region("ap-south-1", Prod, Prod with { Context = "other" }, new ClusterOptions { Name = "x; rm -rf /" }),
            Region("ap-south-1", Prod with { Name = "twin" }, new ClusterOptions { Name = "both", InCluster = true, Context = "c" }) with { Role = "spare" },
            Region("", new ClusterOptions { Kubeconfig = " " }));
        EstateValidator.Validate(estate).Select(error => error.ToString()).ShouldBe(
        [
            "Watch:Estate:Regions:1:Name: the region 'ap-south-1' is there twice; list its clusters under one entry",
            "Watch:Estate:Regions:1:Role: must be primary or standby, and is 'spare'",
            "Watch:Estate:Regions:2:Name: is missing",
            "Watch:Estate:Regions:0:Clusters:1:Name: the name 'prod' must be unique in the estate; Watch:Estate:Regions:0:Clusters:0:Name has it too",
            "Watch:Estate:Regions:0:Clusters:2:Name: may hold letters, digits, '-', '.' and '_', must begin with a letter or digit, and is 'x; rm -rf /'",
            "Watch:Estate:Regions:1:Clusters:0: reaches the same cluster as Watch:Estate:Regions:0:Clusters:0: each of them would count twice",
            "Watch:Estate:Regions:1:Clusters:1:InCluster: excludes Kubeconfig and Context: say one way to reach the cluster",
            "Watch:Estate:Regions:2:Clusters:0:Name: is missing",
            "Watch:Estate:Regions:2:Clusters:0:Kubeconfig: must be a path; leave it out for the usual places",
        ]);
    }

    [Fact]
    public void How_clusters_are_read_is_checked_too()
    {
        var options = new KubernetesOptions { ProbeSeconds = 0, SilenceSeconds = double.NaN, ConfigMapValueNamespaces = [""], NotProduction = ["ok", "(", ""] };
        EstateValidator.Validate(options).Select(error => error.Key).ShouldBe(
        [
            "Watch:Kubernetes:ProbeSeconds", "Watch:Kubernetes:SilenceSeconds", "Watch:Kubernetes:ConfigMapValueNamespaces:0", "Watch:Kubernetes:NotProduction:1", "Watch:Kubernetes:NotProduction:2",
        ]);
    }

    private static EstateOptions Estate(params RegionOptions[] regions) => new() { Regions = regions };

    private static RegionOptions Region(string name, params ClusterOptions[] clusters) => new() { Name = name, Clusters = clusters };
}
