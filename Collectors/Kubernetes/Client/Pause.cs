namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>A wait that can be cut short, when it becomes known that what was waited for is there again.</summary>
internal sealed class Pause(TimeProvider time)
{
    private TaskCompletionSource? waiting;

    /// <param name="canWake">Whether <see cref="Wake"/> ends it: not when a server asked for this very pause.</param>
    public async Task WaitAsync(TimeSpan length, bool canWake, CancellationToken cancel)
    {
        if (length <= TimeSpan.Zero)
            return;
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref waiting, canWake ? woken : null);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(Task.Delay(length, time, over.Token), woken.Task);
        await over.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    public void Wake() => Volatile.Read(ref waiting)?.TrySetResult();
}
