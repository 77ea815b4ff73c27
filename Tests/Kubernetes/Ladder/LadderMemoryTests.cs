using ApnaKart.Watch.Collectors.Kubernetes.Ladder;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Ladder;

public sealed class LadderMemoryTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly LadderMemory _memory = new(new Resource(Kinds.Cluster, "prod", "", "prod", "ap-south-1"), text => text);
    private int _run;
    private IReadOnlyList<Sample> _samples = [];

    [Fact]
    public void Failures_in_a_row_count_from_the_first_and_end_with_the_first_run_that_is_served()
    {
        Well(3);
        Climb(3, Step(LadderSteps.Connect, false, 0, ProbeClasses.Connect), StepResult.Skipped(LadderSteps.Cached));
        Value(Known.Api.FailuresInARow).ShouldBe(3);
        Sample(Known.Api.FailuresInARow).Detail!["since"].ShouldBe("2026-03-02T09:00:15Z");
        Sample(Known.Api.FailuresInARow).Detail!["step"].ShouldBe(LadderSteps.Connect);
        Value(Known.Api.FailedRatio).ShouldBe(0.5);
        Sample(Known.Api.FailedRatio).Detail!["reached"].ShouldBe("false");
        Well(1);
        Value(Known.Api.FailuresInARow).ShouldBe(0);
    }

    [Fact]
    public void A_minute_of_served_runs_forgets_what_was_before()
    {
        Climb(2, Step(LadderSteps.Cached, false, 503, ProbeClasses.ServerError));
        Well(12);
        Value(Known.Api.FailedRatio).ShouldBe(0);
        Value(Known.Api.ServerErrors).ShouldBe(0);
    }

    [Fact]
    public void One_slow_read_is_a_hiccup_and_three_of_five_are_a_slow_server()
    {
        Well(4);
        Climb(1, Read(LadderSteps.Cached, 2.5), Read(LadderSteps.Store, 2.5));
        Value(Known.Api.CachedRead)!.Value.ShouldBeLessThan(0.1);
        Climb(2, Read(LadderSteps.Cached, 2.5), Read(LadderSteps.Store, 2.5));
        Value(Known.Api.CachedRead).ShouldBe(2.5);
        Value(Known.Api.StoreGap).ShouldBe(0);
    }

    [Fact]
    public void A_store_read_that_hangs_while_cached_reads_work_shows_as_a_gap()
    {
        Climb(5, Read(LadderSteps.Cached, 0.005), Step(LadderSteps.Store, false, 0, ProbeClasses.Hang, 3.5));
        Value(Known.Api.StoreGap).ShouldBe(3.495);
        Value(Known.Api.FailedRatio).ShouldBe(0, "ordinary reads are served");
    }

    [Fact]
    public void Checks_of_a_server_that_starts_or_goes_are_no_failure_and_those_of_the_store_name_it()
    {
        Climb(1, Health("[+]ping ok\n[-]shutdown failed: reason withheld\n[-]poststarthook/rbac/bootstrap-roles failed: reason withheld\nreadyz check failed"), Read(LadderSteps.Cached, 0.005));
        Value(Known.Api.FailingChecks).ShouldBe(0);
        Sample(Known.Api.FailingChecks).Detail!["transient"].ShouldContain("shutdown");
        Value(Known.Api.StoreFails).ShouldBe(0);
        Climb(1, Health("[+]ping ok\n[-]etcd-readiness failed: reason withheld\nreadyz check failed"), Read(LadderSteps.Cached, 0.005));
        Value(Known.Api.FailingChecks).ShouldBe(1);
        Value(Known.Api.StoreFails).ShouldBe(1);
    }

    [Fact]
    public void Refused_credentials_are_answers_and_counted_apart()
    {
        Climb(4, Step(LadderSteps.Cached, false, 401, ProbeClasses.Unauthorized), Step(LadderSteps.Store, false, 401, ProbeClasses.Unauthorized));
        Value(Known.Api.AuthFailures).ShouldBe(4);
        Value(Known.Api.FailedRatio).ShouldBe(0);
    }

    [Fact]
    public void A_right_that_is_missing_is_an_answer_too()
    {
        Climb(4, Step(LadderSteps.Cached, false, 403, ProbeClasses.Forbidden), Step(LadderSteps.Store, false, 403, ProbeClasses.Forbidden));
        Value(Known.Api.FailedRatio).ShouldBe(0);
        Value(Known.Api.AuthFailures).ShouldBe(0);
    }

    [Fact]
    public void Nothing_is_said_of_reads_that_were_never_answered()
    {
        Climb(3, Step(LadderSteps.Dns, false, 0, ProbeClasses.Dns), StepResult.Skipped(LadderSteps.Cached), StepResult.Skipped(LadderSteps.Store));
        foreach (var signal in (Signal[])[Known.Api.CachedRead, Known.Api.StoreRead, Known.Api.StoreGap, Known.Api.ServerErrors, Known.Api.TurnedAway, Known.Api.AuthFailures, Known.Api.StoreFails])
            Value(signal).ShouldBeNull();
    }

    [Fact]
    public void Another_uid_of_kube_system_is_another_cluster()
    {
        Climb(2, Read(LadderSteps.Cached, 0.005), Read(LadderSteps.Store, 0.006) with { Said = "one" });
        Value(Known.Api.StateReplaced).ShouldBe(0);
        Climb(1, Read(LadderSteps.Cached, 0.005), Read(LadderSteps.Store, 0.006) with { Said = "two" });
        Value(Known.Api.StateReplaced).ShouldBe(1);
    }

    [Theory]
    [InlineData(500, "{\"kind\":\"Status\",\"message\":\"etcdserver: request timed out\"}", ProbeClasses.Store)]
    [InlineData(500, "{\"message\":\"rpc error: code = Unavailable desc = keepalive ping failed to receive ACK within timeout\"}", ProbeClasses.Store)]
    [InlineData(504, "{\"reason\":\"Timeout\"}", ProbeClasses.ServerError)]
    [InlineData(503, "", ProbeClasses.ServerError)]
    [InlineData(429, "", ProbeClasses.Overload)]
    [InlineData(401, "", ProbeClasses.Unauthorized)]
    [InlineData(403, "", ProbeClasses.Forbidden)]
    [InlineData(200, "{}", null)]
    public void Each_answer_has_its_class(int code, string body, string? expected) => StepClassifier.OfAnswer(code, body).ShouldBe(expected);

    private static StepResult Step(string name, bool ok, int code, string? @class, double seconds = 0.01) => new(name, ok, TimeSpan.FromSeconds(seconds), code, @class, ok ? "" : "trouble");

    private static StepResult Read(string name, double seconds) => new(name, true, TimeSpan.FromSeconds(seconds), 200);

    private static StepResult Health(string body) => new(LadderSteps.Readyz, false, TimeSpan.Zero, 500, ProbeClasses.ServerError) { Said = body };

    private void Well(int runs) => Climb(runs, Read(LadderSteps.Cached, 0.005), Read(LadderSteps.Store, 0.007));

    private void Climb(int runs, params StepResult[] steps)
    {
        for (; runs > 0; runs--, _run++)
            _samples = _memory.Add(new LadderRun(Begin.AddSeconds(5 * _run), TimeSpan.FromSeconds(5 * _run), "prod.example", steps));
    }

    private Sample Sample(Signal signal) => _samples.Single(sample => sample.Signal == signal);

    private double? Value(Signal signal) => _samples.FirstOrDefault(sample => sample.Signal == signal)?.Value;
}
