using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Text;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>How a watch ended.</summary>
internal enum WatchEnding
{
    /// <summary>The server closed it in good order, as it was asked to.</summary>
    Closed,

    /// <summary>The connection broke.</summary>
    Broke,

    /// <summary>It said nothing for too long.</summary>
    Silent,

    /// <summary>What it would resume from is too old: a new list is needed.</summary>
    Expired,

    /// <summary>It said something that cannot be used: what was missed is not known, so a new list is needed.</summary>
    Unusable,
}

/// <param name="Version">Where it stood at its end.</param>
/// <param name="Lived">How long it was open.</param>
/// <param name="Words">What happened, for people.</param>
internal sealed record WatchEnd(WatchEnding Ending, string Version, TimeSpan Lived, string Words);

/// <summary>Opens a watch and hands each change to the sink until it ends.</summary>
internal sealed class WatchSession<T>(ApiRequest watch, ResourceType<T> type, IObjectSink<T> sink, ApiClient client, StreamState state, FetchOptions options, TimeSpan silence, TimeProvider time, Func<double> random)
    where T : class, IKubernetesObject
{
    /// <exception cref="ApiFailure">The watch could not be opened.</exception>
    public async Task<WatchEnd> RunAsync(string version, CancellationToken cancel)
    {
        using var answer = await client.GetAsync(watch with { Path = Path(version) }, gzip: false, state.Requested, cancel);
        var opened = time.GetTimestamp();
        var place = new Place(version);
        state.Opened(version);
        using var quiet = new CancellationTokenSource(silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, quiet.Token);
        try
        {
            var (ending, words) = await PumpAsync(answer, place, quiet, either.Token);
            return End(ending, words);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return End(WatchEnding.Silent, $"the watch said nothing for {silence.TotalSeconds:0.#} s");
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            return End(WatchEnding.Broke, Words.Of(error, answer.RequestMessage?.RequestUri ?? new Uri("http://server")));
        }
        catch (Exception error) when (error is JsonException or LineTooLongException)
        {
            return End(WatchEnding.Unusable, $"the watch sent a line that cannot be used: {SafeText.Line(error.Message, 300)}");
        }
        finally
        {
            state.Closed();
        }

        WatchEnd End(WatchEnding ending, string words) => new(ending, place.Version, time.GetElapsedTime(opened), words);
    }

    private async Task<(WatchEnding, string)> PumpAsync(HttpResponseMessage answer, Place place, CancellationTokenSource quiet, CancellationToken cancel)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        var lines = new LineReader(body, options.MaxLineBytes);
        try
        {
            while (await lines.ReadAsync(cancel) is { } line)
            {
                quiet.CancelAfter(silence);
                if (!line.IsEmpty)
                {
                    var frame = WatchFrame<T>.Parse(line, type.Json);
                    if (frame.Error is { } error)
                        return Refusal(error);
                    if (!place.Moves(frame.Version!, out var moved))
                        return (WatchEnding.Unusable, $"the resourceVersion went back from {place.Version} to {SafeText.Line(frame.Version, 64)}");
                    Take(frame, moved);
                }

                lines.Done();
            }

            return (WatchEnding.Closed, "the server closed the watch");
        }
        finally
        {
            await lines.CompleteAsync();
        }
    }

    private void Take(WatchFrame<T> frame, bool moved)
    {
        if (frame is { Change: { } change, Item: { } item })
            sink.Apply(change, item);
        var objects = frame.Change switch { WatchKind.Added => 1, WatchKind.Deleted => -1, _ => 0 };
        state.Heard(objects, frame.Change is not null, moved);
    }

    private static (WatchEnding, string) Refusal(ApiStatus error)
    {
        var said = SafeText.Line(error.Message ?? error.Reason ?? "no reason given", 300);
        var expired = error.Code == 410 || error.Reason is "Expired" or "Gone" || Answers.IsTooNew(error.Code, error);
        return (expired ? WatchEnding.Expired : WatchEnding.Broke, $"the watch ended with an error {error.Code}: {said}");
    }

    private string Path(string version)
    {
        var seconds = options.WatchFrom.TotalSeconds + (options.WatchTo - options.WatchFrom).TotalSeconds * random();
        var path = $"{type.Path}?watch=true&allowWatchBookmarks=true&timeoutSeconds={Math.Max(1, (int)seconds)}&resourceVersion={Uri.EscapeDataString(version)}";
        return type.FieldSelector is null ? path : $"{path}&fieldSelector={Uri.EscapeDataString(type.FieldSelector)}";
    }

    /// <summary>Where a watch stands. Versions only ever grow; one that shrinks means another history, such as a restored backup.</summary>
    private sealed class Place(string version)
    {
        public string Version { get; private set; } = version;

        public bool Moves(string to, out bool moved)
        {
            moved = to != Version;
            if (moved && ulong.TryParse(to, out var after) && ulong.TryParse(Version, out var before) && after < before)
                return false;
            Version = to;
            return true;
        }
    }
}
