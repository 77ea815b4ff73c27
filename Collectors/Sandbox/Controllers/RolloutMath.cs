using System.Globalization;
using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Controllers;

/// <summary>How many pods a rolling update may have too many and too few.</summary>
internal readonly record struct RolloutMath(int Desired, int Surge, int Unavailable)
{
    public int Minimum => Desired - Unavailable;

    /// <summary>Surge is rounded up, unavailable down; both zero would never move, so one may be unavailable then.</summary>
    public static RolloutMath Of(JsonNode deployment, int desired)
    {
        var rolling = deployment.At("spec", "strategy", "rollingUpdate");
        var surge = Resolve(rolling.Text("maxSurge") ?? "25%", desired, up: true);
        var unavailable = Resolve(rolling.Text("maxUnavailable") ?? "25%", desired, up: false);
        if (surge == 0 && unavailable == 0)
            unavailable = 1;
        return new RolloutMath(desired, surge, Math.Min(unavailable, desired));
    }

    private static int Resolve(string value, int desired, bool up)
    {
        if (!value.EndsWith('%'))
            return int.Parse(value, CultureInfo.InvariantCulture);
        var share = int.Parse(value[..^1], CultureInfo.InvariantCulture) * desired / 100.0;
        return (int)(up ? Math.Ceiling(share) : Math.Floor(share));
    }
}
