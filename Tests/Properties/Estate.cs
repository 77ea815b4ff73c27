using ApnaKart.Watch.Collectors.Window;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Recordings;

namespace ApnaKart.Watch.Tests.Properties;

/// <summary>Two clusters on the real live window under the real engine with the real seeds, and beside them the plain truth of what was told.</summary>
internal sealed class Estate
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public static readonly IReadOnlyList<Scope> Places = [new("ap-south-1", "prod"), new("ap-southeast-1", "dr")];

    /// <summary>Every stream that a scenario that is built may need, and some that they do not.</summary>
    public static IReadOnlyList<string> Streams => Course.Streams;

    private readonly SplitTime _time = new();
    private readonly LiveWindow _window;
    private readonly Dictionary<(Scope, string), TimeSpan> _alive = [];
    private readonly HashSet<(Scope, string)> _listed = [];

    public Estate()
    {
        _window = new LiveWindow(_time);
        Engine = Course.Engine([.. Places]);
    }

    public ScenarioEngine Engine { get; }

    public Dictionary<Resource, Shape> Workloads { get; } = [];

    public Moment Now => Moment.Of(_time);

    public static string Name(int place) => Places[place].Cluster;

    public EngineReport Pass(out FrozenSignals signals)
    {
        (signals, var touched) = _window.Take(Now);
        return Engine.Pass(signals, touched);
    }

    /// <summary>Since a stream proved alive, if its list is in; else null.</summary>
    public TimeSpan? Age(Scope scope, string stream) =>
        _listed.Contains((scope, stream)) && _alive.TryGetValue((scope, stream), out var at) ? Now.Mono - at : null;

    public void Do(Step step)
    {
        switch (step)
        {
            case Step.AllWell(var place): All(place, stream => { Listed(place, stream); Alive(place, stream); }); break;
            case Step.AllAlive(var place): All(place, stream => Alive(place, stream)); break;
            case Step.OneAlive(var place, var stream): Alive(place, stream); break;
            case Step.Listed(var place, var stream): Listed(place, stream); break;
            case Step.Fails(var place, var stream, var cause): _window.Failed(Places[place], stream, cause, $"kubernetes/{Name(place)}: {stream}", $"{stream} fails"); break;
            case Step.Becomes(var place, var number, var shape): Become(Workload(place, number), shape); break;
            case Step.Goes(var place, var number): Workloads.Remove(Workload(place, number)); _window.Remove(Workload(place, number)); break;
            case Step.Passes(var seconds): _time.Pass(seconds); break;
            case Step.WallJumps(var hours): _time.JumpWall(hours); break;
            default: throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    private static void All(int place, Action<string> act)
    {
        foreach (var stream in Streams)
            act(stream);
        _ = place;
    }

    private void Alive(int place, string stream)
    {
        _alive[(Places[place], stream)] = Now.Mono;
        _window.Alive(Places[place], stream, Interval);
    }

    private void Listed(int place, string stream)
    {
        _listed.Add((Places[place], stream));
        _window.Complete(Places[place], stream);
    }

    /// <summary>Of different kinds, as each comes from another stream.</summary>
    private static Resource Workload(int place, int number) =>
        new(new[] { Kinds.Deployment, Kinds.StatefulSet, Kinds.Pod }[number], $"w{number}", "shop", Places[place].Cluster, Places[place].Region);

    private void Become(Resource workload, Shape shape)
    {
        Workloads[workload] = shape;
        _window.Put(workload, ShapeValues.Of(workload, shape, Now.Wall));
    }
}
