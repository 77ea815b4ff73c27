using ApnaKart.Watch.Collectors.Store;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

/// <summary>What an operator is told when the disk or the file is not as it should be.</summary>
public sealed class StoreFailureTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_another_process_holds_is_named_with_that_process_and_used_when_it_is_free()
    {
        var stop = TestContext.Current.CancellationToken;
        using var holder = ChildProcess.Start("store-holder", _folder.Path);
        (await holder.Output.ReadLineAsync(stop)).ShouldBe("held");
        await using var store = _folder.Samples();

        var refused = await Should.ThrowAsync<StoreException>(() => store.WriteAsync([Given.Sample(1, 0)], stop));
        refused.Message.ShouldContain(_folder.Options.SamplesFile);
        refused.Message.ShouldContain($"PID {holder.Id}");
        _folder.Corrupt.ShouldBeEmpty();

        (await holder.EndAsync(stop)).ShouldBe(0);
        await store.WriteAsync([Given.Sample(1, 0)], stop);
    }

    [Fact]
    public async Task A_second_store_of_this_process_on_the_same_file_is_refused()
    {
        await using var first = _folder.Samples();
        await first.WriteAsync([Given.Sample(1, 0)], Given.Stop);
        await using (var second = _folder.Samples())
            (await Should.ThrowAsync<StoreException>(() => second.WriteAsync([Given.Sample(2, 0)], Given.Stop))).Message.ShouldContain("in use by another store of this process");

        await first.WriteAsync([Given.Sample(3, 1)], Given.Stop);
    }

    [Theory]
    [InlineData("this is no database")]
    [InlineData("")]
    public async Task A_broken_sample_file_is_kept_aside_and_a_new_one_begun(string content)
    {
        await File.WriteAllTextAsync(_folder.Options.SamplesFile, content, Given.Stop);
        await using var store = _folder.Samples();

        await store.WriteAsync([Given.Sample(1, 0)], Given.Stop);

        (await File.ReadAllTextAsync(_folder.Corrupt.ShouldHaveSingleItem(), Given.Stop)).ShouldBe(content);
        store.MovedAside!.From.ShouldBe(_folder.Options.SamplesFile);
        store.MovedAside.To.ShouldBe(_folder.Corrupt[0]);
        store.MovedAside.Why.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_broken_state_file_is_kept_aside_and_a_new_one_begun()
    {
        await File.WriteAllTextAsync(_folder.Options.StateFile, new string('x', 5000), Given.Stop);
        await using var store = _folder.State();

        await store.SaveAsync("a", "1", Given.Stop);

        (await store.LoadAsync("a", Given.Stop)).ShouldBe("1");
        (await File.ReadAllTextAsync(_folder.Corrupt.ShouldHaveSingleItem(), Given.Stop)).ShouldStartWith("xxx");
        store.MovedAside!.To.ShouldBe(_folder.Corrupt[0]);
    }

    [Fact]
    public async Task A_state_file_that_is_broken_inside_is_kept_aside_too()
    {
        await using (var store = _folder.State())
            await store.SaveFactsAsync([.. Enumerable.Range(0, 500).Select(i => StateStoreTests.Fact($"fact-{i}", i))], Given.Stop);
        await using (var file = File.OpenWrite(_folder.Options.StateFile))
        {
            file.Position = 3 * 4096;
            await file.WriteAsync(new byte[4 * 4096], Given.Stop);
        }

        await using var reopened = _folder.State();
        await reopened.SaveAsync("a", "1", Given.Stop);

        _folder.Corrupt.ShouldHaveSingleItem();
        reopened.MovedAside.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_is_made_when_it_is_missing()
    {
        using var outer = new StoreFolder();
        var options = new StoreOptions { Path = Path.Combine(outer.Path, "deep", "er") };
        await using var samples = new Collectors.Store.DuckDb.DuckDbSampleStore(options.SamplesFile, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Collectors.Store.DuckDb.DuckDbSampleStore>.Instance);

        await samples.WriteAsync([Given.Sample(1, 0)], Given.Stop);

        File.Exists(options.SamplesFile).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_so()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "file"), "in the way", Given.Stop);
        var options = new StoreOptions { Path = Path.Combine(_folder.Path, "file", "data") };
        await using var samples = new Collectors.Store.DuckDb.DuckDbSampleStore(options.SamplesFile, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Collectors.Store.DuckDb.DuckDbSampleStore>.Instance);
        await using var state = new Collectors.Store.Sqlite.SqliteStateStore(options.StateFile, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Collectors.Store.Sqlite.SqliteStateStore>.Instance);

        (await Should.ThrowAsync<StoreException>(() => samples.WriteAsync([Given.Sample(1, 0)], Given.Stop))).Message.ShouldContain(options.SamplesFile);
        (await Should.ThrowAsync<StoreException>(() => state.LoadPhasesAsync(Given.Stop))).Message.ShouldContain(options.StateFile);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_said_so_and_left_alone()
    {
        Directory.CreateDirectory(_folder.Options.SamplesFile);
        Directory.CreateDirectory(_folder.Options.StateFile);
        await using var samples = _folder.Samples();
        await using var state = _folder.State();

        (await Should.ThrowAsync<StoreException>(() => samples.WriteAsync([Given.Sample(1, 0)], Given.Stop))).Message.ShouldContain(_folder.Options.SamplesFile);
        (await Should.ThrowAsync<StoreException>(() => state.SaveAsync("a", "1", Given.Stop))).Message.ShouldContain(_folder.Options.StateFile);
        _folder.Corrupt.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_vanishes_in_use_is_told_once_and_begun_again()
    {
        await using var samples = _folder.Samples();
        await samples.WriteAsync([Given.Sample(1, 0)], Given.Stop);
        await using var state = _folder.State();
        await state.SaveAsync("a", "1", Given.Stop);

        foreach (var file in Directory.GetFiles(_folder.Path))
            File.Delete(file);

        (await Should.ThrowAsync<StoreException>(() => samples.WriteAsync([Given.Sample(2, 1)], Given.Stop))).Message.ShouldContain("was removed while it was in use");
        (await Should.ThrowAsync<StoreException>(() => state.SaveAsync("b", "2", Given.Stop))).Message.ShouldContain("was removed while it was in use");
        await samples.WriteAsync([Given.Sample(2, 1)], Given.Stop);
        await state.SaveAsync("b", "2", Given.Stop);
        (await state.LoadAsync("b", Given.Stop)).ShouldBe("2");
        File.Exists(_folder.Options.SamplesFile).ShouldBeTrue();
    }

    /// <summary>A limit on the size of files stands for a full disk: the system refuses the write in the same place. (The runtime's own memory file would meet the limit too, and is switched off.)</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_full_disk_is_said_so_and_loses_nothing_that_was_accepted()
    {
        var stop = TestContext.Current.CancellationToken;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The limit is set by the shell of Linux.");
        using var writer = ChildProcess.Start("bash", ["-c", "trap '' XFSZ; ulimit -f 3000; export DOTNET_EnableWriteXorExecute=0; exec dotnet \"$0\" store-writer \"$1\"", ChildProcess.Program, _folder.Path]);

        var accepted = (await writer.Output.ReadToEndAsync(stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        var said = await writer.Errors.ReadToEndAsync(stop);
        (await writer.EndAsync(stop)).ShouldBe(3, said);

        said.ShouldContain($"The disk that holds the sample store {_folder.Options.SamplesFile} is full");
        accepted.ShouldBeGreaterThan(10);
        await using var store = _folder.Samples();
        var points = await store.ReadAsync(
            "writer_counter", new("deployment", "writer", "shop", "prod", "ap-south-1"), Given.Noon.AddDays(-1), Given.Noon.AddDays(1), TimeSpan.Zero, stop);
        points.Count.ShouldBeGreaterThanOrEqualTo(accepted * 500);
    }
}
