using System.Globalization;
using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Rules.Catalog.Parsing;

/// <summary>Reads the front matter of one seed.</summary>
internal static partial class SeedReader
{
    private const int LongestShort = 22;
    private static readonly string[] Groups = ["kubernetes", "aws", "recovery"];

    /// <param name="placeholders">What its signature supplies; null when there is no signature.</param>
    public static ReadSeed? Read(Ledger ledger, SeedFile file, Func<int, IReadOnlyList<string>?> placeholders)
    {
        if (file.FrontMatter is null)
        {
            RunbookReader.Read(ledger, file, null);
            return null;
        }

        var root = new Block(ledger, file.Name, file.FrontMatter);
        var number = Number(root);
        if (number is { } known)
            root.TunableAs($"Scenarios:{known}");
        var allowed = Placeholders(root, number is null ? null : placeholders(number.Value));
        var seed = new Seed(
            number ?? 0,
            Slug(root, file.Name, number),
            root.Text("title"),
            Short(root),
            Group(root, number),
            new Hold(root.Duration("for"), root.Duration("keepFiringFor")),
            root.Number("matchFloor", "ratio", Tunable.NoShare),
            SymptomReader.Read(root.Map("symptoms")),
            Causes(root.Map("causes")),
            Texts(root.Map("ruledOut"), (block, name) => block.Text(name)),
            StreamNames.Read(root, built: allowed.FromSignature),
            Texts(root.Map("limits"), Tunable.Raw),
            root.Scalar("replay"),
            RunbookReader.Read(ledger, file, allowed.Names));
        root.Close();
        return number is null ? null : new ReadSeed(seed, file.Name, allowed.Names ?? []);
    }

    private static int? Number(Block root)
    {
        var text = root.Text("number");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 15)
            return number;
        if (text.Length > 0)
            root.Fault("number", $"'{text}' is no scenario: 1 to 15 is expected");
        return null;
    }

    private static string Slug(Block root, string file, int? number)
    {
        var slug = root.Text("slug");
        if (slug.Length > 0 && !SlugForm().IsMatch(slug))
            root.Fault("slug", $"'{slug}' may have only small letters, digits and single hyphens");
        else if (number is not null && file != $"{number:00}-{slug}.md")
            root.Fault("slug", $"the file should be called {number:00}-{slug}.md");
        return slug;
    }

    private static string Short(Block root)
    {
        var name = root.Text("short");
        if (name.Length > LongestShort)
            root.Fault("short", $"'{name}' has {name.Length} characters; the wall has room for {LongestShort}");
        return name;
    }

    private static string Group(Block root, int? number)
    {
        var group = root.Text("group");
        if (group.Length > 0 && !Groups.Contains(group))
            root.Fault("group", $"'{group}' is no group: {string.Join(", ", Groups)} are{Nearest.Hint(group, Groups)}");
        else if (number is { } known && group.Length > 0 && group != Groups[(known - 1) / 5])
            root.Fault("group", $"scenario {known} has its place in the row {Groups[(known - 1) / 5]}");
        return group;
    }

    private static Dictionary<string, CauseSeed> Causes(Block? block) =>
        block?.Entries().ToDictionary(entry => entry.Name, entry => Cause(entry.Block), StringComparer.Ordinal) ?? [];

    private static CauseSeed Cause(Block block)
    {
        var against = block.Flag("against");
        var decisive = block.Flag("decisive");
        if (against && decisive)
            block.Fault("decisive", "a cause that speaks against cannot be decisive: say it under ruledOut");
        var points = decisive && block.Scalar("points") is null ? 0 : block.Number("points", "ratio", Tunable.NoShare);
        var cause = new CauseSeed(block.Text("title"), points, against, decisive);
        block.Close();
        return cause;
    }

    private static Dictionary<string, string> Texts(Block? block, Func<Block, string, string> read) =>
        block?.Keys.ToList().ToDictionary(name => name, name => read(block, name), StringComparer.Ordinal) ?? [];

    private static (IReadOnlyList<string>? Names, bool FromSignature) Placeholders(Block root, IReadOnlyList<string>? signature)
    {
        var own = root.List("placeholders");
        if (own is not null && signature is not null)
            root.Fault("placeholders", "the signature supplies them now: take this list away");
        return (signature ?? own, own is null);
    }

    [GeneratedRegex(@"^[a-z0-9]+(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SlugForm();
}

/// <summary>A seed with where it was read and what its commands may ask for.</summary>
internal sealed record ReadSeed(Seed Seed, string File, IReadOnlyList<string> Placeholders);
