using System.Globalization;
using System.Text.Json;

namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>What was done in a recorded incident, and when its states were first and last to be seen in the data.</summary>
internal sealed class Timeline
{
    private readonly List<(DateTimeOffset At, string Kind, string Text)> _actions;
    private readonly List<(DateTimeOffset First, DateTimeOffset Last, string What)> _moments;

    private Timeline(JsonElement root)
    {
        _actions = [.. root.GetProperty("actions").EnumerateArray().Select(one => (Time(one, "t"), one.GetProperty("kind").GetString()!, one.GetProperty("text").GetString()!))];
        _moments = [.. root.GetProperty("moments").EnumerateArray().Select(one => (Time(one, "t"), Time(one, "last"), one.GetProperty("what").GetString()!))];
    }

    /// <summary>The first thing that was done.</summary>
    public DateTimeOffset Begin => _actions.Where(action => action.Kind == "change").Min(action => action.At);

    /// <summary>When the repair began.</summary>
    public DateTimeOffset Heal => _actions.Where(action => action.Kind == "heal").Min(action => action.At);

    public static Timeline Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return new Timeline(json.RootElement);
    }

    /// <summary>When a state was seen first.</summary>
    /// <exception cref="InvalidOperationException">It was never seen.</exception>
    public DateTimeOffset First(string what) => _moments.Where(one => one.What.StartsWith(what, StringComparison.Ordinal)).Min(one => one.First);

    /// <summary>When a state was seen last.</summary>
    /// <exception cref="InvalidOperationException">It was never seen.</exception>
    public DateTimeOffset Last(string what) => _moments.Where(one => one.What.StartsWith(what, StringComparison.Ordinal)).Max(one => one.Last);

    private static DateTimeOffset Time(JsonElement one, string name) => DateTimeOffset.Parse(one.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
