namespace ApnaKart.Watch.Dashboard.Components.Wording;

/// <summary>Finds the real names in a command, so that the eye finds them too.</summary>
public static class CommandWords
{
    private const int Shortest = 2;

    /// <summary>The command in pieces that joined are exactly the command; a piece is a value when it is one of those given, as a whole word.</summary>
    public static IReadOnlyList<(string Part, bool Value)> Split(string command, IReadOnlyDictionary<string, string>? values)
    {
        var names = (values?.Values ?? []).Where(value => value.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length).ToList();
        var parts = new List<(string, bool)>();
        var plain = 0;
        for (var at = 0; at < command.Length;)
        {
            var found = names.Find(name => string.CompareOrdinal(command, at, name, 0, name.Length) == 0 && Whole(command, at, name.Length));
            if (found is null)
            {
                at++;
                continue;
            }
            if (at > plain)
                parts.Add((command[plain..at], false));
            parts.Add((found, true));
            at += found.Length;
            plain = at;
        }
        if (plain < command.Length)
            parts.Add((command[plain..], false));
        return parts;
    }

    private static bool Whole(string command, int at, int length) =>
        (at == 0 || !Word(command[at - 1])) && (at + length == command.Length || !Word(command[at + length]));

    private static bool Word(char letter) => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.';
}
