using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Rules;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Scenarios;

public sealed class IamMisconfigurationTests
{
    private static readonly Resource Account = new(Kinds.ServiceAccount, "orders", "shop", FakeSignals.Prod.Cluster, FakeSignals.Prod.Region);

    private readonly FakeSignals _signals = new();

    public IamMisconfigurationTests()
    {
        _signals.Set(Known.Iam.Pods, Account, 4);
        _signals.Set(Known.Iam.DeniedWorkloads, Account, 0);
        _signals.Set(Known.Iam.WrongRolePods, Account, 0);
        _signals.Set(Known.Iam.RoleInvalid, Account, 0, ("role", "arn:aws:iam::111122223333:role/orders-s3"));
    }

    [Fact]
    public void An_account_without_a_denial_is_healthy_and_one_of_which_nothing_is_known_is_not()
    {
        Judge().Verdict.Score.ShouldBe(100);
        _signals.Unset(Known.Iam.DeniedWorkloads, Account);
        Judge().Verdict.Status.ShouldBe(Status.Unknown);
    }

    [Theory]
    [InlineData("R1", "AWS does not let orders take role orders-s3", 1.0)]
    [InlineData("R2", "AWS knows no identity provider", 1.0)]
    [InlineData("R3", "audience", 1.0)]
    [InlineData("R4", "AWS denies s3:GetObject to role orders-s3", 1.0)]
    [InlineData("R6", "found no credentials at all", 0.6)]
    [InlineData("R7", "AWS denies orders something", 0.6)]
    public void Each_denial_is_told_apart(string rule, string words, double match)
    {
        Denied(rule);
        var (judgement, verdict) = Judge();
        judgement.Headline.ShouldContain(words);
        verdict.Match.ShouldBe(match);
        verdict.Status.ShouldBe(Status.Degraded);
        judgement.Causes.Where(cause => cause.Key is "policyChanged" or "simulationDenies").ShouldAllBe(cause => cause.Share == null);
    }

    [Fact]
    public void Credentials_that_ran_out_are_no_missing_right()
    {
        Denied("R5");
        var (judgement, verdict) = Judge();
        verdict.Match.ShouldBe(0);
        judgement.RuledOut.Single(one => one.Instead).What.ShouldContain("clock");
    }

    [Fact]
    public void The_session_of_a_node_gives_the_fall_back_away()
    {
        Denied("R4", ("session", "i-0abc12345"));
        Judge().Judgement.Causes.Single(cause => cause.Key == "nodeRoleUsed").Share.ShouldBe(1);
        Denied("R4", ("session", "botocore-session-17"));
        Judge().Judgement.Causes.Single(cause => cause.Key == "nodeRoleUsed").Share.ShouldBeNull();
    }

    [Fact]
    public void Pods_without_the_role_are_critical_and_the_role_from_before_is_the_one_to_restore()
    {
        _signals.Set(Known.Iam.WrongRolePods, Account, 4, ("code", "I3"), ("pod", "orders-1"), ("podRole", "arn:aws:iam::111122223333:role/orders-old"), ("workload", "orders"), ("kind", "deployment"));
        _signals.Set(Known.Iam.RoleChanged, Account, 12, ("before", "arn:aws:iam::111122223333:role/orders-old"), ("after", "arn:aws:iam::111122223333:role/orders-s3"), ("at", "2026-11-23T08:59:48Z"));
        var (judgement, verdict) = Judge();
        verdict.Status.ShouldBe(Status.Critical);
        judgement.Headline.ShouldBe("orders: 4 of 4 pods do not have the role that it names; the account names orders-s3 since 08:59:48 UTC, before orders-old");
        judgement.Values["roleArn"].ShouldBe("arn:aws:iam::111122223333:role/orders-old");
    }

    [Fact]
    public void It_covers_the_workloads_that_suffer_in_its_own_namespace()
    {
        Denied("R4");
        var (mine, others, well) = (FakeSignals.Deployment("orders"), FakeSignals.Deployment("orders", "payments"), FakeSignals.Deployment("cart"));
        foreach (var workload in (Resource[])[mine, others, well])
            _signals.Workload(workload);
        _signals.Set(Known.Iam.WorkloadPods, mine, 2, ("accounts", "orders"));
        _signals.Set(Known.Iam.WorkloadPods, others, 2, ("accounts", "orders"));
        Judge().Judgement.Covers.ShouldBe([Account, mine]);
    }

    private void Denied(string rule, params (string, string)[] more) => _signals.Set(Known.Iam.DeniedWorkloads, Account, 1,
    [
        ("rule", rule), ("message", "AccessDenied: no"), ("role", "orders-s3"), ("action", "s3:GetObject"), ("workloads", "orders"), ("workload", "orders"), ("kind", "deployment"),
        ("pod", "orders-1"), ("since", "2026-11-23T08:59:50Z"), .. more,
    ]);

    private (Judgement Judgement, Verdict Verdict) Judge()
    {
        var seed = SeedFiles.Catalog[9];
        var judging = new Judging(seed, Account, _signals);
        new IamMisconfiguration().Judge(judging);
        var judgement = judging.Done();
        return (judgement, Verdicts.Of(judgement, seed.MatchFloor, judgement.Coverage, SeedFiles.Catalog.Scoring));
    }
}
