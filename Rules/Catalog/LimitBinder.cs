using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using ApnaKart.Watch.Rules.Catalog.Parsing;

namespace ApnaKart.Watch.Rules.Catalog;

/// <summary>
/// Binds <see cref="Seed.Limits"/> to a signature's own sealed record: each parameter of its constructor takes the limit of
/// the same name with a small first letter. Parameters may be double, int, <see cref="TimeSpan"/> or string.
/// </summary>
public static class LimitBinder
{
    /// <summary>What is wrong, one sentence each: limits that are missing, that nobody reads, or of the wrong type. Empty when all is well.</summary>
    public static IReadOnlyList<string> Check<T>(Seed seed) where T : class => Bind<T>(seed).Faults;

    /// <summary>The limits as a record. Cheap to ask again for the same seed.</summary>
    /// <exception cref="CatalogException">They do not fit; <see cref="Check{T}"/> says so at the start.</exception>
    public static T Read<T>(Seed seed) where T : class => Bound<T>.Of.GetValue(seed, static one =>
        Bind<T>(one) is { Faults.Count: 0, Limits: { } limits } ? limits : throw new CatalogException(Check<T>(one)));

    private static (T? Limits, IReadOnlyList<string> Faults) Bind<T>(Seed seed) where T : class
    {
        var constructor = typeof(T).GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new NotSupportedException($"{typeof(T).Name} has no public constructor.");
        var parameters = constructor.GetParameters();
        var names = parameters.Select(LimitName).ToList();
        var faults = seed.Limits.Keys.Except(names, StringComparer.Ordinal)
            .Select(unknown => $"limits.{unknown} is read by nobody{Nearest.Hint(unknown, names.Except(seed.Limits.Keys, StringComparer.Ordinal))}").ToList();
        var values = parameters.Select(parameter => Value(seed, parameter, faults)).ToArray();
        return faults.Count == 0 ? ((T)constructor.Invoke(values), faults) : (null, faults);
    }

    private static object? Value(Seed seed, ParameterInfo parameter, List<string> faults)
    {
        var name = LimitName(parameter);
        if (!seed.Limits.TryGetValue(name, out var text))
        {
            faults.Add($"limits.{name} is missing");
            return null;
        }

        var (value, wanted) = Convert(text, parameter.ParameterType);
        if (value is null)
            faults.Add($"limits.{name}: {wanted} is expected, not '{text}'");
        return value;
    }

    private static (object? Value, string Wanted) Convert(string text, Type type)
    {
        if (type == typeof(string))
            return (text, "a text");
        if (type == typeof(TimeSpan))
            return (Durations.TryParse(text, out var duration) ? duration : null, "a duration such as 20s, 5m or 1h30m");
        if (type == typeof(int))
            return (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null, "a whole number");
        if (type == typeof(double))
            return (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null, "a number");
        throw new NotSupportedException($"A limit cannot be a {type.Name}: double, int, TimeSpan and string can be bound.");
    }

    private static string LimitName(ParameterInfo parameter) => $"{char.ToLowerInvariant(parameter.Name![0])}{parameter.Name[1..]}";

    private static class Bound<T> where T : class
    {
        public static readonly ConditionalWeakTable<Seed, T> Of = [];
    }
}
