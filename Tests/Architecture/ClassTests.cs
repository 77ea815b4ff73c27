using System.Reflection;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Architecture;

public sealed class ClassTests
{
    /// <summary>Classes that may be inherited from without being abstract, each with the reason in its own doc comment.</summary>
    /// <summary>The Razor compiler makes a class of each file of usings, and leaves it open.</summary>
    private static readonly string[] Open = ["ApnaKart.Watch.Dashboard.Wall._Imports", "ApnaKart.Watch.Dashboard.Components._Imports"];

    private static readonly Assembly[] Layers = [typeof(Signal).Assembly, typeof(ISourceHealth).Assembly, typeof(ILiveBoard).Assembly];

    [Fact]
    public void A_class_is_sealed_or_abstract() => Layers
        .SelectMany(OwnTypes.In)
        .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !Open.Contains(type.FullName, StringComparer.Ordinal))
        .Select(type => type.FullName)
        .ShouldBeEmpty();

    [Fact]
    public void Nothing_returns_void_and_is_asynchronous() => Layers
        .SelectMany(OwnTypes.In)
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(method => method.ReturnType == typeof(void) && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute)))
        .Select(method => $"{method.DeclaringType}.{method.Name}")
        .ShouldBeEmpty();
}
