using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>A seed in its two parts. Each keeps the line numbers of the whole file, so that a fault names the true line.</summary>
/// <param name="Name">Of the file, without its folder.</param>
/// <param name="FrontMatter">Null when it could not be read, which is a fault.</param>
/// <param name="Body">The Markdown, after as many empty lines as the front matter has.</param>
internal sealed record SeedFile(string Name, YamlMappingNode? FrontMatter, string Body)
{
    private const string Fence = "---";

    public static SeedFile Read(Ledger ledger, string path)
    {
        var name = Path.GetFileName(path);
        var lines = File.ReadAllLines(path);
        var end = lines.Length > 0 && lines[0] == Fence ? Array.IndexOf(lines, Fence, 1) : -1;
        if (end < 0)
        {
            ledger.Fault($"{name}:1", $"the file must begin with front matter between two lines of {Fence}");
            return new SeedFile(name, null, string.Join('\n', lines));
        }

        var yaml = "\n" + string.Join('\n', lines[1..end]);
        var body = new string('\n', end + 1) + string.Join('\n', lines[(end + 1)..]);
        return new SeedFile(name, ReadYaml(ledger, name, yaml), body);
    }

    /// <summary>The mapping of a YAML text, or null with a fault.</summary>
    public static YamlMappingNode? ReadYaml(Ledger ledger, string name, string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
                return root;
            ledger.Fault($"{name}:1", "one YAML mapping is expected");
        }
        catch (YamlException fault)
        {
            ledger.Fault($"{name}:{fault.Start.Line}", $"this is not YAML that can be read: {fault.Message}");
        }

        return null;
    }
}
