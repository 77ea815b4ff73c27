using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

/// <summary>The objects behind <see cref="StubApi"/>, with one history of versions for all kinds, as etcd has it.</summary>
public sealed class StubStore
{
    private readonly Lock gate = new();
    private readonly List<(string Path, long Version, string Line)> history = [];
    private readonly Dictionary<(string Path, string Name), JsonObject> objects = [];
    private TaskCompletionSource changed = New();

    public long Version { get; private set; } = 1000;

    /// <summary>Creates or changes an object.</summary>
    public void Put(string path, string name) => Change(path, name, deleted: false);

    public void Delete(string path, string name) => Change(path, name, deleted: true);

    /// <summary>Sends a bookmark; without a step of the version it only proves a connection.</summary>
    public void Bookmark(string path, bool moves = true)
    {
        lock (gate)
        {
            Version += moves ? 1 : 0;
            Send(path, $$$$"""{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"{{{{Version}}}}"}}}""");
        }
    }

    /// <summary>Sends any line to the watches of a path.</summary>
    public void Raw(string path, string line)
    {
        lock (gate)
            Send(path, line);
    }

    public (IReadOnlyList<JsonObject> Items, long Version) List(string path)
    {
        lock (gate)
            return ([.. objects.Where(entry => entry.Key.Path == path).OrderBy(entry => entry.Key.Name, StringComparer.Ordinal).Select(entry => entry.Value)], Version);
    }

    /// <summary>All lines after a version, for ever.</summary>
    public async IAsyncEnumerable<string> WatchAsync(string path, long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        var next = 0;
        lock (gate)
            next = history.FindIndex(entry => entry.Version > after) is >= 0 and var at ? at : history.Count;
        while (true)
        {
            List<string> lines;
            Task more;
            lock (gate)
            {
                lines = [.. history.Skip(next).Where(entry => entry.Path == path).Select(entry => entry.Line)];
                next = history.Count;
                more = changed.Task;
            }

            foreach (var line in lines)
                yield return line;
            await more.WaitAsync(cancel);
        }
    }

    private void Change(string path, string name, bool deleted)
    {
        lock (gate)
        {
            Version++;
            var item = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop", ["uid"] = $"uid-{name}", ["resourceVersion"] = $"{Version}", ["managedFields"] = new JsonArray("noise") }, ["spec"] = new JsonObject { ["noise"] = true } };
            var type = deleted ? "DELETED" : objects.ContainsKey((path, name)) ? "MODIFIED" : "ADDED";
            if (deleted)
                objects.Remove((path, name));
            else
                objects[(path, name)] = item;
            Send(path, new JsonObject { ["type"] = type, ["object"] = item.DeepClone() }.ToJsonString());
        }
    }

    private void Send(string path, string line)
    {
        history.Add((path, Version, line));
        var waiting = changed;
        changed = New();
        waiting.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
