using System.Globalization;
using ApnaKart.Watch.Rules.Signals;
using CsCheck;

namespace ApnaKart.Watch.Tests.Properties;

/// <summary>How a workload is, as its projections tell.</summary>
internal enum Shape
{
    Well,

    /// <summary>One of four pods crashes after a change of a ConfigMap.</summary>
    OneCrashes,

    /// <summary>Most crash.</summary>
    MostCrash,

    /// <summary>Most crash, and it reads no ConfigMap.</summary>
    CrashesForOtherReasons,

    /// <summary>Some cannot pull.</summary>
    CannotPull,

    /// <summary>Pods are missing, and nothing says why.</summary>
    PodsMissing,

    /// <summary>Nobody counted the crashes.</summary>
    CrashesNotCounted,

    /// <summary>Nobody counted the pulls.</summary>
    PullsNotCounted,

    /// <summary>It is there, and that is all.</summary>
    NothingKnown,
}

/// <summary>One thing that happens to the window between two passes of the engine.</summary>
internal abstract record Step
{
    /// <summary>All streams of one cluster have their lists and prove alive.</summary>
    public sealed record AllWell(int Place) : Step
    {
        public override string ToString() => $"{Estate.Name(Place)}: all lists are in and all streams prove alive";
    }

    public sealed record AllAlive(int Place) : Step
    {
        public override string ToString() => $"{Estate.Name(Place)}: all streams prove alive";
    }

    public sealed record OneAlive(int Place, string Stream) : Step
    {
        public override string ToString() => $"{Estate.Name(Place)}: {Stream} proves alive";
    }

    public sealed record Listed(int Place, string Stream) : Step
    {
        public override string ToString() => $"{Estate.Name(Place)}: the list of {Stream} is in";
    }

    public sealed record Fails(int Place, string Stream, UnknownCause Cause) : Step
    {
        public override string ToString() => $"{Estate.Name(Place)}: {Stream} fails: {Cause}";
    }

    public sealed record Becomes(int Place, int Workload, Shape Shape) : Step
    {
        public override string ToString() => $"{Estate.Name(Place)}: workload {Workload} becomes {Shape}";
    }

    public sealed record Goes(int Place, int Workload) : Step
    {
        public override string ToString() => $"{Estate.Name(Place)}: workload {Workload} is deleted";
    }

    public sealed record Passes(double Seconds) : Step
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seconds} s pass");
    }

    public sealed record WallJumps(double Hours) : Step
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"the wall clock jumps by {Hours} h");
    }

    private static readonly Gen<int> AnyPlace = Gen.Int[0, 1];
    private static readonly Gen<string> AnyStream = Gen.Int[0, Estate.Streams.Count - 1].Select(index => Estate.Streams[index]);

    /// <summary>Weighted so that a history reaches health often enough to lose it again.</summary>
    public static Gen<Step> Any { get; } = Gen.Frequency(
        (4, AnyPlace.Select(place => (Step)new AllWell(place))),
        (6, AnyPlace.Select(place => (Step)new AllAlive(place))),
        (2, Gen.Select(AnyPlace, AnyStream, (place, stream) => (Step)new OneAlive(place, stream))),
        (1, Gen.Select(AnyPlace, AnyStream, (place, stream) => (Step)new Listed(place, stream))),
        (2, Gen.Select(AnyPlace, AnyStream, Gen.Enum<UnknownCause>(), (place, stream, cause) => (Step)new Fails(place, stream, cause))),
        (6, Gen.Select(AnyPlace, Gen.Int[0, 2], Gen.Enum<Shape>(), (place, workload, shape) => (Step)new Becomes(place, workload, shape))),
        (3, Gen.Select(AnyPlace, Gen.Int[0, 2], (place, workload) => (Step)new Becomes(place, workload, Shape.Well))),
        (2, Gen.Select(AnyPlace, Gen.Int[0, 2], (place, workload) => (Step)new Goes(place, workload))),
        (7, Gen.OneOf(Gen.Int[0, 6], Gen.Int[7, 20], Gen.Int[21, 70]).Select(seconds => (Step)new Passes(seconds))),
        (1, Gen.Double[-48, 48].Select(hours => (Step)new WallJumps(Math.Round(hours)))));
}
