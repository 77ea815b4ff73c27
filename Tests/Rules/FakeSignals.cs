using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Rules;

/// <summary>A hand-made picture for rules: what is not said is not known.</summary>
internal sealed class FakeSignals : ISignals
{
    private readonly Dictionary<(Signal, Resource), (double Value, Dictionary<string, string> Detail)> _values = [];
    private readonly HashSet<Resource> _resources = [];

    public static readonly Scope Prod = new("ap-south-1", "prod");
    public static readonly Scope Dr = new("ap-southeast-1", "dr");

    public Moment Now { get; set; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1));

    public Func<Scope, string, Coverage> Streams { get; set; } = (_, _) => Fresh;

    public static Coverage Fresh { get; } = new(Freshness.Fresh, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), null);

    public static Coverage Aged(Freshness freshness, UnknownCause cause = UnknownCause.SourceDown) =>
        new(freshness, freshness == Freshness.Lost ? TimeSpan.MaxValue : TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15),
            new Unknown(cause, "kubernetes/prod: pods", "connection refused", default));

    public static Resource Deployment(string name, string @namespace = "shop", Scope? scope = null) =>
        new(Kinds.Deployment, name, @namespace, (scope ?? Prod).Cluster, (scope ?? Prod).Region);

    public FakeSignals Set(Signal signal, Resource resource, double value, params (string Key, string Value)[] detail)
    {
        _resources.Add(resource);
        _values[(signal, resource)] = (value, detail.ToDictionary(pair => pair.Key, pair => pair.Value));
        return this;
    }

    public FakeSignals Unset(Signal signal, Resource resource)
    {
        _values.Remove((signal, resource));
        return this;
    }

    /// <summary>A workload of <paramref name="desired"/> pods that is well, apart from <paramref name="missing"/> ones.</summary>
    public FakeSignals Workload(Resource resource, int desired = 4, int missing = 0)
    {
        Set(Known.Workload.Desired, resource, desired);
        Set(Known.Workload.Ready, resource, desired - missing);
        Set(Known.Workload.Minimum, resource, Math.Max(1, desired - 1));
        Set(Known.Workload.BelowMinimum, resource, Math.Max(0, missing - 1));
        Set(Known.Workload.RolloutStuck, resource, 0);
        Set(Known.Workload.Production, resource, 1);
        Set(Known.Crash.LoopingPods, resource, 0);
        return Set(Known.ImagePull.FailingPods, resource, 0);
    }

    public void Remove(Resource resource)
    {
        _resources.Remove(resource);
        foreach (var key in _values.Keys.Where(key => key.Item2 == resource).ToList())
            _values.Remove(key);
    }

    public void Advance(double seconds) => Now = new Moment(Now.Wall.AddSeconds(seconds), Now.Mono + TimeSpan.FromSeconds(seconds));

    public IReadOnlyCollection<Resource> Resources(Scope scope, string kind) =>
        [.. _resources.Where(resource => resource.Scope == scope && resource.Kind == kind)];

    public IReadOnlyCollection<Resource> Everywhere(string kind) => [.. _resources.Where(resource => resource.Kind == kind)];

    public bool Exists(Resource resource) => _resources.Contains(resource);

    public Reading Read(Signal signal, Resource resource)
    {
        var coverage = signal.Streams.Select(stream => Coverage(resource.Scope, stream)).Aggregate(ApnaKart.Watch.Rules.Signals.Coverage.Worst);
        return _values.TryGetValue((signal, resource), out var one) ? new Reading(one.Value, one.Detail, coverage) : new Reading(null, new Dictionary<string, string>(), coverage);
    }

    public Coverage Coverage(Scope scope, string stream) => Streams(scope, stream);

    public IReadOnlyList<Fact> Facts(Resource resource) => [];
}
