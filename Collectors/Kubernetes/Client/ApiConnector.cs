namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>
/// Keeps the connection that all streams of a cluster share. A configuration that cannot be read is tried again, at most
/// once per pause for all streams together; in between each gets the last failure.
/// </summary>
internal sealed class ApiConnector(ClusterOptions cluster, FetchOptions options, TimeProvider time, Func<double> random) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Backoff backoff = new(options.FirstRetry, options.LastRetry, random);
    private ApiConnection? connection;
    private ApiFailure? failure;
    private TimeSpan builtAt;
    private TimeSpan nextTry;
    private string builtFrom = "";
    private bool refused;
    private bool doubted;

    /// <exception cref="ApiFailure">Of kind <see cref="FailureKind.Config"/>.</exception>
    public async Task<ApiConnection> GetAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            var now = time.GetElapsedTime(0);
            if (connection is not null && !IsOutdated(now))
                return connection;
            if (failure is not null && now < nextTry)
                throw new ApiFailure(FailureKind.Config, failure.Message, nextTry - now);
            return await OpenAsync(cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Says that the server did not take the credentials of this connection: the next one is made from the files as they are then.</summary>
    public void Refused(ApiConnection used)
    {
        if (ReferenceEquals(used, Volatile.Read(ref connection)))
            refused = true;
    }

    /// <summary>Says that the server could not be reached this way: if the files have changed since, the next connection is made from them.</summary>
    public void Unreachable(ApiConnection used)
    {
        if (ReferenceEquals(used, Volatile.Read(ref connection)))
            doubted = true;
    }

    public void Dispose() => gate.Dispose();

    private bool IsOutdated(TimeSpan now)
    {
        if (refused && now - builtAt >= options.Reload)
            return true;
        if (!doubted)
            return false;
        doubted = false;
        return builtFrom != Fingerprint();
    }

    // Files are read anew only when they differ: to read one may start a credential plugin.
    private string Fingerprint() => cluster.InCluster ? "" : string.Join('|', Kubeconfig.Files(cluster).Select(path =>
    {
        var file = new FileInfo(path);
        return file.Exists ? $"{file.LastWriteTimeUtc.Ticks}:{file.Length}" : "none";
    }));

    // A replaced connection is left to the garbage collector: watches that still run on it end by themselves.
    private async Task<ApiConnection> OpenAsync(CancellationToken cancel)
    {
        builtFrom = Fingerprint();
        try
        {
            var opened = await Kubeconfig.OpenAsync(cluster, options, time, cancel);
            Volatile.Write(ref connection, opened);
            builtAt = time.GetElapsedTime(0);
            (refused, doubted) = (false, false);
            failure = null;
            backoff.Reset();
            return opened;
        }
        catch (ApiFailure bad)
        {
            var pause = backoff.Next();
            nextTry = time.GetElapsedTime(0) + pause;
            failure = bad;
            throw new ApiFailure(FailureKind.Config, bad.Message, pause, bad);
        }
    }
}
