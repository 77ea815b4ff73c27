using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Client;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Faults;

/// <summary>A kubeconfig that cannot be used is a cause on the board and no end of the process; repaired, it is taken up by itself.</summary>
public sealed class KubeconfigFaultTests
{
    [Theory]
    [InlineData(null, "not found")]
    [InlineData("", "is empty")]
    [InlineData("\u0000\u0001{[ : - garbage", "is not valid YAML")]
    [InlineData("<!doctype html><html>sign in</html>", "")]
    [InlineData("apiVersion: v1\nkind: Config\ncontexts: []\nclusters: []\nusers: []\n", "has no context 'prod'")]
    public async Task A_bad_kubeconfig_is_named_on_the_board_and_its_repair_is_taken_up(string? content, string words)
    {
        var (bad, good) = ("", "");
        await using var watched = await Watched.StartAsync((data, cluster) =>
        {
            (bad, good) = (Path.Combine(data, "bad-kubeconfig"), cluster.Kubeconfig!);
            if (content is not null)
                File.WriteAllText(bad, content);
            return cluster with { Kubeconfig = bad };
        });
        await IsUnknownAsync(watched, bad, words);

        File.Copy(good, bad, overwrite: true);
        await watched.HealthyAsync();
    }

    [Xunit.Fact]
    public async Task A_missing_context_is_named_with_those_that_there_are()
    {
        await using var watched = await Watched.StartAsync((_, cluster) => cluster with { Context = "production" });
        await IsUnknownAsync(watched, "production", "it has: ");
        watched.Scenario(2).Because!.Message.ShouldContain("prod");
    }

    private static async Task IsUnknownAsync(Watched watched, string named, string words)
    {
        await Eventually.BeAsync(
            () => watched.Scenario(2) is { Status: Status.Unknown, Because: { Cause: UnknownCause.CollectorError } because } && because.Message.Contains(words) && because.Message.Contains(named),
            20, instead: () => $"{watched.Scenario(2).Because}");
        watched.Scenario(2).Because!.Message.ShouldContain($"cluster {Watched.Cluster}");
        watched.Pass().Platform.Status.ShouldBe(Status.Unknown);
        watched.IsAlive.ShouldBeTrue();
    }
}
