namespace ApnaKart.Watch.Collectors;

/// <summary>How long-running work ends.</summary>
public static class Ending
{
    /// <summary>Waits for work that ends by being stopped, and takes the stop for the good end that it is. Any other end is thrown on.</summary>
    public static async Task UntilStoppedAsync(this Task work, CancellationToken stop)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }
}
