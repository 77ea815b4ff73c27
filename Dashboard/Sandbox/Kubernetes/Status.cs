using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>Refusals in the form of the Kubernetes API.</summary>
internal static class Status
{
    public static JsonObject Of(int code, string reason, string message, JsonObject? details = null)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
            ["reason"] = reason,
        };
        if (details is not null)
            status["details"] = details;
        status["code"] = code;
        return status;
    }

    public static JsonObject NotFound(string resource, string group, string name) => Of(404, "NotFound",
        $"{Qualified(resource, group)} \"{name}\" not found",
        new JsonObject { ["name"] = name, ["group"] = group, ["kind"] = resource });

    public static JsonObject NoSuchResource() => Of(404, "NotFound", "the server could not find the requested resource");

    public static JsonObject Expired(string message) => Of(410, "Expired", message);

    public static JsonObject Forbidden(ApiPath path, string verb)
    {
        var resource = path.Subresource is null ? path.Resource : $"{path.Resource}/{path.Subresource}";
        var group = path.Kind?.Group ?? "";
        var where = path.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{path.Namespace}\"";
        var name = path.Name is null ? "" : $" \"{path.Name}\"";
        return Of(403, "Forbidden",
            $"{Qualified(path.Resource, group)}{name} is forbidden: User \"watch\" cannot {verb} resource \"{resource}\" in API group \"{group}\" {where}",
            new JsonObject { ["group"] = group, ["kind"] = path.Resource });
    }

    public static async Task WriteAsync(HttpContext context, JsonObject status)
    {
        context.Response.StatusCode = status["code"]!.GetValue<int>();
        await Answer.JsonAsync(context, status);
    }

    private static string Qualified(string resource, string group) => group.Length == 0 ? resource : $"{resource}.{group}";
}
