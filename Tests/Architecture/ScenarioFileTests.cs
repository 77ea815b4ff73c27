using System.Text.RegularExpressions;
using ApnaKart.Watch.Rules.Scenarios;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Architecture;

/// <summary>A scenario is three files that belong together by name: its class, its seed and its test.</summary>
public sealed partial class ScenarioFileTests
{
    private const string Classes = "Rules/Scenarios/";
    private const string Seeds = "seeds/scenarios/";
    private const string Tests = "Tests/Scenarios/";

    private static readonly IReadOnlyList<IScenario> Scenarios =
    [
        .. typeof(IScenario).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IScenario)))
            .Select(type => (IScenario)Activator.CreateInstance(type)!),
    ];

    private static readonly IReadOnlyList<string> SeedFiles = [.. Repository.Files.Where(file => file.StartsWith(Seeds, StringComparison.Ordinal))];

    [Fact]
    public void Every_class_has_its_file_its_seed_and_its_test()
    {
        SkipWithoutCatalogue();
        Scenarios.ShouldNotBeEmpty();
        foreach (var scenario in Scenarios)
        {
            var name = scenario.GetType().Name;
            Repository.Files.ShouldContain($"{Classes}{name}.cs");
            Repository.Files.ShouldContain($"{Tests}{name}Tests.cs");
            var seed = SeedFiles.Where(file => SeedName().Match(file) is { Success: true } match && int.Parse(match.Groups["number"].ValueSpan, null) == scenario.Number).ShouldHaveSingleItem();
            Plain(SeedName().Match(seed).Groups["slug"].Value).ShouldBe(Plain(name), "the class is named after the slug");
        }
        Scenarios.Select(scenario => scenario.Number).ShouldBeUnique();
    }

    [Fact]
    public void Every_test_of_a_scenario_has_its_class()
    {
        SkipWithoutCatalogue();
        Repository.Files
            .Where(file => file.StartsWith(Tests, StringComparison.Ordinal) && file.EndsWith("Tests.cs", StringComparison.Ordinal))
            .Select(file => file[Tests.Length..^"Tests.cs".Length])
            .Where(name => !name.Contains('/', StringComparison.Ordinal) && Scenarios.All(scenario => scenario.GetType().Name != name))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_seeds_are_the_fifteen()
    {
        SkipWithoutCatalogue();
        SeedFiles.ShouldAllBe(file => SeedName().IsMatch(file));
        SeedFiles.Select(file => int.Parse(SeedName().Match(file).Groups["number"].ValueSpan, null)).Order().ShouldBe(Enumerable.Range(1, 15));
        SeedFiles.ShouldAllBe(file => Repository.Read(file).Contains($"\nslug: {SeedName().Match(file).Groups["slug"].Value}\n", StringComparison.Ordinal));
    }

    private static void SkipWithoutCatalogue() => Assert.SkipWhen(SeedFiles.Count == 0, "There is no catalogue here yet.");

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    [GeneratedRegex("^seeds/scenarios/(?<number>[0-9]{2})-(?<slug>[a-z0-9-]+)\\.md$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SeedName();
}
