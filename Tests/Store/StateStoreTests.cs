using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using Dapper;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

public sealed class StateStoreTests : IDisposable
{
    private static readonly DateTimeOffset Long = Given.Noon.AddYears(1);

    private readonly StoreFolder _folder = new();

    public static Fact Fact(string id, double seconds, string text = "Rolled out.") =>
        new(id, FactKinds.RolloutStarted, Given.Checkout, Given.Noon.AddSeconds(seconds), text);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Phases_come_back_after_reopening_and_inactive_ones_do_not()
    {
        var firing = new StoredPhase(2, Given.Checkout, Phase.Firing, Given.Noon);
        var pending = new StoredPhase(4, Given.Cart, Phase.Pending, Given.Noon);
        await using (var store = _folder.State())
        {
            await store.SavePhasesAsync([firing with { Phase = Phase.Pending }, pending], Given.Stop);
            await store.SavePhasesAsync([firing, pending with { Phase = Phase.Inactive }], Given.Stop);
        }
        await using var reopened = _folder.State();

        (await reopened.LoadPhasesAsync(Given.Stop)).ShouldBe([firing]);
    }

    [Fact]
    public async Task The_first_telling_of_a_fact_stays()
    {
        await using var store = _folder.State();
        var first = Fact("a", 0) with { Data = new Dictionary<string, string> { ["diff"] = "- x\n+ \"y\"" } };
        await store.SaveFactsAsync([first], Given.Stop);
        await store.SaveFactsAsync([Fact("a", 5, "Told again."), Fact("b", 1)], Given.Stop);

        var facts = await store.LoadFactsAsync(Given.Noon, Long, 10, Given.Stop);

        facts.Select(fact => (fact.Id, fact.Text)).ShouldBe([("a", "Rolled out."), ("b", "Rolled out.")]);
        facts[0].Data.ShouldBe(first.Data);
        facts[1].Data.ShouldBeNull();
        facts[0].Resource.ShouldBe(Given.Checkout);
    }

    [Fact]
    public async Task Of_many_facts_the_newest_are_given_oldest_first()
    {
        await using var store = _folder.State();
        await store.SaveFactsAsync([Fact("d", 4), Fact("a", 1), Fact("c", 3), Fact("b", 2), Fact("z", -1)], Given.Stop);

        var facts = await store.LoadFactsAsync(Given.Noon, Given.Noon.AddSeconds(4), 2, Given.Stop);

        facts.Select(fact => fact.Id).ShouldBe(["b", "c"]);
    }

    [Fact]
    public async Task Changes_come_back_whole_and_by_scenario()
    {
        await using var store = _folder.State();
        var whole = new VerdictChange(2, null, Given.Noon, Status.Critical, 18, Phase.Firing, "checkout: 6 of 8 pods crash", Given.Checkout);
        var scoped = new VerdictChange(4, new Scope("ap-south-1", "prod"), Given.Noon.AddSeconds(1), Status.Unknown, null, Phase.Inactive, "'); DROP TABLE changes; --", null);
        var region = scoped with { Scope = new Scope("ap-south-1"), Time = Given.Noon.AddSeconds(2) };
        await store.SaveChangesAsync([region, scoped, whole], Given.Stop);

        (await store.LoadChangesAsync(null, Given.Noon, Long, Given.Stop)).ShouldBe([whole, scoped, region]);
        (await store.LoadChangesAsync(4, Given.Noon, Given.Noon.AddSeconds(2), Given.Stop)).ShouldBe([scoped]);
    }

    [Fact]
    public async Task A_value_by_name_is_the_one_saved_last()
    {
        await using var store = _folder.State();
        (await store.LoadAsync("configmaps", Given.Stop)).ShouldBeNull();
        await store.SaveAsync("configmaps", "1", Given.Stop);
        await store.SaveAsync("configmaps", "2", Given.Stop);

        (await store.LoadAsync("configmaps", Given.Stop)).ShouldBe("2");
    }

    [Fact]
    public async Task What_is_older_is_deleted_but_phases_and_names_stay()
    {
        await using var store = _folder.State();
        var phase = new StoredPhase(2, Given.Checkout, Phase.Firing, Given.Noon.AddDays(-40));
        await store.SavePhasesAsync([phase], Given.Stop);
        await store.SaveAsync("a", "1", Given.Stop);
        await store.SaveFactsAsync([Fact("old", -60), Fact("new", 60)], Given.Stop);
        var change = new VerdictChange(2, null, Given.Noon, Status.Healthy, 100, Phase.Inactive, "well", null);
        await store.SaveChangesAsync([change with { Time = Given.Noon.AddSeconds(-1) }, change], Given.Stop);

        await store.DeleteBeforeAsync(Given.Noon, Given.Stop);

        (await store.LoadFactsAsync(DateTimeOffset.MinValue, Long, 10, Given.Stop)).Select(fact => fact.Id).ShouldBe(["new"]);
        (await store.LoadChangesAsync(null, DateTimeOffset.MinValue, Long, Given.Stop)).ShouldBe([change]);
        (await store.LoadPhasesAsync(Given.Stop)).ShouldBe([phase]);
        (await store.LoadAsync("a", Given.Stop)).ShouldBe("1");
    }

    [Fact]
    public async Task A_batch_is_stored_whole_or_not_at_all()
    {
        await using var store = _folder.State();
        var broken = Fact("b", 1) with { Text = null! };

        await Should.ThrowAsync<StoreException>(() => store.SaveFactsAsync([Fact("a", 0), broken], Given.Stop));

        (await store.LoadFactsAsync(Given.Noon, Long, 10, Given.Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await using (var store = _folder.State())
            await store.SaveAsync("a", "1", Given.Stop);
        await using (var connection = new SqliteConnection($"Data Source={_folder.Options.StateFile};Pooling=false"))
            await connection.ExecuteAsync("PRAGMA user_version = 99");

        await using var older = _folder.State();
        (await Should.ThrowAsync<StoreException>(() => older.LoadAsync("a", Given.Stop))).Message.ShouldContain("newer version");

        _folder.Corrupt.ShouldBeEmpty();
    }

    [Fact]
    public async Task Readers_do_not_wait_for_a_writer_and_see_what_was_committed()
    {
        await using var store = _folder.State();
        await store.SaveAsync("a", "1", Given.Stop);
        await using var writer = new SqliteConnection($"Data Source={_folder.Options.StateFile};Pooling=false");
        await writer.OpenAsync(Given.Stop);
        await using var transaction = writer.BeginTransaction(deferred: false);
        await writer.ExecuteAsync("UPDATE remembered SET value = '2'", transaction: transaction);

        (await store.LoadAsync("a", Given.Stop).WaitAsync(TimeSpan.FromSeconds(30), Given.Stop)).ShouldBe("1");
    }
}
