namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>Pauses that double, with jitter over the whole of each: many clients that failed together do not come back together.</summary>
/// <param name="random">From 0 to 1.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan last, Func<double> random)
{
    // A pause of nearly nothing, several times in a row, would be a hot loop: a tenth is kept in any case.
    private const double Floor = 0.1;

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    public TimeSpan Next()
    {
        var ceiling = Math.Min(last.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(Failures, 30)));
        Failures++;
        return TimeSpan.FromSeconds(ceiling * (Floor + (1 - Floor) * random()));
    }

    public void Reset() => Failures = 0;
}
