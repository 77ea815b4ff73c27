using System.Reflection;
using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Signals;
using NetArchTest.Rules;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Architecture;

/// <summary>Dashboard → Collectors → Rules, and nothing back.</summary>
public sealed class LayerTests
{
    private static readonly Assembly Rules = typeof(Signal).Assembly;
    private static readonly Assembly Collectors = typeof(ISourceHealth).Assembly;
    private static readonly Assembly Dashboard = typeof(ILiveBoard).Assembly;

    [Fact]
    public void Collectors_do_not_know_the_dashboard() => References(Collectors).ShouldNotContain(Dashboard.GetName().Name);

    [Fact]
    public void Rules_know_neither_collectors_nor_dashboard_nor_the_web()
    {
        References(Rules).ShouldNotContain(Collectors.GetName().Name);
        References(Rules).ShouldNotContain(Dashboard.GetName().Name);
        References(Rules).Where(name => name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.StartsWith("System.Net", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_layers_are_used_as_meant()
    {
        // Otherwise the names above would be wrong, and the tests could not fail.
        References(Dashboard).ShouldContain(Collectors.GetName().Name);
        References(Collectors).ShouldContain(Rules.GetName().Name);
    }

    [Fact]
    public void Only_the_catalogue_reads_files() =>
        Failing(Types.InAssembly(Rules).That().DoNotResideInNamespace("ApnaKart.Watch.Rules.Catalog").ShouldNot().HaveDependencyOn("System.IO.File")).ShouldBeEmpty();

    [Fact]
    public void Rules_have_no_clock() =>
        Failing(Types.InAssembly(Rules).That().DoNotHaveName(nameof(Moment)).ShouldNot().HaveDependencyOnAny("System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Threading.Timer")).ShouldBeEmpty();

    [Fact]
    public void Rules_keep_no_state_in_statics()
    {
        const BindingFlags statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        OwnTypes.In(Rules).SelectMany(type => type.GetFields(statics))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !OwnTypes.IsGenerated(field))
            .Select(field => $"{field.DeclaringType}.{field.Name}")
            .ShouldBeEmpty();
    }

    private static IReadOnlyList<string> References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)];

    private static IReadOnlyList<string> Failing(ConditionList conditions) => [.. conditions.GetResult().FailingTypeNames ?? []];
}
