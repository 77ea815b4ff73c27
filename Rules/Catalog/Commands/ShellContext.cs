namespace ApnaKart.Watch.Rules.Catalog.Commands;

/// <summary>Where in a shell command each character stands. Enough of a shell's grammar to refuse what is not plain.</summary>
internal static class ShellContext
{
    public enum Kind
    {
        Plain,
        Quoted,
        Backticks,
        Comment,
    }

    public static Kind[] Of(string command)
    {
        var kinds = new Kind[command.Length];
        var quote = '\0';
        var comment = false;
        for (var i = 0; i < command.Length; i++)
        {
            var letter = command[i];
            comment = comment && letter != '\n';
            if (!comment && quote == '\0' && letter == '#' && (i == 0 || char.IsWhiteSpace(command[i - 1])))
                comment = true;
            kinds[i] = KindOf(comment, quote);
            if (comment)
                continue;
            if (letter == '\\' && quote != '\'' && i + 1 < command.Length)
                kinds[++i] = kinds[i - 1];
            else if (quote == '\0' && letter is '\'' or '"' or '`')
                quote = letter;
            else if (letter == quote)
                quote = '\0';
        }

        return kinds;
    }

    private static Kind KindOf(bool comment, char quote) => quote switch
    {
        _ when comment => Kind.Comment,
        '\0' => Kind.Plain,
        '`' => Kind.Backticks,
        _ => Kind.Quoted,
    };
}
