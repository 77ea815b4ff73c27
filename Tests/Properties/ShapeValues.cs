using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Properties;

/// <summary>The values that the projections write for a workload of four pods.</summary>
internal static class ShapeValues
{
    public static IReadOnlyList<(string Projection, IReadOnlyList<Sample> Samples)> Of(Resource workload, Shape shape, DateTimeOffset now)
    {
        if (shape == Shape.NothingKnown)
            return [("workload", []), ("crash", []), ("pull", [])];
        var crashing = shape switch { Shape.OneCrashes => 1, Shape.MostCrash or Shape.CrashesForOtherReasons => 3, _ => 0 };
        var missing = shape switch { Shape.MostCrash or Shape.CrashesForOtherReasons => 2, Shape.PodsMissing => 3, _ => 0 };
        return
        [
            ("workload",
            [
                One(Known.Workload.Desired, 4), One(Known.Workload.Ready, 4 - crashing - missing), One(Known.Workload.Minimum, 3),
                One(Known.Workload.BelowMinimum, missing), One(Known.Workload.RolloutStuck, 0), One(Known.Workload.Production, 1),
            ]),
            ("crash", [.. Crash()]),
            ("pull", shape == Shape.PullsNotCounted ? [] : [One(Known.ImagePull.FailingPods, shape == Shape.CannotPull ? 2 : 0, ("class", "NotFound"), ("tag", "v2"), ("repository", "shop/w"))]),
        ];

        IEnumerable<Sample> Crash()
        {
            if (shape == Shape.CrashesNotCounted)
                yield break;
            yield return One(Known.Crash.LoopingPods, crashing, ("exitCode", "1"), ("pod", "w-1"));
            yield return One(Known.Crash.ReadsConfigMap, shape == Shape.CrashesForOtherReasons ? 0 : 1);
            if (crashing > 0 && shape != Shape.CrashesForOtherReasons)
                yield return One(Known.Crash.ChangeToCrash, 30, ("configmap", "w-config"), ("keys", "A"));
        }

        Sample One(Signal signal, double value, params (string Key, string Word)[] words) =>
            new(signal, workload, now, value, words.Length == 0 ? null : words.ToDictionary(pair => pair.Key, pair => pair.Word));
    }
}
