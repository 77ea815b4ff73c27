using System.Globalization;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>Whether the engine has spoken of late, on the clock that never jumps.</summary>
/// <param name="longest">The longest silence that is well.</param>
/// <param name="fromTheStart">Whether it must have spoken at all.</param>
public sealed class EngineHealth(LiveBoard board, TimeProvider time, TimeSpan longest, bool fromTheStart) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var engine = board.Engine;
        if (engine.Revision == 0)
            return fromTheStart ? HealthCheckResult.Unhealthy("The engine has not made its first pass yet.") : HealthCheckResult.Healthy();
        var silence = Moment.Of(time).Mono - engine.AsOf.Mono;
        return silence <= longest
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(string.Create(CultureInfo.InvariantCulture, $"The engine made its last pass {silence.TotalSeconds:0} s ago."));
    }
}
