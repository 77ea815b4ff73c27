using System.Globalization;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Numbers of scenario 1.</summary>
/// <param name="OverloadShare">The share of reads, 0 to 1, turned away as too many, from which it is an overload.</param>
/// <param name="StoreSeconds">A store read that takes this much longer than a cached one lays the blame on the store.</param>
/// <param name="SlowRead">A read that takes this long is worth a word.</param>
public sealed record ApiServerLimits(double OverloadShare, TimeSpan StoreSeconds, TimeSpan SlowRead);

/// <summary>
/// Scenario 1: the API server does not serve. What one place sees alone may as well be its own network: without a second
/// channel, which is another cluster that answers or an answer of this very server, it is at most degraded.
/// </summary>
public sealed class ApiServerUnresponsive() : Scenario<ApiServerLimits>(1)
{
    public override IReadOnlyList<string> Subjects { get; } = [Kinds.Cluster];

    public override IReadOnlyList<string> Placeholders { get; } = ["context", "cluster", "region", "endpointHost", "namespace", "talker", "step", "class", "table"];

    public override string Calm(Scope scope, ISignals signals) =>
        signals.Resources(scope, Kinds.Cluster).Select(cluster => signals.Read(Known.Api.CachedRead, cluster).Value).FirstOrDefault() is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $"every probe of the last minute was served, a read takes {seconds * 1000:0} ms")
            : "every probe of the last minute was served";

    protected override void Judge(Judging judging, ApiServerLimits limits)
    {
        var (failed, row) = (judging.Read(Known.Api.FailedRatio), judging.Read(Known.Api.FailuresInARow));
        judging.Symptom("failedProbes", failed.Value, failed.Value is { } ratio ? Percent(ratio) : "not known", Known.Api.FailedRatio);
        judging.Symptom("failuresInARow", row.Value, Whole(row.Value), Known.Api.FailuresInARow);
        judging.Symptom("cachedRead", judging.Read(Known.Api.CachedRead).Value, Seconds(judging.Read(Known.Api.CachedRead).Value), Known.Api.CachedRead);
        judging.Symptom("storeRead", judging.Read(Known.Api.StoreRead).Value, Seconds(judging.Read(Known.Api.StoreRead).Value), Known.Api.StoreRead);
        var (errors, turned, refused) = (judging.Read(Known.Api.ServerErrors), judging.Read(Known.Api.TurnedAway), judging.Read(Known.Api.AuthFailures));
        judging.Symptom("serverErrors", errors.Value, errors.Value is { } share ? Percent(share) : "nothing was answered", Known.Api.ServerErrors);
        judging.Symptom("turnedAway", turned.Value, turned.Value is { } away ? Percent(away) : "nothing was answered", Known.Api.TurnedAway);
        judging.Symptom("authFailures", refused.Value, Whole(refused.Value), Known.Api.AuthFailures);
        judging.Symptom("failingChecks", judging.Read(Known.Api.FailingChecks).Value, judging.Read(Known.Api.FailingChecks)["checks"] ?? "none", Known.Api.FailingChecks);
        SayNames(judging, failed, row);
        if (!judging.Bad)
        {
            judging.Headline($"{judging.Subject.Name}: the API server answers");
            return;
        }

        var sight = new Sight(judging, limits);
        SayCauses(judging, sight);
        SayLookAlikes(judging, sight);
        judging.Onset(Phrases.Time(row["since"] ?? refused["since"] ?? judging.Read(Known.Api.StoreGap)["since"]));
        judging.Headline($"{judging.Subject.Name}: {sight.Words()}");
    }

    private static void SayCauses(Judging judging, Sight sight)
    {
        // A cause without data is left out: the match is then the floor, which keeps it from being critical.
        judging.Cause("serverReached", sight.Reached ? 1 : null, sight.Reached ? "the network carries requests to the server" : "no request has reached it");
        judging.Cause("otherClusters", sight.Neighbours.Count > 0 ? 1 : null, sight.Neighbours.Count > 0
            ? $"{string.Join(", ", sight.Neighbours)} answers from here"
            : "no other cluster answers from here, or none is configured");
        judging.Cause("overload", sight.Overloaded ? 1 : null, sight.Overloaded ? "it turns reads away as too many (429)" : "it turns no reads away");
    }

    private static void SayLookAlikes(Judging judging, Sight sight)
    {
        var second = sight.Reached || sight.Neighbours.Count > 0;
        judging.RuleOut("ownNetwork", second
            ? sight.Reached ? "the network carries requests to this server" : $"{string.Join(", ", sight.Neighbours)} answers from here"
            : "not ruled out: it is the cluster, or our network", instead: false);
        judging.RuleOut("authentication", sight.Class == ProbeClasses.Unauthorized ? "the API answers, and refuses the credentials of Watch (401)" : "no read is answered with 401", instead: false);
        judging.RuleOut("plannedUpdate", judging.Read(Known.Api.FailingChecks)["transient"] is { } checks ? $"a server starts or stops just now: {checks}" : "no server starts or stops", instead: false);
        judging.RuleOut("storage", sight.Store ? "cached reads work and those that need the store do not: see there" : "cached reads fare no better than those that need the store", instead: false);
    }

    private static void SayNames(Judging judging, Reading failed, Reading row)
    {
        judging.Value("context", judging.Subject.Cluster);
        judging.Value("cluster", judging.Subject.Cluster);
        judging.Value("region", judging.Subject.Region);
        judging.Value("endpointHost", failed["endpointHost"]);
        judging.Value("step", row["step"] ?? failed["step"]);
        judging.Value("class", row["class"] ?? failed["class"]);
        judging.Value("table", failed["table"]);
    }

    private static string Percent(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio * 100:0} %");

    private static string Seconds(double? value) => value is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s") : "no connection";

    private static string Whole(double? value) => value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:0}") : "not known";

    /// <summary>What the signals together say of where it is stuck.</summary>
    private sealed class Sight
    {
        private readonly Judging _judging;
        private readonly Reading _row;
        private readonly double? _turned;
        private readonly double _slow;

        public Sight(Judging judging, ApiServerLimits limits)
        {
            _judging = judging;
            _slow = limits.SlowRead.TotalSeconds;
            _row = judging.Read(Known.Api.FailuresInARow);
            _turned = judging.Read(Known.Api.TurnedAway).Value;
            var refused = judging.Read(Known.Api.AuthFailures).Value > 0;
            Class = _row["class"] ?? (refused ? ProbeClasses.Unauthorized : judging.Read(Known.Api.FailedRatio)["class"]);
            Reached = judging.Read(Known.Api.FailedRatio)["reached"] == "true" || ProbeClasses.IsServers(Class);
            Overloaded = _turned >= limits.OverloadShare;
            Store = judging.Read(Known.Api.StoreFails).Value > 0 || judging.Read(Known.Api.StoreGap).Value >= limits.StoreSeconds.TotalSeconds;
            Neighbours = [.. judging.Signals.Everywhere(Kinds.Cluster)
                .Where(other => other != judging.Subject && judging.Signals.Read(Known.Api.FailuresInARow, other) is { Value: 0, Coverage.Freshness: < Freshness.Stale })
                .Select(other => other.Name).Order(StringComparer.Ordinal)];
        }

        public string? Class { get; }
        public bool Reached { get; }
        public bool Overloaded { get; }
        public bool Store { get; }
        public IReadOnlyList<string> Neighbours { get; }

        public string Words()
        {
            var read = _judging.Read(Known.Api.CachedRead).Value;
            if (Class == ProbeClasses.Unauthorized)
                return "the API answers, and refuses the credentials of Watch (401)";
            if (Store)
                return "reads that need the store hang or fail, and cached ones work";
            if (Overloaded)
                return $"overloaded: {Percent(_turned!.Value)} of the reads are turned away (429){(read >= _slow ? $", a read takes {Seconds(read)}" : "")}";
            if (_row.Value > 0)
                return $"{What(Class)}{For(_row["since"])}{(Reached ? "" : Neighbours.Count > 0 ? $"; {string.Join(", ", Neighbours)} answers from here" : "; the cluster, or our network")}";
            return _judging.Read(Known.Api.FailedRatio).Value > 0
                ? $"{Percent(_judging.Read(Known.Api.FailedRatio).Value!.Value)} of the probes of the last minute were not served{(Class is null ? "" : $" ({What(Class)})")}"
                : $"it answers slowly: a read takes {Seconds(read)}";
        }

        private string For(string? since) => Phrases.Time(since) is { } begin ? $" for {Phrases.Span((_judging.Signals.Now.Wall - begin).TotalSeconds)}" : "";

        private static string What(string? name) => name switch
        {
            ProbeClasses.Dns => "its name cannot be resolved",
            ProbeClasses.Connect => "no connection to it",
            ProbeClasses.Tls => "TLS with it fails",
            ProbeClasses.Reset => "it breaks connections off",
            ProbeClasses.Hang => "it takes requests and does not answer",
            ProbeClasses.ServerError => "it answers with server errors",
            ProbeClasses.Overload => "it turns requests away (429)",
            ProbeClasses.Store => "its store fails",
            ProbeClasses.Config => "it cannot be asked: the credentials or the kubeconfig fail",
            _ => "it does not serve",
        };
    }
}
