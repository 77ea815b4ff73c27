using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Turns values of ConfigMaps into what may be kept of them.</summary>
/// <param name="clean">Redacts and caps text from outside.</param>
public sealed class ValueKeeper(Func<string, string> clean)
{
    private static readonly Regex SecretName = Linear.Pattern("pass|secret|token|key|cred|conn.*str|dsn", ignoreCase: true);
    private static readonly Regex SecretLine = Linear.Pattern("""[\w.\-]*(pass|secret|token|key|cred|conn\w*str|dsn)[\w.\-]*["']?\s*[:=>]""", ignoreCase: true);
    private static readonly Regex UserInfo = Linear.Pattern(@"://[^/\s:@]*:[^/\s@]+@");

    private const string Hidden = "[redacted]";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>HMAC-SHA256 under a key of this process, the first half of it.</summary>
    public UInt128 Hash(string value)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(value), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>
    /// The value without what may be secret: all of it when its key sounds secret, else the lines that do. A value that was
    /// touched is not exact any more and must never be written back.
    /// </summary>
    public KeptValue Keep(string key, string value)
    {
        if (SecretName.IsMatch(key))
            return new KeptValue(Hidden, false);
        // As a whole first: a private key is seen only over its lines, and what is long is cut.
        var safe = value.Length == 0 ? value : clean(value);
        var exact = safe == value;
        var lines = safe.Split('\n');
        var hiddenIndent = -1;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            var kept = Line(line, ref hiddenIndent);
            exact &= kept == line;
            lines[index] = kept;
        }

        return new KeptValue(string.Join('\n', lines), exact);
    }

    private static string Line(string line, ref int hiddenIndent)
    {
        var indent = line.Length - line.TrimStart().Length;
        if (hiddenIndent >= 0 && (indent > hiddenIndent || indent == line.Length))
            return line.Trim().Length == 0 ? line : Hidden;
        hiddenIndent = -1;
        if (SecretLine.Match(line) is { Success: true } match)
        {
            // A block below a secret name, as YAML has it, is secret too.
            hiddenIndent = indent;
            return $"{line[..match.Index]}{Hidden}";
        }

        return UserInfo.IsMatch(line) ? Hidden : line;
    }
}
