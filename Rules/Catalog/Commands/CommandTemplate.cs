using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Rules.Catalog.Commands;

/// <summary>A command with placeholders, cut into what stands as it is and what gets a value.</summary>
/// <param name="Parts">In order.</param>
/// <param name="Faults">Why a quoted value would not stay a single harmless word; empty when all is well.</param>
public sealed partial record CommandTemplate(IReadOnlyList<CommandPart> Parts, IReadOnlyList<string> Faults)
{
    /// <summary>The placeholders, each once, in the order in which they come.</summary>
    public IReadOnlyList<string> Names => [.. Parts.Where(part => part.IsPlaceholder).Select(part => part.Text).Distinct(StringComparer.Ordinal)];

    /// <summary>The names of all placeholders in a text.</summary>
    public static IEnumerable<string> NamesIn(string text) => Placeholder().Matches(text).Select(match => match.Groups["name"].Value);

    public static CommandTemplate Parse(string command)
    {
        var parts = new List<CommandPart>();
        var faults = new List<string>();
        var contexts = ShellContext.Of(command);
        var done = 0;
        foreach (Match match in Placeholder().Matches(command))
        {
            parts.Add(new CommandPart(command[done..match.Index], IsPlaceholder: false));
            parts.Add(new CommandPart(match.Groups["name"].Value, IsPlaceholder: true));
            done = match.Index + match.Length;
            if (Fault(command, match, contexts[match.Index]) is { } why)
                faults.Add($"{match.Value} {why}");
        }

        parts.Add(new CommandPart(command[done..], IsPlaceholder: false));
        return new CommandTemplate([.. parts.Where(part => part.Text.Length > 0)], faults);
    }

    private static string? Fault(string command, Match match, ShellContext.Kind context)
    {
        var before = command[..match.Index];
        var after = command.AsSpan(match.Index + match.Length);
        return context switch
        {
            ShellContext.Kind.Quoted => "stands inside quotes: its own quotes would end them",
            ShellContext.Kind.Backticks => "stands inside backticks: a backtick in its value would end them",
            ShellContext.Kind.Comment => "stands in a comment",
            _ when before.EndsWith('\\') || before.EndsWith('$') || before.EndsWith('{') || after.StartsWith("}") => "stands beside a character that changes what quotes mean",
            _ when before.Contains("<<", StringComparison.Ordinal) => "stands after the beginning of a here-document, where quotes mean nothing",
            _ when Redirection().IsMatch(before) => "stands behind a redirection: its value would name a file to write or read",
            _ when CommandPosition().IsMatch(before) => "stands where a command begins: its value would be run",
            _ when Interpreter().IsMatch(before) => "is given to an interpreter: its value would be run",
            _ => null,
        };
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[<>]&?\s*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Redirection();

    [GeneratedRegex(@"(?:^|(?<!\\)\n|[;|&({])\s*(?:[A-Za-z_]+=\S*\s+)*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CommandPosition();

    [GeneratedRegex(@"\beval\b[^\n;|&]*\z|\b(?:ba|da|k|z)?sh\s+-[a-z]*c\s+\S*\z|\bxargs\b[^\n;|&]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Interpreter();
}

/// <summary>A piece of a command.</summary>
/// <param name="Text">The words, or the name of the placeholder without its braces.</param>
public sealed record CommandPart(string Text, bool IsPlaceholder);
