using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Components;

namespace ApnaKart.Watch.Tests.Architecture;

/// <summary>The types that people wrote.</summary>
internal static class OwnTypes
{
    public static IEnumerable<Type> In(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.Namespace?.StartsWith("ApnaKart.", StringComparison.Ordinal) == true && !IsGenerated(type));

    /// <summary>Made by the compiler, a source generator or the Razor compiler. Components cannot be sealed, serializer contexts are completed by a generator.</summary>
    public static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute))
        || type.Name.Contains('<', StringComparison.Ordinal)
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute)) && !type.IsSubclassOf(typeof(JsonSerializerContext))
        || type.IsSubclassOf(typeof(ComponentBase))
        || type.DeclaringType is { } outer && IsGenerated(outer);

    public static bool IsGenerated(FieldInfo field) => field.IsDefined(typeof(CompilerGeneratedAttribute)) || field.Name.Contains('<', StringComparison.Ordinal);
}
