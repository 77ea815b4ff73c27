using System.Globalization;
using System.Text;
using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Catalog.Commands;
using CsCheck;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

public sealed class ShellWordTests
{
    private const string Marks = "'\"\\$`;&|<>(){}[]*?!~#%= \t-ab";

    private static readonly string[] Hostile =
    [
        "'", "''", "'; touch pwned; '", "$(touch pwned)", "`touch pwned`", "a;touch pwned", "a\ntouch pwned", "${IFS}", "\\", "\\'", "a'\\''b",
        "\"", "*", "~", "~root", "!!", "#", "%s%n", "-n", "--", "&", "|", ">x", "<x", "{a,b}", "[a-z]", "=ls", "a=b", "file:///etc/passwd",
        "\u202Eabc", "a\u2028b", "\u0000", "\u009b31m", "नमस्ते", "🛒", "{\"data\":{\"A\":\"it's\"}}",
    ];

    private static readonly Gen<string> Values = Gen.Frequency(
        (1, Gen.Int[0, Hostile.Length - 1].Select(i => Hostile[i])),
        (2, Gen.OneOf(Gen.Char, Gen.Int[0, Marks.Length - 1].Select(i => Marks[i])).Array[0, 30].Select(letters => new string(letters))),
        (1, Gen.Char.AlphaNumeric.Array[1, 20].Select(letters => new string(letters))));

    private static readonly RunbookStep Print = new("Print", "", null, "printf '%s\\n' {value}", "nothing.", "not needed.", "it is printed.", null);

    [Fact]
    public async Task Whatever_the_value_a_shell_prints_exactly_it_and_runs_nothing_else()
    {
        Assert.SkipUnless(Shell.IsThere, "There is no /bin/sh here.");

        await Values.Array[25].SampleAsync(async values =>
        {
            var steps = values.Select(value => (value, step: RunbookRenderer.Render(Print, new Dictionary<string, string> { ["value"] = value })!)).ToList();
            steps.ShouldAllBe(pair => (pair.step.Command == null) == IsNoValue(pair.value));
            var usable = steps.Where(pair => pair.step.Command is not null).ToList();

            using var shell = new Shell();
            var (exit, output, errors) = await shell.Run(string.Join('\n', usable.Select(pair => pair.step.Command)) + "\n");

            exit.ShouldBe(0);
            errors.ShouldBeEmpty();
            output.ShouldBe(string.Concat(usable.Select(pair => pair.value + "\n")));
            Directory.GetFileSystemEntries(shell.Folder).ShouldHaveSingleItem("only the script itself");
        }, iter: 40);
    }

    [Theory]
    [InlineData("checkout-7c9d5b6f4-x2x9q")]
    [InlineData("111122223333.dkr.ecr.ap-south-1.amazonaws.com/shop/cart:4.2.0")]
    [InlineData("shop/cart@sha256:9f86d081884c7d65")]
    public void A_plain_name_is_left_as_it_is(string value) => ShellWord.Of(value).ShouldBe(value);

    [Theory]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("a=b", "'a=b'")]
    [InlineData("A,B", "'A,B'")]
    public void Anything_else_stands_in_single_quotes(string value, string expected) => ShellWord.Of(value).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-o")]
    [InlineData("a\u001b[31m")]
    [InlineData("a\r\nb")]
    [InlineData("FILE:///etc/passwd")]
    [InlineData("fileb://x")]
    public void What_would_be_an_option_a_file_or_unseen_is_no_value(string? value) => ShellWord.Of(value).ShouldBeNull();

    [Fact]
    public void A_value_past_8_KiB_is_no_value()
    {
        ShellWord.Of(new string('a', 8192)).ShouldNotBeNull();
        ShellWord.Of(new string('a', 8193)).ShouldBeNull();
        ShellWord.Of(new string('é', 4097)).ShouldBeNull("it is bytes that count");
    }

    private static bool IsNoValue(string value) => value.Length == 0 || value[0] == '-' || Encoding.UTF8.GetByteCount(value) > 8192
        || value.StartsWith("file://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("fileb://", StringComparison.OrdinalIgnoreCase)
        || value.Contains('\uFFFD') || !IsWellFormed(value)
        || value.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static bool IsWellFormed(string value) =>
        value.Where((letter, i) => char.IsHighSurrogate(letter) ? i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]) : char.IsLowSurrogate(letter) && (i == 0 || !char.IsHighSurrogate(value[i - 1])))
            .FirstOrDefault() == default;
}
