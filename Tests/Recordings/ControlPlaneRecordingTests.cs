using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Tests.Scenarios;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Recordings;

/// <summary>
/// Scenarios 1 and 13 over every recording. What was decided where a recording shows less than three families: a store that
/// hangs together with the requests that need it is certain; a webhook that blocks pods nearly so; controllers that stand still
/// and leave work undone are 13 alone, and degraded. Leases that are merely late after a restart of the server are nothing.
/// </summary>
public sealed class ControlPlaneRecordingTests
{
    private static readonly HashSet<string> Positives =
        ["01-apiserver-down", "13-controller-manager-frozen", "13-etcd-frozen", "13-etcd-stopped", "13-scheduler-down", "13-webhook-fail-closed"];

    public static TheoryData<string> Others => [.. Names().Where(name => !Positives.Contains(name)).DefaultIfEmpty("")];

    [Fact]
    public void An_API_server_that_is_gone_is_the_cluster_or_our_network_for_one_who_has_no_second_channel()
    {
        var story = Play("01-apiserver-down");
        story.FirstBad(1).ShouldNotBeNull().ShouldBeInRange(At("05:15:30"), At("05:15:47"));
        story.Worst(1).ShouldBe(Status.Degraded);
        story.Headlines(1).ShouldContain(words => words.Contains("the cluster, or our network"));
        story.FirstBad(13).ShouldBeNull();
        story.Says(13, At("05:15:58")).ShouldBe(Status.Unknown);
        story.Says(1, At("05:16:45")).ShouldBe(Status.Degraded, "half of the last minute was not served");
    }

    [Theory]
    [InlineData("13-etcd-frozen", "05:30:09", "05:30:35", Status.Critical)]
    [InlineData("13-etcd-stopped", "05:12:07", "05:12:35", Status.Critical)]
    [InlineData("13-controller-manager-frozen", "05:17:21", "05:18:35", Status.Degraded)]
    [InlineData("13-scheduler-down", "05:32:05", "05:32:58", Status.Degraded)]
    [InlineData("13-webhook-fail-closed", "04:48:50", "04:49:00", Status.Degraded)]
    public void An_ill_control_plane_is_the_root(string name, string from, string until, Status worst)
    {
        var story = Play(name);
        story.FirstBad(13).ShouldNotBeNull().ShouldBeInRange(At(from), At(until));
        story.Worst(13).ShouldBe(worst);
        story.Roots(1).ShouldBeEmpty("the API server is ill because of it, or well");
        story.Says(13, null).ShouldBe(Status.Healthy, "over when the recording is over");
    }

    [Fact]
    public void The_families_are_named_with_the_first_mover_and_the_webhook_with_its_configuration()
    {
        Play("13-etcd-stopped").Headlines(13).ShouldContain(words => words.Contains("the store") && words.Contains("first the store"));
        var webhook = Play("13-webhook-fail-closed");
        webhook.Headlines(13).ShouldContain(words => words.Contains("validate.image-policy.apnakart.in"));
        webhook.Values(13, "webhook").ShouldContain("image-policy.apnakart.in");
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Nothing_else_makes_them_fire(string name)
    {
        Assert.SkipWhen(name.Length == 0, "The recordings are not here.");
        var story = Play(name);
        story.FirstBad(1).ShouldBeNull();
        story.FirstBad(13).ShouldBeNull();
    }

    private static IEnumerable<string> Names() => Fixtures.Path("kubernetes", "recorded-v1.32") is { } folder && Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.ndjson.gz").Select(file => Path.GetFileName(file)[..^".ndjson.gz".Length]).Order(StringComparer.Ordinal)
        : [];

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-11-23T{time}Z", System.Globalization.CultureInfo.InvariantCulture);

    private static Story Play(string name)
    {
        var file = Replay.File(name);
        Assert.SkipUnless(file is not null && File.Exists(file), "The recordings are not here.");
        var catalog = SeedFiles.Catalog;
        var engine = new ScenarioEngine([.. catalog.Seeds.Select(seed => (seed, Signatures.All.FirstOrDefault(one => one.Number == seed.Number)))], catalog.Scoring, [Replay.Scope]);
        var story = new Story();
        Replay.Run(file!, tick => story.Add(tick.Now.Wall, engine.Pass(tick.Signals, tick.Touched)), after: TimeSpan.FromSeconds(90));
        return story;
    }

    private sealed class Story
    {
        private readonly List<(DateTimeOffset At, int Number, ScenarioState State)> _told = [];

        public void Add(DateTimeOffset at, EngineReport report) =>
            _told.AddRange(report.Scenarios.Where(state => state.Seed.Number is 1 or 13).Select(state => (at, state.Seed.Number, state)));

        public DateTimeOffset? FirstBad(int number) => Bad(number).Select(one => (DateTimeOffset?)one.At).FirstOrDefault();

        public Status Worst(int number) => Bad(number).Any(one => one.State.Status == Status.Critical) ? Status.Critical : Bad(number).Any() ? Status.Degraded : Status.Healthy;

        public IEnumerable<string> Headlines(int number) => Bad(number).Select(one => one.State.Headline);

        public IEnumerable<string> Values(int number, string key) =>
            Bad(number).SelectMany(one => one.State.Resources).Select(one => one.Judgement.Values.GetValueOrDefault(key)).OfType<string>();

        /// <summary>Moments at which it was bad and nothing explained it, but for the first seconds, in which the cause is only on its way.</summary>
        public IEnumerable<DateTimeOffset> Roots(int number) => Bad(number).Where(one => one.State.ExplainedBy is null && one.State.Phase == Phase.Firing).Select(one => one.At);

        public Status Says(int number, DateTimeOffset? at) => _told.Where(one => one.Number == number && (at is null || one.At <= at)).Select(one => one.State.Status).Last();

        private IEnumerable<(DateTimeOffset At, int Number, ScenarioState State)> Bad(int number) =>
            _told.Where(one => one.Number == number && one.State.Status is Status.Degraded or Status.Critical && one.Number == number);
    }
}
