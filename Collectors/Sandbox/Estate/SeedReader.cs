using ApnaKart.Watch.Collectors.Sandbox.Outages;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ApnaKart.Watch.Collectors.Sandbox.Estate;

/// <summary>Reads the sandbox's seeds. Unknown keys are refused.</summary>
public static class SeedReader
{
    /// <exception cref="SandboxSeedException">The file is missing or cannot be read; the message names it and the line.</exception>
    public static EstateSeed Estate(string directory)
    {
        var estate = Read<EstateSeed>(Path.Combine(directory, "estate.yaml"));
        var errors = EstateChecks.Errors(estate).ToList();
        return errors.Count == 0 ? estate : throw new SandboxSeedException($"estate.yaml: {string.Join("; ", errors)}");
    }

    /// <exception cref="SandboxSeedException">The file is missing or cannot be read; the message names it and the line.</exception>
    public static IReadOnlyList<OutageSeed> Outages(string directory) => Read<List<OutageSeed>>(Path.Combine(directory, "outages.yaml"));

    private static T Read<T>(string path)
    {
        try
        {
            using var text = File.OpenText(path);
            return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithNodeTypeResolver(new ReadOnlyCollections()).Build().Deserialize<T>(text);
        }
        catch (YamlException error)
        {
            throw new SandboxSeedException($"{Path.GetFileName(path)}, line {error.Start.Line}: {error.InnerException?.Message ?? error.Message}", error);
        }
        catch (IOException error)
        {
            throw new SandboxSeedException($"The sandbox's seed cannot be read: {error.Message}", error);
        }
    }
}

/// <summary>A seed of the sandbox is wrong. The message is fit to be shown.</summary>
public sealed class SandboxSeedException(string message, Exception? inner = null) : Exception(message, inner);
