using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>One open watch: what changed since a version, then what changes, with a bookmark when nothing has for a while.</summary>
internal sealed class WatchCall(SimCluster cluster, TimeProvider time, HttpContext context, ApiPath path, Selector selector, Form form)
{
    private static readonly TimeSpan BookmarkEvery = TimeSpan.FromSeconds(50);
    private const int LongestSeconds = 1800;

    private readonly ApiKind _kind = path.Kind!;
    private readonly bool _bookmarks = context.Flag("allowWatchBookmarks");
    private readonly CancellationToken _gone = context.RequestAborted;

    public async Task RunAsync()
    {
        var asked = context.Query("resourceVersion");
        var position = long.TryParse(asked, CultureInfo.InvariantCulture, out var version) ? version : 0;
        if (position > cluster.Store.Version)
        {
            await Status.WriteAsync(context, ListCall.TooLarge(position, cluster.Store.Version));
            return;
        }

        context.Response.ContentType = "application/json";
        var initial = context.Flag("sendInitialEvents");
        if (position == 0 || initial)
            position = await SendAllAsync(initial);
        await context.Response.Body.FlushAsync(_gone);
        await FollowAsync(position, time.GetUtcNow() + TimeSpan.FromSeconds(Math.Clamp(context.Number("timeoutSeconds") ?? LongestSeconds, 1, LongestSeconds)));
    }

    private async Task<long> SendAllAsync(bool markEnd)
    {
        var snapshot = cluster.Store.Read(_kind);
        foreach (var item in snapshot.Items.Where(IsMine).Where(selector.Matches))
            await SendAsync("ADDED", form.One(item, time));
        if (markEnd && _bookmarks)
            await BookmarkAsync(snapshot.Version, initialEnd: true);
        return snapshot.Version;
    }

    private async Task FollowAsync(long position, DateTimeOffset end)
    {
        var (drops, bookmarkAt) = (cluster.Faults.Drops, time.GetUtcNow() + BookmarkEvery);
        while (true)
        {
            var faultChange = cluster.Faults.NextChangeAsync();
            var fault = cluster.Faults.For(_kind.Plural);
            if (cluster.Faults.Drops != drops)
            {
                // A dropped connection ends without a last chunk; an expired history ends the watch properly.
                if (fault == ApiFault.Drop)
                    context.Abort();
                return;
            }

            if (fault == ApiFault.Garbage)
            {
                await context.Response.WriteAsync("{\"type\":\"MODIFIED\",\"object\":{\"kind\":<html>\n", _gone);
                return;
            }

            var silent = fault == ApiFault.Silence;
            if (!silent)
            {
                var history = cluster.Store.Since(_kind, position);
                if (history.Changes is null)
                {
                    await SendAsync("ERROR", Encoding.UTF8.GetBytes(TooOld(position, history.Floor).ToJsonString()));
                    return;
                }

                await SendChangesAsync(history.Changes);
                position = history.Version;
                if (_bookmarks && time.GetUtcNow() is var now && (now >= bookmarkAt || now >= end))
                {
                    await BookmarkAsync(position, initialEnd: false);
                    bookmarkAt = now + BookmarkEvery;
                }

                await context.Response.Body.FlushAsync(_gone);
            }

            if (time.GetUtcNow() >= end)
                return;
            using var done = CancellationTokenSource.CreateLinkedTokenSource(_gone);
            var change = silent ? faultChange : cluster.Store.ChangedAfterAsync(_kind, position);
            await Task.WhenAny(faultChange, change, Task.Delay(Left(_bookmarks && bookmarkAt < end ? bookmarkAt : end), time, done.Token));
            await done.CancelAsync();
            _gone.ThrowIfCancellationRequested();
        }
    }

    private async Task SendChangesAsync(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes.Where(change => IsMine(change.Object)))
        {
            if (change.SeenThrough(selector) is { } seen)
                await SendAsync(seen.ToString().ToUpperInvariant(), form.One(change.Object, time));
        }
    }

    private bool IsMine(StoredObject item) => (path.Namespace.Length == 0 || item.Namespace == path.Namespace) && (path.Name is null || item.Name == path.Name);

    private async Task SendAsync(string type, byte[] json)
    {
        await context.Response.WriteAsync($"{{\"type\":\"{type}\",\"object\":", _gone);
        await context.Response.Body.WriteAsync(json, _gone);
        await context.Response.Body.WriteAsync("}\n"u8.ToArray(), _gone);
    }

    private Task BookmarkAsync(long version, bool initialEnd)
    {
        var meta = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null };
        if (initialEnd)
            meta["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        var mark = new JsonObject { ["kind"] = _kind.Kind, ["apiVersion"] = _kind.ApiVersion, ["metadata"] = meta };
        return SendAsync("BOOKMARK", Encoding.UTF8.GetBytes(mark.ToJsonString()));
    }

    private TimeSpan Left(DateTimeOffset until) => until - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);

    // Events are not cached by the real API server, which therefore words it differently.
    private JsonObject TooOld(long version, long floor) => Status.Expired(_kind == ApiKinds.Events
        ? "The resourceVersion for the provided watch is too old."
        : $"too old resource version: {version} ({floor})");
}
