namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Every signature that is built, found in this assembly: there is no list to edit.</summary>
public static class Signatures
{
    /// <summary>In the order of their numbers. Signatures have no state, so that one of each is enough.</summary>
    public static IReadOnlyList<IScenario> All { get; } =
    [
        .. typeof(Signatures).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(IScenario).IsAssignableFrom(type))
            .Select(type => (IScenario)Activator.CreateInstance(type)!)
            .OrderBy(scenario => scenario.Number),
    ];
}
