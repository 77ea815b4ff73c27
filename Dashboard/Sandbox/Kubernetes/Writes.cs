using System.Text.Json;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;
using ApnaKart.Watch.Collectors.Sandbox.Edits;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>Refuses whatever changes the cluster, but for the few things that runbooks ask for: edit a ConfigMap, a Service or a policy, change a template, scale, delete a pod or a policy.</summary>
internal sealed class Writes(SimCluster cluster, TimeProvider time)
{
    private static readonly ApiKind[] Editable = [ApiKinds.ConfigMaps, ApiKinds.Deployments, ApiKinds.StatefulSets, ApiKinds.DaemonSets, ApiKinds.Hpas, ApiKinds.Services, ApiKinds.NetworkPolicies];
    private static readonly ApiKind[] Deletable = [ApiKinds.Pods, ApiKinds.NetworkPolicies];

    /// <summary>Verbs beyond reading that a client may use.</summary>
    public static IEnumerable<string> VerbsOf(ApiKind kind) =>
        [.. Editable.Contains(kind) ? ["patch", "update"] : Array.Empty<string>(), .. Deletable.Contains(kind) ? ["delete"] : Array.Empty<string>()];

    public async Task AnswerAsync(HttpContext context, ApiPath path)
    {
        var (method, kind) = (context.Request.Method, path.Kind!);
        if (!LoopbackGuard.Allows(context.Request))
            await Status.WriteAsync(context, Status.Of(403, "Forbidden", "changes are taken from this machine only: the Host must be a loopback name and there must be no foreign Origin"));
        else if (HttpMethods.IsDelete(method) && kind == ApiKinds.NetworkPolicies && path is { Name: not null, Subresource: null })
            await ShowAsync(context, path, OperatorEdits.DeletePolicy(cluster, $"{path.Namespace}/{path.Name}"));
        else if (HttpMethods.IsDelete(method) && kind == ApiKinds.Pods && path is { Name: not null, Subresource: null })
            await ShowAsync(context, path, OperatorEdits.DeletePod(cluster, $"{path.Namespace}/{path.Name}"));
        else if ((HttpMethods.IsPatch(method) || HttpMethods.IsPut(method)) && Editable.Contains(kind) && path.Name is not null)
            await EditAsync(context, path);
        else if (HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method) || HttpMethods.IsDelete(method))
            await Status.WriteAsync(context, Status.Forbidden(path, Verb(method, path)));
        else
            await Status.WriteAsync(context, Status.Of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource"));
    }

    private async Task EditAsync(HttpContext context, ApiPath path)
    {
        var scale = path.Subresource == "scale" && Scales.Has(path.Kind!);
        if (path.Subresource is not null && !scale)
        {
            await Status.WriteAsync(context, Status.Forbidden(path, Verb(context.Request.Method, path)));
            return;
        }

        try
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var put = HttpMethods.IsPut(context.Request.Method);
            JsonObject Edit(JsonObject json) => put ? body as JsonObject ?? throw new FormatException("an object is expected") : Patching.Apply(json, context.Request.ContentType, body);
            Func<JsonObject, JsonObject> edit = scale ? json => Scaled(json, Edit) : json => ((JsonObject)Edit(json).DeepClone());
            var item = context.Query("dryRun") is not null
                ? cluster.Store.Find(path.Kind!, path.Namespace, path.Name!)
                : OperatorEdits.Change(cluster, path.Kind!, $"{path.Namespace}/{path.Name}", Manager(context), edit);
            if (scale && item is not null)
                await Answer.JsonAsync(context, Scales.Of(item));
            else
                await ShowAsync(context, path, item);
        }
        catch (EditConflictException error)
        {
            await Status.WriteAsync(context, Status.Of(409, "Conflict", $"Operation cannot be fulfilled on {path.Resource} \"{path.Name}\": {error.Message}"));
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            await Status.WriteAsync(context, Status.Of(400, "BadRequest", error.Message));
        }
    }

    private static JsonObject Scaled(JsonObject json, Func<JsonObject, JsonObject> edit)
    {
        var scale = edit(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = json.Number("spec", "replicas") } });
        var copy = json.Copy();
        copy["spec"]!["replicas"] = scale.Number("spec", "replicas") is { } replicas ? replicas : throw new FormatException("spec.replicas must be a whole number");
        return copy;
    }

    private async Task ShowAsync(HttpContext context, ApiPath path, StoredObject? item)
    {
        if (item is null)
            await Status.WriteAsync(context, Status.NotFound(path.Resource, path.Kind!.Group, path.Name!));
        else
            await Answer.BytesAsync(context, (Form.Asked(context) ?? new Form(false, false, "")).One(item, time));
    }

    // As the API server does: the manager that the client names, else the first word of its user agent.
    private static string Manager(HttpContext context) =>
        context.Query("fieldManager") ?? context.Request.Headers.UserAgent.ToString().Split('/', ' ')[0] switch { "" => "unknown", var agent => agent };

    private static string Verb(string method, ApiPath path) => method.ToUpperInvariant() switch
    {
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        _ => path.Name is null ? "deletecollection" : "delete",
    };
}
