using System.Diagnostics.CodeAnalysis;

namespace ApnaKart.Watch.Collectors.Sandbox.Api;

/// <summary>Wakes whoever waits, once per beat. Guarded by its owner's lock, or safe enough without: a beat between two calls wakes the second.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource? _next;

    [SuppressMessage("Usage", "VSTHRD003", Justification = "Waiters only ever await it; nobody blocks on it, and its continuations run elsewhere.")]
    public Task NextAsync()
    {
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _next, made, null) ?? made).Task;
    }

    public void Beat() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
