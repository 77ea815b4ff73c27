using System.IO.Compression;
using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Text;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>A page that was read and found to be sound.</summary>
/// <param name="Version">The resourceVersion of the list.</param>
/// <param name="Continue">The token for the next page; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string Version, string? Continue);

/// <summary>Lists one kind of object, page by page, parsing as the bytes come.</summary>
/// <param name="cached">Whether an answer from the server's watch cache will do.</param>
internal sealed class Lister<T>(string cluster, ResourceType<T> type, ApiClient client, FetchOptions options, TimeProvider time, Action counted, bool cached = false)
    where T : class, IKubernetesObject
{
    private const int FreshStarts = 3;

    /// <summary>Every object there is, and the resourceVersion to watch from. A list that expires between two pages is begun again.</summary>
    /// <exception cref="ApiFailure">The list is not complete; nothing of it may be used.</exception>
    public async Task<Page<T>> AllAsync(Action<int> progress, CancellationToken cancel)
    {
        for (var start = 1; ; start++)
        {
            try
            {
                return await OnceAsync(progress, cancel);
            }
            catch (ApiFailure failure) when (failure.Kind == FailureKind.Expired && start < FreshStarts)
            {
                progress(0);
            }
        }
    }

    /// <summary>One page.</summary>
    public async Task<Page<T>> PageAsync(int limit, string? token, CancellationToken cancel)
    {
        var request = new ApiRequest(cluster, type.Plural, "list", type.Group, Path(limit, token));
        using var answer = await client.GetAsync(request, gzip: true, counted, cancel);
        using var deadline = new CancellationTokenSource(options.PageBody, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
            await using var plain = answer.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(body, CompressionMode.Decompress) : body;
            return Sound(await JsonSerializer.DeserializeAsync(plain, ListPage<T>.Json(type.Json), either.Token), request, token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ApiFailure(FailureKind.Unreachable, $"{request.Name}: a page of the list was not complete within {options.PageBody.TotalSeconds:0.#} s");
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            throw new ApiFailure(FailureKind.Unusable, $"{request.Name}: the list is broken JSON: {SafeText.Line(error.Message, 300)}", inner: error);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw new ApiFailure(FailureKind.Unreachable, $"{request.Name}: the list broke off: {Words.Of(error, answer.RequestMessage?.RequestUri ?? new Uri("http://server"))}", inner: error);
        }
    }

    private async Task<Page<T>> OnceAsync(Action<int> progress, CancellationToken cancel)
    {
        var page = await PageAsync(options.PageSize, null, cancel);
        var version = page.Version;
        var all = new List<T>(page.Items);
        while (page.Continue is not null)
        {
            progress(all.Count);
            page = await PageAsync(options.PageSize, page.Continue, cancel);
            all.AddRange(page.Items);
            if (all.Count > options.MaxObjects)
                throw new ApiFailure(FailureKind.Unusable, $"cluster {cluster}, {type.Plural}: more than {options.MaxObjects} objects");
        }

        return new Page<T>(all, version, null);
    }

    private static Page<T> Sound(ListPage<T>? page, ApiRequest request, string? token)
    {
        ApiFailure Unsound(string words) => new(FailureKind.Unusable, $"{request.Name}: the list {words}");
        if (page?.Metadata?.ResourceVersion is not { Length: > 0 } version)
            throw Unsound("has no resourceVersion");
        var items = page.Items ?? [];
        if (items.Exists(item => !IsSound(item)))
            throw Unsound("holds an object without a name");
        var next = string.IsNullOrEmpty(page.Metadata.Continue) ? null : page.Metadata.Continue;
        if (next is not null && next == token)
            throw Unsound("continues at the place where it was");
        return new Page<T>(items.ConvertAll(item => item!), version, next);
    }

    /// <summary>Whether an object can be told from others: a source can leave out what the type says is always there.</summary>
    public static bool IsSound(T? item) => item?.Metadata is { Name.Length: > 0 };

    private string Path(int limit, string? token)
    {
        // The watch cache answers without a page limit, and costs the store nothing.
        var path = $"{type.Path}?{(cached ? "resourceVersion=0" : $"limit={limit}")}";
        if (type.FieldSelector is not null)
            path += $"&fieldSelector={Uri.EscapeDataString(type.FieldSelector)}";
        return token is null ? path : $"{path}&continue={Uri.EscapeDataString(token)}";
    }
}
