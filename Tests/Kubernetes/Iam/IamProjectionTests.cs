using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Kubernetes.Iam;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Kubernetes.Projections;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Iam;

public sealed class IamProjectionTests
{
    private const string Role = "arn:aws:iam::111122223333:role/web-s3";
    private const string NodeRole = "AccessDenied: User: arn:aws:sts::111122223333:assumed-role/eks-node-web/i-0abc12345 is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::web/x";

    private static readonly Resource Account = new(Kinds.ServiceAccount, "web", "shop", "c1", "ap-south-1");

    private readonly TestCluster _cluster = new TestCluster().Listed(Streams.Pods, Streams.ServiceAccounts);

    [Theory]
    [InlineData("api error AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity", "R1")]
    [InlineData("InvalidIdentityToken: No OpenIDConnect provider found in your account for https://oidc.eks", "R2")]
    [InlineData("InvalidIdentityToken: Incorrect token audience", "R3")]
    [InlineData(NodeRole, "R4")]
    [InlineData("ExpiredTokenException: The security token included in the request is expired", "R5")]
    [InlineData("NoCredentialProviders: no valid providers in chain", "R6")]
    [InlineData("An error occurred (AccessDeniedException) when calling the GetParameter operation", "R7")]
    [InlineData("pods is forbidden: User \"system:serviceaccount:shop:web\" cannot list resource \"pods\" in API group \"\"", null)]
    [InlineData("dial tcp: lookup sts.ap-south-1.amazonaws.com: i/o timeout", null)]
    [InlineData("ThrottlingException: Rate exceeded", null)]
    [InlineData("Access denied for user 'web'@'10.0.0.1' (using password: YES)", null)]
    public void Denials_are_told_apart_and_others_are_none(string text, string? rule) =>
        (DenialWords.In($"info  starting\n{text}\n")?.Rule).ShouldBe(rule);

    [Fact]
    public void A_refusal_by_Kubernetes_is_no_denial_by_AWS() =>
        DenialWords.In("pods is forbidden: User \"system:serviceaccount:shop:web\" cannot list resource \"pods\" in API group \"\": AccessDenied").ShouldBeNull();

    [Fact]
    public void The_last_words_of_a_pod_are_decoded_for_its_account_and_its_workload()
    {
        Put("web-a-1", Role, Shapes.Waiting("CrashLoopBackOff", restarts: 3, last: Shapes.End(-12, -10, message: $"info  starting\nfatal {NodeRole}\n")), ready: false);
        Put("web-a-2", Role);
        var signals = See(2);
        var denied = signals.Read(Known.Iam.DeniedWorkloads, Account);
        (denied.Value, denied["rule"], denied["role"], denied["session"], denied["action"], denied["resource"]).ShouldBe((1d, "R4", "eks-node-web", "i-0abc12345", "s3:GetObject", "arn:aws:s3:::web/x"));
        denied["since"].ShouldBe(TestCluster.At(-10));
        signals.Read(Known.Iam.WorkloadPods, TestCluster.Resource("web"))["accounts"].ShouldBe("web");
        signals.Read(Known.Iam.WrongRolePods, Account).Value.ShouldBe(0);

        See(700).Read(Known.Iam.DeniedWorkloads, Account).Value.ShouldBe(0, "words of more than ten minutes ago say nothing of now");
    }

    [Fact]
    public void Pods_are_measured_against_the_role_that_their_account_names()
    {
        Put("web-a-1", Role);
        Put("web-a-2", null);
        var wrong = See(2).Read(Known.Iam.WrongRolePods, Account);
        (wrong.Value, wrong["code"], wrong["pod"]).ShouldBe((1d, "I1", "web-a-2"));

        Name("arn:aws:iam::111122223333:role/web-s4");
        var signals = See(4);
        wrong = signals.Read(Known.Iam.WrongRolePods, Account);
        (wrong.Value, wrong["code"], wrong["podRole"]).ShouldBe((2d, "I3", Role));
        signals.Read(Known.Iam.RoleChanged, Account)["before"].ShouldBe(Role);

        Name(Role);
        signals = See(6);
        signals.Read(Known.Iam.WrongRolePods, Account).Value.ShouldBe(1);
        signals.Read(Known.Iam.RoleChanged, Account).Value.ShouldBeNull("what is taken back is as if it had never been");
    }

    [Fact]
    public void A_role_that_is_none_is_told_and_an_account_without_one_is_no_trouble()
    {
        Put("web-a-1", Role);
        Name("web-s3");
        See(2).Read(Known.Iam.RoleInvalid, Account).Value.ShouldBe(1);
        _cluster.Put(new { kind = "ServiceAccount", metadata = new { name = "web" } });
        var signals = See(4);
        signals.Read(Known.Iam.RoleInvalid, Account).Value.ShouldBeNull();
        signals.Read(Known.Iam.WrongRolePods, Account).Value.ShouldBe(0);
    }

    [Fact]
    public void Without_accounts_what_pods_should_have_is_not_known()
    {
        var cluster = new TestCluster().Listed(Streams.Pods);
        cluster.Put(Shapes.Deployment());
        cluster.Put(Shapes.ReplicaSet("web-a"));
        cluster.Put(Shapes.Pod("web-a-1"));
        var account = Account with { Name = "default" };
        cluster.See().Read(Known.Iam.DeniedWorkloads, account).Value.ShouldBe(0);
        cluster.See().Read(Known.Iam.WrongRolePods, account).Value.ShouldBeNull();
    }

    private ApnaKart.Watch.Collectors.Window.FrozenSignals See(double second)
    {
        _cluster.To(second);
        return _cluster.See();
    }

    private void Name(string role) => _cluster.Put(new { kind = "ServiceAccount", metadata = new { name = "web", annotations = new Dictionary<string, string> { ["eks.amazonaws.com/role-arn"] = role } } });

    private void Put(string name, string? role, object? status = null, bool ready = true)
    {
        _cluster.Put(Shapes.Deployment());
        _cluster.Put(Shapes.ReplicaSet("web-a"));
        Name(Role);
        var pod = System.Text.Json.JsonSerializer.SerializeToNode(Shapes.Pod(name, status, ready: ready))!;
        pod["spec"]!["serviceAccountName"] = "web";
        if (role is not null)
            pod["spec"]!["containers"]![0]!["env"] = new JsonArray(new JsonObject { ["name"] = "AWS_ROLE_ARN", ["value"] = role }, new JsonObject { ["name"] = "AWS_WEB_IDENTITY_TOKEN_FILE", ["value"] = "/x" });
        _cluster.Put(pod);
    }
}
