using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Collectors.Text;

/// <summary>
/// Takes secrets out of a text by their shape. Every pattern matches from its first characters on, without needing the
/// end, so that a secret that was cut off is still found.
/// </summary>
internal static partial class Secrets
{
    private const int Patience = 500;

    // Quoted (also with a backslash before each quote, as inside of JSON), or up to a blank or a separator.
    private const string Value = @"(?:\\""[^""]*(?:""|\z)|""(?:[^""\\]|\\.)*(?:""|\\?\z)|'[^']*(?:'|\z)|[^\s,;&""'<>\\][^\s,;&""'<>]*)";

    public static string Redact(string text)
    {
        try
        {
            text = Pem().Replace(text, SafeText.Mark);
            text = Jwt().Replace(text, SafeText.Mark);
            text = AwsKey().Replace(text, SafeText.Mark);
            text = KnownToken().Replace(text, SafeText.Mark);
            text = UserInfo().Replace(text, "${head}" + SafeText.Mark + "${tail}");
            text = Authorization().Replace(text, "${head}" + SafeText.Mark);
            text = Assignment().Replace(text, "${head}" + SafeText.Mark);
            return text;
        }
        catch (RegexMatchTimeoutException)
        {
            return "[withheld: this text could not be checked for secrets in time]";
        }
    }

    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]{0,40}-----.*?(?:-----END [A-Z0-9 ]{0,40}-----|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex Pem();

    // Base64 of {" is eyJ: every JWT begins with it.
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,4}", RegexOptions.CultureInvariant, Patience)]
    private static partial Regex Jwt();

    [GeneratedRegex(@"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{8,}", RegexOptions.CultureInvariant, Patience)]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|[sr]k_live_|dckr_pat_|npm_)[A-Za-z0-9_-]{8,}", RegexOptions.CultureInvariant, Patience)]
    private static partial Regex KnownToken();

    // scheme://user:password@host, and user:password@tcp(host) of Go's MySQL driver.
    [GeneratedRegex(@"(?<head>[A-Za-z][A-Za-z0-9+.-]{0,20}://)[^\s/@""'<>\[\]]{1,512}(?<tail>@)|(?<head>\b)[\w.-]{1,64}:[^\s@""'<>\[\]]{1,256}(?<tail>@(?:tcp|unix)\()", RegexOptions.CultureInvariant, Patience)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"(?<head>\bauthorization[""']?[ \t]*[:=][ \t]*[""']?(?:(?:basic|bearer|digest|token)[ \t]+)?)[^\s,;""']+|(?<head>\bbearer[ \t]+)[A-Za-z0-9._~+/-]{16,}=*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex Authorization();

    // With an equals sign, as a flag or as a tag any name that holds such a word will do. Before a colon, where prose is
    // common (secret "db" : not found), only names that can mean nothing else.
    [GeneratedRegex(
        @"(?<head>[\w.-]{0,64}(?:passw|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|signature|credential)[\w.-]{0,64}\\?[""']?[ \t]*=[ \t]*)" + Value
        + @"|(?<head>--[\w-]{0,64}(?:passw|secret|token|api-?key|access-?key)[\w-]{0,64}[ \t]+)(?!-)" + Value
        + @"|(?<head><[\w.:-]{0,64}(?:passw|secret|token|api-?key)[\w.:-]{0,64}>)[^<]+"
        + @"|(?<head>[\w.-]{0,64}(?:password|passwd|passphrase|pwd|api[_-]?key|secret[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|(?:access|auth|refresh|session|id|security)[_-]?token)\\?[""']?[ \t]*:[ \t]*)" + Value,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex Assignment();
}

/// <summary>Names of keys that hold secrets.</summary>
public static partial class SecretWords
{
    /// <summary>Whether a value under this key of a ConfigMap must never be kept: <c>DB_PASSWORD</c>, <c>apiKey</c>, <c>postgres.connectionString</c>.</summary>
    public static bool IsSecretKey(string key)
    {
        try
        {
            return Words().IsMatch(key);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    [GeneratedRegex("pass|pwd|secret|token|key|cred|conn.*str|dsn", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, 500)]
    private static partial Regex Words();
}
