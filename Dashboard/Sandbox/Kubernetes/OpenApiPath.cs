namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>An OpenAPI document without any definition: clients that check what they send against it find nothing to object to.</summary>
internal static class OpenApiPath
{
    public const string Path = "/openapi/v2";

    private const string Protobuf = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    public static async Task AnswerAsync(HttpContext context)
    {
        // Clients ask for the binary form, in which a document without members is a body without bytes.
        if (context.Request.Headers.Accept.ToString().Contains("protobuf", StringComparison.Ordinal))
            context.Response.ContentType = Protobuf;
        else
            await Answer.BytesAsync(context, "{\"swagger\":\"2.0\",\"info\":{\"title\":\"Kubernetes\",\"version\":\"1\"},\"paths\":{},\"definitions\":{}}"u8.ToArray());
    }
}
