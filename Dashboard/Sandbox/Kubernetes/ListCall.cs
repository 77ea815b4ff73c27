using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>Lists, in pages when asked. All pages of one list are of the same moment; that moment is remembered for five minutes.</summary>
internal sealed class ListCall(ObjectStore store, TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);
    private const int Remembered = 64;

    private readonly ConcurrentDictionary<string, (IReadOnlyList<StoredObject> Items, long Version, DateTimeOffset Until)> _pages = new(StringComparer.Ordinal);

    public async Task RunAsync(HttpContext context, ApiPath path, Selector selector, Form form)
    {
        var kind = path.Kind!;
        IReadOnlyList<StoredObject> items;
        long version;
        var first = 0;
        if (context.Query("continue") is { } token)
        {
            if (!TryRead(token, out var id, out first) || !_pages.TryGetValue(id, out var page) || page.Until < time.GetUtcNow())
            {
                await Status.WriteAsync(context, Status.Expired("The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter."));
                return;
            }

            (items, version) = (page.Items, page.Version);
        }
        else
        {
            var snapshot = store.Read(kind);
            if (long.TryParse(context.Query("resourceVersion"), CultureInfo.InvariantCulture, out var wanted) && wanted > snapshot.Version)
            {
                await Status.WriteAsync(context, TooLarge(wanted, snapshot.Version));
                return;
            }

            (items, version) = ([.. snapshot.Items.Where(item => (path.Namespace.Length == 0 || item.Namespace == path.Namespace) && selector.Matches(item))], snapshot.Version);
        }

        var limit = context.Number("limit") is > 0 and var asked ? asked : int.MaxValue;
        IReadOnlyList<StoredObject> shown = first == 0 && limit >= items.Count ? items : [.. items.Skip(first).Take(limit)];
        var meta = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (first + shown.Count < items.Count)
        {
            meta["continue"] = Remember(items, version, first + shown.Count);
            if (selector.IsEverything)
                meta["remainingItemCount"] = items.Count - first - shown.Count;
        }

        await Answer.BytesAsync(context, form.Many(kind, shown, meta, time));
    }

    /// <summary>Forgets every list that is half read, so that its next page gets 410.</summary>
    public void Forget() => _pages.Clear();

    public static JsonObject TooLarge(long wanted, long current)
    {
        var cause = new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" };
        return Status.Of(504, "Timeout", $"Too large resource version: {wanted}, current: {current}",
            new JsonObject { ["causes"] = new JsonArray(cause), ["retryAfterSeconds"] = 1 });
    }

    private string Remember(IReadOnlyList<StoredObject> items, long version, int next)
    {
        var now = time.GetUtcNow();
        foreach (var old in _pages.Where(page => page.Value.Until < now).Select(page => page.Key))
            _pages.TryRemove(old, out _);
        if (_pages.Count >= Remembered && _pages.MinBy(page => page.Value.Until).Key is { } oldest)
            _pages.TryRemove(oldest, out _);
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        _pages[id] = (items, version, now + Memory);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{next}"));
    }

    private static bool TryRead(string token, out string id, out int next)
    {
        (id, next) = ("", 0);
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length) || Encoding.UTF8.GetString(bytes, 0, length).Split(':') is not [var first, var second])
            return false;
        id = first;
        return int.TryParse(second, CultureInfo.InvariantCulture, out next);
    }
}
