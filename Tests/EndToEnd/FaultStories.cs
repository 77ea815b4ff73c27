using ApnaKart.Watch.Dashboard.Api;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>A Kubernetes API that misbehaves: the board says what it does not know and why, and is well again by itself.</summary>
[Collection(Stage.Name)]
public sealed class FaultStories(Stage stage)
{
    private const int UnknownWithin = 40;

    private static readonly int[] Judged = [2, 4];

    private Calls Calls => stage.Watch.Calls;

    /// <summary>The two clusters are two lanes: a missing right is asked for again after a minute only.</summary>
    [Fact]
    public async Task Each_fault_makes_its_cluster_unknown_and_names_it_and_passes_by_itself()
    {
        await stage.QuietAsync();

        await Task.WhenAll(ProductionAsync(), StandbyAsync());

        await stage.QuietAsync();
    }

    private async Task ProductionAsync()
    {
        await TellAsync("prod", "refuse", "sourceDown", "connection refused", cut: false);
        await TellAsync("prod", "unauthorized", "denied", "401");
        await TellAsync("prod", "throttle", "throttled", "429");
        await TellAsync("prod", "garbage", "collectorError", "is an invalid start of a value");
    }

    private async Task StandbyAsync()
    {
        await DeniedAsync("dr");
        await TellAsync("dr", "hang", "sourceDown", "did not answer", cut: false);
        await TellAsync("dr", "error", "sourceDown", "500");
    }

    /// <param name="cut">Whether open watches are cut first: a real server, too, answers only new requests so.</param>
    private async Task TellAsync(string cluster, string fault, string cause, string words, bool cut = true)
    {
        if (cut)
            await Calls.FaultAsync(cluster, "drop");
        await Calls.FaultAsync(cluster, fault);

        foreach (var number in Judged)
        {
            var tile = await Calls.UntilAsync(number, tile => IsUnknown(tile, cluster, cause), UnknownWithin, $"{fault}: tile {number} is unknown in {cluster}: {cause}");
            tile.Status.ShouldBe("unknown", fault);
            tile.Score.ShouldBeNull(fault);
            tile.UnknownBecause.ShouldNotBeNull(fault);
            Says(In(tile, cluster), cluster, words, fault);
        }
        var board = await Calls.BoardAsync();
        board.Platform.Status.ShouldNotBe("healthy", fault);
        board.Sources.Single(source => source.Name == $"kubernetes/{cluster}").Status.ShouldNotBe("ok", fault);

        await WellAgainAsync(cluster, fault, Judged);
    }

    /// <summary>Without the right to one kind of object, only what needs that kind is not known.</summary>
    private async Task DeniedAsync(string cluster)
    {
        await Calls.FaultAsync(cluster, "drop");
        await Calls.FaultAsync(cluster, "none");
        await Calls.FaultAsync(cluster, "forbidden", "configmaps");

        var tile = await Calls.UntilAsync(2, tile => IsUnknown(tile, cluster, "denied"), UnknownWithin, $"forbidden: tile 2 is unknown in {cluster}");
        Says(In(tile, cluster), cluster, "configmaps", "forbidden");
        In(await Calls.TileAsync(4), cluster).Status.ShouldBe("healthy");

        await WellAgainAsync(cluster, "forbidden", 2);
    }

    private async Task WellAgainAsync(string cluster, string fault, params int[] numbers)
    {
        await Calls.FaultAsync(cluster, "none");
        await Calls.FaultAsync(cluster, "none", "configmaps");
        foreach (var number in numbers)
            await Calls.UntilAsync(number, tile => In(tile, cluster).Status == "healthy", 75, $"{fault}: tile {number} is well again in {cluster}");
    }

    private static void Says(ScopeReport scope, string cluster, string words, string fault)
    {
        var why = scope.UnknownBecause.ShouldNotBeNull(fault);
        why.Source.ShouldStartWith($"kubernetes/{cluster}: ", customMessage: fault);
        why.Message.ShouldStartWith($"cluster {cluster}, ", customMessage: fault);
        why.Message.ShouldContain(words, Case.Insensitive, fault);
    }

    /// <summary>With the cause that is meant: a watch that was cut says so until its next request is answered.</summary>
    private static bool IsUnknown(ScenarioReport tile, string cluster, string cause) =>
        In(tile, cluster) is { Status: "unknown", UnknownBecause: { } why } && why.Cause == cause;

    private static ScopeReport In(ScenarioReport tile, string cluster) => tile.Scopes.Single(scope => scope.Cluster == cluster);
}
