using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Collectors.Store.Recording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Store;

public sealed class StoreServicesTests
{
    [Fact]
    public async Task A_host_records_samples_and_words_and_shows_its_stores_as_sources()
    {
        using var folder = new StoreFolder();
        await using var services = new ServiceCollection().AddLogging().AddStores(folder.Options).BuildServiceProvider();
        foreach (var service in services.GetServices<IHostedService>())
            await service.StartAsync(Given.Stop);

        services.GetRequiredService<SampleRecorder>().Offer(Given.Sample(3, 0));
        services.GetRequiredService<StateRecorder>().Offer(StateStoreTests.Fact("a", 0));
        foreach (var service in services.GetServices<IHostedService>().Reverse())
            await service.StopAsync(Given.Stop);

        services.GetServices<ISourceHealth>().SelectMany(source => source.Streams).Select(stream => (stream.Source, stream.State))
            .ShouldBe([("store/samples", "ok"), ("store/state", "ok")], ignoreOrder: true);
        (await services.GetRequiredService<ISampleStore>().ReadAsync(Given.Ready.Name, Given.Checkout, Given.Noon, Given.Noon.AddDays(1), TimeSpan.Zero, Given.Stop))
            .ShouldBe([new Point(Given.Noon, 3, 3, 3)]);
        (await services.GetRequiredService<IStateStore>().LoadFactsAsync(Given.Noon, Given.Noon.AddDays(1), 9, Given.Stop)).Count.ShouldBe(1);
    }

    [Fact]
    public void Every_wrong_option_is_named_with_its_key()
    {
        var wrong = new StoreOptions { Samples = "csv", State = "", Path = " ", RawDays = 0, StateDays = 99_999, MemorySamples = 1 };

        var refused = Should.Throw<OptionsValidationException>(() => new ServiceCollection().AddStores(wrong));

        string[] keys = ["Samples", "State", "Path", "RawDays", "StateDays", "MemorySamples"];
        refused.Failures.Select(failure => failure.Split(": ")[0]).ShouldBe(keys.Select(key => $"Watch:Store:{key}"));
    }

    [Fact]
    public void The_defaults_are_right() => new StoreOptions().Validate().ShouldBeEmpty();

    [Fact]
    public async Task A_gap_becomes_a_fact_on_the_timeline()
    {
        using var folder = new StoreFolder();
        await using var services = new ServiceCollection().AddLogging().AddStores(folder.Options).BuildServiceProvider();

        services.GetRequiredService<SampleRecorder>().OnGap!(new Gap(Given.Noon, Given.Noon.AddMinutes(2), 300));
        await services.GetRequiredService<StateRecorder>().FlushAsync(Given.Stop);

        var fact = (await services.GetRequiredService<IStateStore>().LoadFactsAsync(Given.Noon, Given.Noon.AddDays(1), 9, Given.Stop)).ShouldHaveSingleItem();
        fact.Kind.ShouldBe("collector-gap");
        fact.Text.ShouldBe("300 samples from 2026-11-23 12:00:00Z to 2026-11-23 12:02:00Z were never stored: the store was away.");
    }
}
