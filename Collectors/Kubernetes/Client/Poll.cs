using ApnaKart.Watch.Collectors.Text;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Logging;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>A stream that is asked for again and again, because a watch of it would cost more or is not offered.</summary>
/// <param name="once">One round; returns how many objects it found. It has delivered them when it returns.</param>
internal sealed class Poll(string name, Func<CancellationToken, Task<int>> once, TimeSpan every, StreamState state, FetchOptions options, TimeProvider time, Func<double> random, ILogger log) : IReflector
{
    private readonly Backoff backoff = new(options.FirstRetry, options.LastRetry, random);
    private readonly Pause pause = new(time);

    public StreamState State => state;

    public void Wake() => pause.Wake();

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var wait = every;
            try
            {
                state.Listed(await once(cancel));
                state.Doing($"asked every {every.TotalSeconds:0.#} s");
                backoff.Reset();
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (ApiFailure failure)
            {
                state.Failed(failure.Cause, failure.Message);
                var least = failure.Kind is FailureKind.Forbidden or FailureKind.NotServed ? options.DeniedRetry : failure.RetryAfter ?? TimeSpan.Zero;
                wait = backoff.Next() is var longer && longer > least ? longer : least;
            }
            catch (Exception error)
            {
                log.LogError(error, "{Source}: a fault of the collector itself", state.Source);
                state.Failed(UnknownCause.CollectorError, $"{name}: a fault of the collector itself: {error.GetType().Name}: {SafeText.Line(error.Message, 300)}");
                wait = backoff.Next();
            }

            await pause.WaitAsync(wait, canWake: true, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
