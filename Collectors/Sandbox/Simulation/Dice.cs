using System.Globalization;

namespace ApnaKart.Watch.Collectors.Sandbox;

/// <summary>Chance that comes out the same for the same seed.</summary>
internal sealed class Dice(int seed)
{
    // Letters and digits that make no words: the alphabet of generated names.
    private const string NameLetters = "bcdfghjklmnpqrstvwxz2456789";
    private const string HashLetters = "2456789bcdfghkmt";

    private readonly Random _random = new(seed);

    public double Fraction() => _random.NextDouble();

    public bool Chance(double share) => _random.NextDouble() < share;

    public int Whole(int below) => _random.Next(below);

    /// <summary>Seconds between two bounds.</summary>
    public TimeSpan Seconds(double from, double to) => TimeSpan.FromSeconds(from + ((to - from) * _random.NextDouble()));

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    public string Suffix(int length = 5) => string.Create(length, _random, static (text, random) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = NameLetters[random.Next(NameLetters.Length)];
    });

    public string Uid()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes).ToString("D", CultureInfo.InvariantCulture);
    }

    public string Hex(int digits)
    {
        var bytes = new byte[digits / 2];
        _random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>A number that is the same for the same text in every process.</summary>
    public static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
            hash = (hash ^ letter) * 16777619u;
        return hash;
    }

    /// <summary>The suffix that the builder of ConfigMaps gives to hashed names: ten letters, made of the content.</summary>
    public static string ContentHash(string text) => Encode(text, 10, HashLetters);

    /// <summary>The hash of a pod template.</summary>
    public static string TemplateHash(string text) => Encode(text, 9, NameLetters);

    /// <summary>Sixty-four hexadecimal digits made of a text: the digest of an image.</summary>
    public static string Digest(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static string Encode(string text, int length, string letters)
    {
        var digest = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
        return string.Concat(digest.Take(length).Select(b => letters[b % letters.Length]));
    }
}
