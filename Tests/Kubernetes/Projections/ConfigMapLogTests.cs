using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class ConfigMapLogTests
{
    private static readonly ObjectKey Key = new("shop", "web-config");

    private readonly ConfigMapLog _log = new(new ValueKeeper(text => text), name => name == "shop" ? true : null);

    [Xunit.Fact]
    public void Only_other_data_makes_a_version()
    {
        Put(0, ("A", "1")).ShouldBeTrue();
        Put(1, ("A", "1")).ShouldBeFalse();
        Put(2, ("A", "2")).ShouldBeTrue();
        _log[Key]!.Versions.Count.ShouldBe(2);
    }

    [Xunit.Fact]
    public void The_last_twenty_versions_are_kept()
    {
        for (var version = 0; version < 25; version++)
            Put(version * 1000, ("A", $"{version}"));
        _log[Key]!.Versions.Count.ShouldBe(20);
        _log[Key]!.Newest.Values!["A"].Text.ShouldBe("24");
    }

    [Xunit.Fact]
    public void More_than_six_changes_an_hour_are_noise()
    {
        for (var version = 0; version < 7; version++)
            Put(version * 60, ("A", $"{version}"));
        ConfigMapHistory.IsNoisy(_log[Key]!, TestCluster.Start.AddMinutes(10)).ShouldBeTrue();
        ConfigMapHistory.IsNoisy(_log[Key]!, TestCluster.Start.AddHours(2)).ShouldBeFalse();
    }

    [Xunit.Theory]
    [Xunit.InlineData("kube-root-ca.crt")]
    [Xunit.InlineData("aws-auth")]
    public void What_every_cluster_writes_is_not_kept(string name)
    {
        _log.Put(Map(name, 0, ("A", "1")), At(0)).ShouldBeFalse();
        _log[new ObjectKey("shop", name)].ShouldBeNull();
    }

    [Xunit.Fact]
    public void The_value_of_a_key_that_sounds_secret_is_never_kept_nor_restored()
    {
        Put(0, ("DB_PASSWORD", "hunter2"), ("A", "1"));
        Put(1, ("DB_PASSWORD", "hunter3"), ("A", "2"));
        var change = ConfigMapHistory.Of(_log[Key]!)[^1];
        change.Keys.ShouldBe(["A", "DB_PASSWORD"]);
        RestorePatch.For(change, immutable: false).ShouldBeNull();
        ConfigDiff.Of(change).ShouldBe("-A: 1\n+A: 2\n-DB_PASSWORD: [redacted]\n+DB_PASSWORD: [redacted]");
    }

    [Xunit.Theory]
    [Xunit.InlineData("level: info\npassword: hunter2\nport: 1", "level: info\n[redacted]\nport: 1")]
    [Xunit.InlineData("secret: |\n  hunter2\nport: 1", "[redacted]\n[redacted]\nport: 1")]
    [Xunit.InlineData("url=postgres://shop:hunter2@db/shop", "[redacted]")]
    public void A_line_that_sounds_secret_is_taken_out_and_spoils_the_restore(string value, string kept)
    {
        var found = new ValueKeeper(text => text).Keep("app.conf", value);
        found.Text.ShouldBe(kept);
        found.Exact.ShouldBeFalse();
    }

    [Xunit.Fact]
    public void What_the_cleaning_touches_is_not_exact()
    {
        new ValueKeeper(text => text[..Math.Min(text.Length, 8)]).Keep("A", "longer than that").Exact.ShouldBeFalse();
        new ValueKeeper(text => text).Keep("A", "1\n2\n").ShouldBe(new KeptValue("1\n2\n", true));
    }

    [Xunit.Fact]
    public void A_patch_restores_changed_and_removed_keys_and_takes_added_ones_away()
    {
        Put(0, ("changed", "old"), ("removed", "gone"), ("same", "x"));
        Put(1, ("changed", "new"), ("added", "y"), ("same", "x"));
        var change = ConfigMapHistory.Of(_log[Key]!)[^1];
        using var patch = JsonDocument.Parse(RestorePatch.For(change, immutable: false)!);
        var data = patch.RootElement.GetProperty("data");
        data.EnumerateObject().Select(member => member.Name).ShouldBe(["added", "changed", "removed"]);
        data.GetProperty("added").ValueKind.ShouldBe(JsonValueKind.Null);
        data.GetProperty("changed").GetString().ShouldBe("old");
        data.GetProperty("removed").GetString().ShouldBe("gone");
        RestorePatch.For(change, immutable: true).ShouldBeNull("what is immutable cannot be patched");
    }

    [Xunit.Fact]
    public void Deleted_and_created_again_are_told_apart_from_a_change_in_place()
    {
        Put(0, ("A", "1"));
        _log.Delete(Key, At(5)).ShouldBeTrue();
        ConfigMapHistory.Of(_log[Key]!)[^1].Style.ShouldBe(ConfigMapChange.Deleted);
        _log.Put(Map("web-config", 9, ("A", "2")) with { Meta = new ConfigMapMeta { Name = "web-config", Namespace = "shop", Uid = "other", CreationTimestamp = TestCluster.Start.AddSeconds(9) } }, At(9));
        ConfigMapHistory.Of(_log[Key]!)[^1].Style.ShouldBe(ConfigMapChange.Created);
    }

    [Xunit.Fact]
    public void Values_wait_for_the_word_of_their_namespace_and_not_for_ever()
    {
        bool? agreed = null;
        var log = new ConfigMapLog(new ValueKeeper(text => text), _ => agreed);
        log.Put(Map("web-config", 0, ("A", "1")), At(0));
        log[Key]!.Newest.Values.ShouldBeNull();
        agreed = true;
        log.Settle(At(5));
        log[Key]!.Newest.Values!["A"].Text.ShouldBe("1");

        agreed = null;
        log.Put(Map("web-config", 10, ("A", "2")), At(10));
        log.Settle(At(50));
        agreed = true;
        log.Settle(At(51));
        log[Key]!.Newest.Values.ShouldBeNull();
    }

    private bool Put(double at, params (string, string)[] data) => _log.Put(Map("web-config", at, data), At(at));

    private static Moment At(double seconds) => new(TestCluster.Start.AddSeconds(seconds), TimeSpan.FromSeconds(seconds));

    private static ConfigMap Map(string name, double changed, params (string Key, string Value)[] data) => new()
    {
        Meta = new ConfigMapMeta
        {
            Name = name,
            Namespace = "shop",
            Uid = "u",
            CreationTimestamp = TestCluster.Start.AddHours(-1),
            ManagedFields = [new ManagedField { Manager = "kubectl-edit", Time = TestCluster.Start.AddSeconds(changed), Fields = new ManagedKeys { Data = [.. data.Select(pair => pair.Key)] } }],
        },
        Data = data.ToDictionary(pair => pair.Key, pair => pair.Value),
    };
}
