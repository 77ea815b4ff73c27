using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>Writes bodies. Large ones are compressed when the client takes gzip, as the real API does.</summary>
internal static class Answer
{
    private const int WorthCompressing = 128 * 1024;

    public static Task JsonAsync(HttpContext context, JsonNode body) => BytesAsync(context, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public static async Task TextAsync(HttpContext context, string body)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    public static async Task BytesAsync(HttpContext context, byte[] body)
    {
        var response = context.Response;
        response.ContentType = "application/json";
        if (body.Length < WorthCompressing || !context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, context.RequestAborted);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        response.Headers.Vary = "Accept-Encoding";
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(body, context.RequestAborted);
        response.ContentLength = packed.Length;
        packed.Position = 0;
        await packed.CopyToAsync(response.Body, context.RequestAborted);
    }

    public static string? Query(this HttpContext context, string name) => context.Request.Query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    public static bool Flag(this HttpContext context, string name) => context.Query(name) is "true" or "1";

    public static int? Number(this HttpContext context, string name) =>
        int.TryParse(context.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
