using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Estate;

namespace ApnaKart.Watch.Collectors.Sandbox.Iam;

/// <summary>The roles of the shop's programs, the webhook that hands them to pods, and what AWS says to who has the wrong one.</summary>
internal sealed class SimulatedIam(SimCluster cluster)
{
    public const string Annotation = "eks.amazonaws.com/role-arn";
    private const string Account = "111122223333";
    private const string Volume = "aws-iam-token";
    private const string Path = "/var/run/secrets/eks.amazonaws.com/serviceaccount";

    private readonly HashSet<string> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _denied = new(StringComparer.Ordinal);

    public static string ArnOf(string role) => $"arn:aws:iam::{Account}:role/{role}";

    /// <summary>Makes a workload's role and its service account.</summary>
    public void Add(WorkloadSeed seed)
    {
        _roles.Add(ArnOf(seed.Role));
        cluster.Create(ApiKinds.ServiceAccounts, new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = seed.Name, ["namespace"] = seed.Namespace, ["uid"] = Uid(seed), ["annotations"] = new JsonObject { [Annotation] = ArnOf(seed.Role) } },
        });
    }

    /// <summary>Takes an action from a role, or gives it back when <paramref name="action"/> is null.</summary>
    public void Deny(string role, string? action)
    {
        if (action is null)
            _denied.Remove(ArnOf(role));
        else
            _denied[ArnOf(role)] = action;
    }

    /// <summary>What the webhook adds to a pod whose service account names a role.</summary>
    public void Inject(JsonObject pod)
    {
        var name = pod.Text("spec", "serviceAccountName") ?? "default";
        if (pod["spec"] is not JsonObject spec || cluster.Store.Find(ApiKinds.ServiceAccounts, pod.Text("metadata", "namespace") ?? "", name)?.Json.Text("metadata", "annotations", Annotation) is not { } role)
            return;
        var token = new JsonObject { ["serviceAccountToken"] = new JsonObject { ["audience"] = "sts.amazonaws.com", ["expirationSeconds"] = 86400, ["path"] = "token" } };
        List(spec, "volumes").Add(new JsonObject { ["name"] = Volume, ["projected"] = new JsonObject { ["sources"] = new JsonArray(token), ["defaultMode"] = 420 } });
        foreach (var container in spec.Items("containers"))
        {
            List(container, "env").Add(new JsonObject { ["name"] = "AWS_ROLE_ARN", ["value"] = role });
            List(container, "env").Add(new JsonObject { ["name"] = "AWS_WEB_IDENTITY_TOKEN_FILE", ["value"] = $"{Path}/token" });
            List(container, "volumeMounts").Add(new JsonObject { ["name"] = Volume, ["readOnly"] = true, ["mountPath"] = Path });
        }
    }

    /// <summary>What the SDK says to a program with that role, or null when it may do what it needs.</summary>
    public string? Denial(WorkloadSeed seed, string? role)
    {
        if (role is null)
            return "loading the model: get credentials: NoCredentialProviders: no valid providers in chain";
        if (!_roles.Contains(role))
            return "loading the model: operation error STS: AssumeRoleWithWebIdentity, https response error StatusCode: 403, api error AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";
        return _denied.TryGetValue(role, out var action)
            ? $"loading the model: https response error StatusCode: 403, api error AccessDenied: User: arn:aws:sts::{Account}:assumed-role/{role[(role.LastIndexOf('/') + 1)..]}/botocore-session-1764032 is not authorized to perform: {action} on resource: \"arn:aws:s3:::apnakart-{seed.Name}/current\" because no identity-based policy allows the {action} action"
            : null;
    }

    // Made of the name and not thrown: the rest of the estate lives as it would without.
    private static string Uid(WorkloadSeed seed) => Guid.ParseExact(Dice.Digest($"{seed.Namespace}/{seed.Name}")[..32], "N").ToString("D");

    private static JsonArray List(JsonObject owner, string name)
    {
        if (owner[name] is not JsonArray list)
            owner[name] = list = [];
        return list;
    }
}
