using ApnaKart.Watch.Rules.Signals;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

/// <summary>Names and times that the tests of the stores share.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    public static readonly Signal Ready = Known.Workload.Ready;
    public static readonly Signal Desired = Known.Workload.Desired;
    public static readonly Resource Checkout = new("deployment", "checkout", "shop", "prod", "ap-south-1");
    public static readonly Resource Cart = Checkout with { Name = "cart" };

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Sample Sample(double value, double seconds, Resource? resource = null, Signal? signal = null) =>
        new(signal ?? Ready, resource ?? Checkout, Noon.AddSeconds(seconds), value);
}
