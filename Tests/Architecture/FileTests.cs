using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Architecture;

public sealed partial class FileTests
{
    private const int LongestFile = 300;

    private static readonly string[] Folders = [".ci", ".config", ".github", "Collectors", "Dashboard", "Rules", "Tests", "helm", "seeds"];

    private static readonly string[] TopFiles = ["ApnaKart.Watch.sln", "Directory.Build.props", "Directory.Packages.props", "Dockerfile", "README.md", "global.json"];

    private static readonly string[] Code = [".cs", ".razor", ".css", ".js"];

    private static readonly string[] Binary = [".png", ".ico", ".woff2", ".gz"];

    /// <summary>In pieces, so that this file passes its own test.</summary>
    private static readonly string[] Registries =
        [.. "nuget|org npmjs|org npmjs|com pypi|org pythonhosted|org crates|io rubygems|org golang|org maven|org debian|org ubuntu|com".Split(' ').Select(host => host.Replace('|', '.'))];

    public static TheoryData<string, Regex> Forbidden => new()
    {
        { "a key of an AWS account", AccessKey() },
        { "a private key", PrivateKey() },
        { "a path of somebody's machine", MachinePath() },
        { "the host of a package registry", new Regex(@"\b(" + string.Join('|', Registries.Select(Regex.Escape)) + @")\b", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)) },
    };

    [Fact]
    public void No_file_of_code_is_longer_than_300_lines() => Repository.Files
        .Where(file => Code.Contains(Path.GetExtension(file), StringComparer.Ordinal))
        .Select(file => (file, lines: Repository.Read(file).AsSpan().Count('\n')))
        .Where(one => one.lines > LongestFile)
        .Select(one => $"{one.file}: {one.lines} lines")
        .ShouldBeEmpty();

    [Fact]
    public void The_top_level_holds_what_it_should_and_nothing_else() => Repository.Files
        .Select(file => file.Split('/'))
        .Where(parts => parts.Length > 1
            ? !Folders.Contains(parts[0], StringComparer.Ordinal)
            : !parts[0].StartsWith('.') && !TopFiles.Contains(parts[0], StringComparer.Ordinal))
        .Select(parts => parts[0])
        .Distinct()
        .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void No_file_holds(string what, Regex pattern) => Repository.Files
        .Where(file => !Binary.Contains(Path.GetExtension(file), StringComparer.Ordinal))
        .SelectMany(file => pattern.Matches(Repository.Read(file)).Select(match => $"{file}: {match.Value}"))
        .ShouldBeEmpty(what);

    [Theory]
    [InlineData("AKIA|1234567890ABCDEF")]
    [InlineData("ASIA|1234567890ABCDEF")]
    [InlineData("-----BEGIN RSA PRIVATE| KEY-----")]
    [InlineData("see /ho|me/anna/notes")]
    [InlineData("\"/wo|rk/project\"")]
    [InlineData(@"C:\Use|rs\anna")]
    [InlineData("https://api.nu|get.org/v3")]
    public void The_search_finds(string inPieces)
    {
        var text = inPieces.Replace("|", "", StringComparison.Ordinal);
        Forbidden.ShouldContain(row => row.Data.Item2.IsMatch(text));
    }

    [Theory]
    [InlineData("AKIAIOSFODNN7|EXAMPLE")]
    [InlineData("https://watch.example/work/now")]
    [InlineData("a framework/work of art")]
    public void The_search_leaves_alone(string inPieces)
    {
        var text = inPieces.Replace("|", "", StringComparison.Ordinal);
        Forbidden.ShouldNotContain(row => row.Data.Item2.IsMatch(text));
    }

    /// <summary>The keys of AWS's own documentation end in EXAMPLE, and open nothing.</summary>
    [GeneratedRegex(@"\b(AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE)[A-Z0-9]{16}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AccessKey();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY", RegexOptions.None, 1000)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(?<![\w.~*}-])/(work|root|home|Users)/[\w.]|\b[A-Z]:\\Users\\", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();
}
