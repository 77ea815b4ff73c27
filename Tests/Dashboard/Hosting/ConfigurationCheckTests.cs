using ApnaKart.Watch.Dashboard.Hosting;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Hosting;

public sealed class ConfigurationCheckTests
{
    private static readonly WatchPaths Paths = new(Path.GetTempPath(), "seeds");

    [Fact]
    public void Nothing_configured_is_the_sandbox_and_no_error() => Check([]).ShouldBeEmpty();

    [Fact]
    public void The_example_of_the_documents_is_right() => Check(new()
    {
        ["Watch:Estate:Name"] = "apnakart",
        ["Watch:Estate:Regions:0:Name"] = "ap-south-1",
        ["Watch:Estate:Regions:0:Role"] = "primary",
        ["Watch:Estate:Regions:0:Clusters:0:Name"] = "prod",
        ["Watch:Estate:Regions:0:Clusters:0:Context"] = "prod",
        ["Watch:Estate:Regions:0:Aws:Profile"] = "",
        ["Watch:Estate:Regions:1:Name"] = "ap-southeast-1",
        ["Watch:Estate:Regions:1:Clusters:0:Name"] = "dr",
        ["Watch:Estate:Regions:1:Clusters:0:InCluster"] = "true",
        ["Watch:Estate:Dns:HostedZones:0"] = "apnakart.example",
        ["Watch:Store:Samples"] = "duckdb",
        ["Watch:Store:State"] = "sqlite",
    }).ShouldBeEmpty();

    [Theory]
    [InlineData("Watch:Estat:Name", "apnakart", "Watch:Estat")]
    [InlineData("Watch:Estate:Regions:0:Role", "spare", "Watch:Estate:Regions:0:Role", "Watch:Estate:Regions:0:Name")]
    [InlineData("Watch:Estate:Regions:0:Clusters:0:Kubeconfg", "x", "Watch:Estate:Regions:0:Clusters:0:Kubeconfg", "Watch:Estate:Regions:0:Name", "Watch:Estate:Regions:0:Clusters:0:Name")]
    [InlineData("Watch:Kubernetes:ProbeSeconds", "often", "Watch:Kubernetes:ProbeSeconds")]
    [InlineData("Watch:Kubernetes:ProbeSeconds", "0", "Watch:Kubernetes:ProbeSeconds")]
    [InlineData("Watch:Kubernetes:NotProduction:0", "^(ci", "Watch:Kubernetes:NotProduction:0")]
    [InlineData("Watch:Store:Samples", "paper", "Watch:Store:Samples")]
    [InlineData("urls", "5080", "urls")]
    [InlineData("urls", "http://127.0.0.1:5080;ftp://x", "urls")]
    public void Every_error_is_found_with_its_key(string key, string value, params string[] wrong) =>
        Check(new() { [key] = value }).Select(error => error.Key).ShouldBe(wrong, ignoreOrder: true);

    [Fact]
    public void Two_clusters_of_one_name_cannot_be_told_apart() => Check(new()
    {
        ["Watch:Estate:Regions:0:Name"] = "a",
        ["Watch:Estate:Regions:0:Clusters:0:Name"] = "prod",
        ["Watch:Estate:Regions:1:Name"] = "b",
        ["Watch:Estate:Regions:1:Clusters:0:Name"] = "prod",
    }).ShouldHaveSingleItem().ShouldBe(new ConfigurationError("Watch:Estate:Regions:1:Clusters:0:Name", "there is more than one cluster 'prod'"));

    [Fact]
    public void A_kubeconfig_that_is_not_there_is_named() => Check(new()
    {
        ["Watch:Estate:Regions:0:Name"] = "a",
        ["Watch:Estate:Regions:0:Clusters:0:Name"] = "prod",
        ["Watch:Estate:Regions:0:Clusters:0:Kubeconfig"] = "/no/such/kubeconfig",
    }).ShouldHaveSingleItem().Message.ShouldContain("/no/such/kubeconfig");

    private static IReadOnlyList<ConfigurationError> Check(Dictionary<string, string?> values) =>
        ConfigurationCheck.All(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), Paths);
}
