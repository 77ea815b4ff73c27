using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ApnaKart.Watch.Collectors.Text;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>What an answer that is not a success means, in words for people.</summary>
internal static class Answers
{
    private const int MostBytes = 8 * 1024;

    /// <summary>Reads a little of the body and says what the answer means for this request. Never throws for what the server sent.</summary>
    public static async Task<ApiFailure> FailureAsync(this HttpResponseMessage answer, ApiRequest request, FetchOptions options, TimeProvider time, CancellationToken cancel)
    {
        var body = await BodyAsync(answer, options, time, cancel);
        var status = Status(body);
        var said = status?.Message is { Length: > 0 } message ? $": {SafeText.Line(message, 400)}" : "";
        var retry = RetryAfter(answer.Headers.RetryAfter, options, time);
        var code = (int)answer.StatusCode;

        ApiFailure Make(FailureKind kind, string words) => new(kind, $"{request.Name}: {words}", retry);
        if (IsTooNew(code, status))
            return Make(FailureKind.Expired, $"the server does not know that resourceVersion yet (504){said}");
        return code switch
        {
            401 => Make(FailureKind.Unauthorized, $"the credentials are not accepted (401){said}"),
            403 => Make(FailureKind.Forbidden, $"not permitted to {request.Right} (403); grant it and this stream starts by itself{said}"),
            404 => Make(FailureKind.NotServed, $"this API server does not serve {request.Path.Split('?')[0]} (404)"),
            410 => Make(FailureKind.Expired, $"the resourceVersion is too old (410){said}"),
            429 => Make(FailureKind.Throttled, $"the API server asks to slow down (429){After(retry)}"),
            >= 300 and < 400 => Make(FailureKind.Unusable, $"answers with a redirect ({code}): a login page or a proxy stands before the API"),
            _ when IsPage(answer, body) => Make(code >= 500 ? FailureKind.Server : FailureKind.Unusable,
                $"answers {code} with a web page instead of an API answer: a proxy or a load balancer stands before it{After(retry)}"),
            >= 500 => Make(FailureKind.Server, $"answers {code} {answer.StatusCode}{After(retry)}{said}{(said.Length == 0 ? Excerpt(body) : "")}"),
            _ => Make(FailureKind.Unusable, $"answers {code} {answer.StatusCode}{said}{(said.Length == 0 ? Excerpt(body) : "")}"),
        };
    }

    /// <summary>Whether a successful answer is a web page all the same: a login page of a proxy.</summary>
    public static bool IsPage(this HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A replica that lags behind says 504 to a resourceVersion from the future; so does a cluster restored from a backup.</summary>
    public static bool IsTooNew(int code, ApiStatus? status) =>
        code == 504 && status?.Message?.Contains("large resource version", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsPage(HttpResponseMessage answer, string body) => answer.IsPage() || body.TrimStart().StartsWith('<');

    private static string After(TimeSpan? retry) => retry is { } pause ? $", and to come back in {pause.TotalSeconds:0.#} s" : "";

    private static string Excerpt(string body) => string.IsNullOrWhiteSpace(body) ? "" : $": {SafeText.Line(body.Trim(), 300)}";

    private static ApiStatus? Status(string body)
    {
        try
        {
            return body.TrimStart().StartsWith('{') ? JsonSerializer.Deserialize(body, ApiJson.Default.ApiStatus) : null;
        }
        catch (JsonException)
        {
            return null; // The excerpt of the body is shown instead.
        }
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, FetchOptions options, TimeProvider time)
    {
        var pause = header?.Delta ?? header?.Date - time.GetUtcNow();
        return pause switch
        {
            null => null,
            { } wait when wait < TimeSpan.Zero => TimeSpan.Zero,
            { } wait when wait > options.LongestRetryAfter => options.LongestRetryAfter,
            _ => pause,
        };
    }

    /// <summary>At most 8 KiB of the body, within the time of a probe; what came until then if it breaks off.</summary>
    public static async Task<string> BodyAsync(this HttpResponseMessage answer, FetchOptions options, TimeProvider time, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(options.Probe, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes);
        var length = 0;
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(either.Token);
            int read;
            while (length < MostBytes && (read = await stream.ReadAsync(buffer.AsMemory(length, MostBytes - length), either.Token)) > 0)
                length += read;
        }
        catch (Exception error) when (error is IOException or HttpRequestException || error is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            // The status code is what counts; the words of the body are an extra.
            _ = error;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
