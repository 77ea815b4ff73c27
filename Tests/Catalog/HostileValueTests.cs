using System.Text.RegularExpressions;
using ApnaKart.Watch.Rules.Catalog;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Catalog;

/// <summary>Runs every command of every real runbook with a value that tries to break out, against programs that only count.</summary>
public sealed partial class HostileValueTests
{
    private const string Hostile = """x'; : > pwned; echo "$(: > pwned)" `: > pwned` $(: > pwned) | : > pwned & {a,b} * ~ \""";

    /// <summary>Each stand-in writes a mark for every word that holds the whole value.</summary>
    private const string StandIns = """
        count() { for word; do case $word in *"$HOSTILE"*) echo hit >> hits;; esac; done; }
        kubectl() { count "$@"; }
        aws() { count "$@"; }
        grep() { count "$@"; }
        curl() { count "$@"; }
        nslookup() { count "$@"; }
        awk() { count "$@"; }
        terraform() { count "$@"; }

        """;

    [Fact]
    public async Task A_hostile_value_stays_one_word_in_every_command_of_every_runbook()
    {
        Assert.SkipUnless(Shell.IsThere, "There is no /bin/sh here.");
        var steps = SeedCatalog.Load(SeedFiles.Real).Seeds
            .SelectMany(seed => seed.Runbook.Sections).SelectMany(section => section.Steps)
            .Where(step => step.Command is not null).Select(step => step with { When = null }).ToList();
        var commands = steps.Select(step => RunbookRenderer.Render(step, new Everywhere(Hostile))!.Command.ShouldNotBeNull());
        using var shell = new Shell();

        var (exit, output, errors) = await shell.Run(StandIns + string.Join('\n', commands) + "\nwait\n", ("HOSTILE", Hostile));

        exit.ShouldBe(0);
        errors.ShouldBeEmpty();
        output.ShouldBeEmpty();
        File.Exists(Path.Combine(shell.Folder, "pwned")).ShouldBeFalse();
        (await File.ReadAllLinesAsync(Path.Combine(shell.Folder, "hits"))).Length.ShouldBe(steps.Sum(step => WordWithPlaceholder().Count(step.Command!)));
    }

    [GeneratedRegex(@"\S*\{[A-Za-z]+\}\S*", RegexOptions.None, 1000)]
    private static partial Regex WordWithPlaceholder();

    /// <summary>The same value under every name.</summary>
    private sealed class Everywhere(string value) : IReadOnlyDictionary<string, string>
    {
        public string this[string key] => value;

        public IEnumerable<string> Keys => [];

        public IEnumerable<string> Values => [];

        public int Count => 0;

        public bool ContainsKey(string key) => true;

        public bool TryGetValue(string key, out string found)
        {
            found = value;
            return true;
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Enumerable.Empty<KeyValuePair<string, string>>().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
