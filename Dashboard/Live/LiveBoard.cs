using System.Runtime.CompilerServices;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live.Detail;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>Takes what the engine says and has it ready for everybody. The engine's host publishes; all others read.</summary>
public sealed class LiveBoard : ILiveBoard
{
    private readonly TimeProvider _time;
    private readonly EstateInForce _estate;
    private readonly IReadOnlyList<ISourceHealth> _sources;
    private readonly ScenarioDetails _details;
    private readonly IScopeFigures? _figures;
    private readonly RecentChanges _changes = new();
    private readonly Lock _publishing = new();
    private EngineReport _engine;

    public LiveBoard(TimeProvider time, EstateInForce estate, IEnumerable<ISourceHealth> sources, ScenarioDetails details, IScopeFigures? figures = null)
    {
        _time = time;
        _estate = estate;
        _sources = [.. sources];
        _details = details;
        _figures = figures;
        _engine = BeforeTheFirstPass(Moment.Of(time));
        Broadcaster = new Broadcaster(time, Map(_engine));
    }

    /// <summary>For the stream and the hub.</summary>
    public Broadcaster Broadcaster { get; }

    public ScoreHistory History { get; } = new();

    public EngineReport Engine => Volatile.Read(ref _engine);

    public BoardReport Board => Broadcaster.Latest.Board with { SentAt = _time.GetUtcNow() };

    public IReadOnlyList<StreamHealth> Sources => [.. _sources.SelectMany(source => source.Streams)];

    /// <summary>Puts a pass of the engine on the board. Call it after every pass, also when nothing changed: it is what shows that the engine lives.</summary>
    public void Publish(EngineReport report)
    {
        lock (_publishing)
        {
            foreach (var change in TileChanges.Between(_engine, report))
                _changes.Note(change);
            History.Add(report);
            Volatile.Write(ref _engine, report);
            Broadcaster.Publish(Map(report));
        }
    }

    /// <summary>Remembers a fact for the last hour; it is seen with the next pass. The same fact again changes nothing.</summary>
    public void Note(Fact fact) => _changes.Note(fact);

    /// <summary>Takes back a tile's change that was kept over a restart.</summary>
    public void Note(VerdictChange change) => _changes.Note(change);

    public async IAsyncEnumerable<BoardReport> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var frame in Broadcaster.FollowAsync(cancellation))
            yield return frame.Board with { SentAt = _time.GetUtcNow() };
    }

    public async Task<ScenarioDetail?> DetailAsync(int number, CancellationToken cancellation)
    {
        var engine = Engine;
        var state = engine.Scenarios.FirstOrDefault(one => one.Seed.Number == number);
        return state is null ? null : await _details.ComposeAsync(state, engine, _changes.Until(engine.AsOf.Wall), cancellation);
    }

    private BoardReport Map(EngineReport report) =>
        BoardMapper.Board(report, _estate, BuildId.Current, Sources, _changes.Until(report.AsOf.Wall), _figures);

    /// <summary>Nothing is known, so nothing is healthy.</summary>
    private static EngineReport BeforeTheFirstPass(Moment now) =>
        new(0, now, new PlatformState(null, Status.Unknown, null, 0, 0, [], now), []);
}
