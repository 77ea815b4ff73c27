namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
    /// <summary>
    /// Scenario 1, and what it hands to 13. All of them per cluster, from the probe ladder: seven steps over connections of their own,
    /// one run each 5 s. A window is the last 60 s. A run is served when the cached read answered; 401 and 403 are answers.
    /// </summary>
    public static class Api
    {
        private static readonly string[] FromLadder = [Streams.Ladder];

        /// <summary>
        /// Share of the runs in the window that were not served. Detail, of the newest run that was not: <c>step</c> (<see cref="LadderSteps"/>),
        /// <c>class</c> (<see cref="ProbeClasses"/>), <c>message</c>; of the newest run: <c>reached</c> (<c>true</c> when any step had an answer),
        /// <c>endpointHost</c>, <c>table</c> (a line a step: name, ok or failed or skipped, milliseconds, class, message, parted by tabs).
        /// </summary>
        public static readonly Signal FailedRatio = new("apiserver_probe_failed_ratio", "ratio", "Probe runs of the last minute that were not served", FromLadder);

        /// <summary>Runs in a row that were not served, 0 when the newest was. Detail: <c>step</c>, <c>class</c>, <c>message</c>, <c>since</c> (ISO, of the first of them).</summary>
        public static readonly Signal FailuresInARow = new("apiserver_probe_failures", "count", "Probe runs in a row that were not served", FromLadder);

        /// <summary>Time of a read from the server's cache: the middle one of the last five runs; what timed out counts its time-out. Absent while nothing connects.</summary>
        public static readonly Signal CachedRead = new("apiserver_cached_read_seconds", "seconds", "Time of a read from the server's cache", FromLadder);

        /// <summary>The same of a read that must reach the store.</summary>
        public static readonly Signal StoreRead = new("apiserver_store_read_seconds", "seconds", "Time of a read that must reach the store", FromLadder);

        /// <summary>How much longer the store read took than the cached read, the middle one of the last five runs; absent unless cached reads were answered. Detail: <c>message</c>, <c>since</c> (ISO, while it is over a second).</summary>
        public static readonly Signal StoreGap = new("apiserver_store_gap_seconds", "seconds", "Store read less cached read", FromLadder);

        /// <summary>Share of the reads of the last six runs that were answered with 5xx, but for those that name the store. Absent when nothing was answered. Detail: <c>message</c>.</summary>
        public static readonly Signal ServerErrors = new("apiserver_probe_5xx_ratio", "ratio", "Reads answered with a server error", FromLadder);

        /// <summary>Share of the reads of the last six runs that were answered with 429.</summary>
        public static readonly Signal TurnedAway = new("apiserver_probe_429_ratio", "ratio", "Reads turned away as too many", FromLadder);

        /// <summary>Runs in a row whose reads were answered with 401. Detail: <c>message</c>, <c>since</c> (ISO).</summary>
        public static readonly Signal AuthFailures = new("apiserver_auth_failures", "count", "Probe runs in a row that were refused with 401", FromLadder);

        /// <summary>Checks of <c>/readyz</c> that fail, but for those of a server that starts or shuts down. Detail: <c>checks</c>, <c>transient</c> (those left out), <c>since</c> (ISO).</summary>
        public static readonly Signal FailingChecks = new("apiserver_readyz_checks_failing", "count", "Checks of readiness that fail", FromLadder);

        /// <summary>1 when a check of the store fails, or a read fails with words of the store; 0 when the server was reached and none does. Detail: <c>message</c>, <c>since</c> (ISO).</summary>
        public static readonly Signal StoreFails = new("apiserver_store_fails", "flag", "The server says that its store fails", FromLadder);

        /// <summary>1 for an hour after the namespace kube-system was seen with another uid than before: another cluster, or one that was restored. Detail: <c>before</c>, <c>now</c>, <c>since</c>.</summary>
        public static readonly Signal StateReplaced = new("cluster_uid_changed", "flag", "The cluster is not the one that it was", FromLadder);
    }
}

/// <summary>The steps of the probe ladder, in order.</summary>
public static class LadderSteps
{
    public const string Dns = "dns";
    public const string Connect = "connect";
    public const string Tls = "tls";
    public const string Livez = "livez";
    public const string Readyz = "readyz";
    public const string Cached = "cached-read";
    public const string Store = "store-read";
}

/// <summary>What a failing step means.</summary>
public static class ProbeClasses
{
    public const string Dns = "net.dns";
    public const string Connect = "net.connect";
    public const string Tls = "net.tls";
    public const string Reset = "conn.reset";
    public const string Hang = "server.hang";
    public const string ServerError = "server.5xx";
    public const string Overload = "overload";
    public const string Unauthorized = "auth.n";
    public const string Forbidden = "auth.z";
    public const string Store = "etcd";
    public const string Config = "config";
    public const string Other = "other";

    /// <summary>Whether the network carried the request: then the server is the one that does not serve.</summary>
    public static bool IsServers(string? name) => name is Hang or ServerError or Overload or Unauthorized or Store;
}
