using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Collectors.Kubernetes.Ladder;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Client;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Ladder;

/// <summary>The ladder against a server on loopback that fails on demand.</summary>
public sealed class ProbeLadderTests
{
    private static readonly FetchOptions Fast = Rig.Fast with { Ladder = TimeSpan.FromSeconds(0.6), LadderConnect = TimeSpan.FromSeconds(0.6) };

    [Fact]
    public async Task Every_step_has_a_connection_of_its_own_and_livez_is_asked_without_credentials()
    {
        await using var server = await ProbeServer.StartAsync();
        var run = await ClimbAsync(server);
        run.Steps.Where(step => step.Ok is not null).ShouldAllBe(step => step.Ok == true);
        run.Served.ShouldBeTrue();
        run.Store!.Said.ShouldBe("uid-of-kube-system");
        server.Seen.Select(one => one.Connection).Distinct().Count().ShouldBe(4);
        server.Seen.Single(one => one.Path == "/livez").Authorized.ShouldBeFalse();
        server.Seen.Where(one => one.Path != "/livez").ShouldAllBe(one => one.Authorized);
    }

    [Fact]
    public async Task A_closed_listener_fails_at_the_connection_and_nothing_more_is_asked()
    {
        var server = await ProbeServer.StartAsync();
        await server.DisposeAsync();
        var run = await ClimbAsync(server);
        run.Served.ShouldBeFalse();
        run.Reached.ShouldBeFalse();
        run.Trouble.ShouldNotBeNull().ShouldSatisfyAllConditions(step => step.Step.ShouldBe(LadderSteps.Connect), step => step.Class.ShouldBe(ProbeClasses.Connect));
        run.Cached!.Ok.ShouldBeNull();
    }

    [Fact]
    public async Task A_store_that_hangs_leaves_the_cached_read_and_times_the_other_out()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Answer = async context =>
        {
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && !context.Request.Query.ContainsKey("resourceVersion"))
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            return false;
        };
        var run = await ClimbAsync(server);
        run.Served.ShouldBeTrue();
        run.Store.ShouldNotBeNull().Class.ShouldBe(ProbeClasses.Hang);
        run.Store!.Took.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.5));
    }

    [Theory]
    [InlineData(401, ProbeClasses.Unauthorized, true)]
    [InlineData(403, ProbeClasses.Forbidden, true)]
    [InlineData(429, ProbeClasses.Overload, false)]
    [InlineData(503, ProbeClasses.ServerError, false)]
    public async Task An_answer_that_is_a_refusal_is_told_apart_from_one_that_is_no_service(int code, string @class, bool served)
    {
        await using var server = await ProbeServer.StartAsync();
        server.Answer = context =>
        {
            context.Response.StatusCode = code;
            return Task.FromResult(context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal));
        };
        var run = await ClimbAsync(server);
        run.Cached.ShouldNotBeNull().Class.ShouldBe(@class);
        run.Served.ShouldBe(served);
        run.Reached.ShouldBeTrue();
    }

    [Fact]
    public async Task A_kubeconfig_that_is_not_there_is_a_finding_and_no_fault()
    {
        using var connector = new ApiConnector(new ClusterOptions { Name = "prod", Kubeconfig = "/nowhere/config" }, Fast, TimeProvider.System, () => 0);
        var run = await new ProbeLadder(connector, Fast, TimeProvider.System, () => { }).RunAsync(TestContext.Current.CancellationToken);
        run.Trouble.ShouldNotBeNull().Class.ShouldBe(ProbeClasses.Config);
    }

    private static async Task<LadderRun> ClimbAsync(ProbeServer server)
    {
        using var connector = new ApiConnector(new ClusterOptions { Name = "prod", Kubeconfig = server.Kubeconfig }, Fast, TimeProvider.System, () => 0);
        return await new ProbeLadder(connector, Fast, TimeProvider.System, () => { }).RunAsync(TestContext.Current.CancellationToken);
    }
}
