using ApnaKart.Watch.Dashboard.Hosting;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Hosting;

public sealed class ConfigurationCheckTests
{
    private static readonly WatchPaths Paths = new(Path.GetTempPath(), "seeds");

    [Fact]
    public void Nothing_configured_is_the_sandbox_and_no_error() => Keys([]).ShouldBeEmpty();

    [Fact]
    public void The_example_of_the_documents_is_right() => Keys(new()
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
    [InlineData("Watch:Kubernetes:ProbeSeconds", "0", "Watch:Kubernetes:ProbeSeconds")]
    [InlineData("Watch:Kubernetes:NotProduction:0", "^(ci", "Watch:Kubernetes:NotProduction:0")]
    [InlineData("Watch:Kubernetes:ProbeSeconds", "often", "Watch:Kubernetes:ProbeSeconds")]
    [InlineData("Watch:Store:Samples", "paper", "Watch:Store:Samples")]
    [InlineData("urls", "5080", "urls")]
    [InlineData("urls", "http://127.0.0.1:5080;ftp://x", "urls")]
    public void Every_error_is_found_with_its_key(string key, string value, params string[] wrong) =>
        Keys(new() { [key] = value }).ShouldBe(wrong, ignoreOrder: true);

    [Fact]
    public void Two_clusters_of_one_name_cannot_be_told_apart()
    {
        var error = ConfigurationCheck.All(Configuration(new()
        {
            ["Watch:Estate:Regions:0:Name"] = "a",
            ["Watch:Estate:Regions:0:Clusters:0:Name"] = "prod",
            ["Watch:Estate:Regions:0:Clusters:0:Context"] = "one",
            ["Watch:Estate:Regions:1:Name"] = "b",
            ["Watch:Estate:Regions:1:Clusters:0:Name"] = "prod",
            ["Watch:Estate:Regions:1:Clusters:0:Context"] = "two",
        }), Paths).ShouldHaveSingleItem();
        error.Key.ShouldBe("Watch:Estate:Regions:1:Clusters:0:Name");
        error.Message.ShouldContain("'prod'");
    }

    private static IEnumerable<string> Keys(Dictionary<string, string?> values) =>
        ConfigurationCheck.All(Configuration(values), Paths).Select(error => error.Key);

    private static IConfigurationRoot Configuration(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
