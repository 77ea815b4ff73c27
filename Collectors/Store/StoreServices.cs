using System.Globalization;
using ApnaKart.Watch.Collectors.Store.DuckDb;
using ApnaKart.Watch.Collectors.Store.Recording;
using ApnaKart.Watch.Collectors.Store.Sqlite;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApnaKart.Watch.Collectors.Store;

/// <summary>Puts the stores and their recorders into the host.</summary>
public static class StoreServices
{
    /// <summary>
    /// Adds <see cref="ISampleStore"/>, <see cref="IStateStore"/>, <see cref="SampleRecorder"/>, <see cref="StateRecorder"/>
    /// and the retention. Nothing is opened before it is used. A registered <c>Func&lt;ISignals&gt;</c> gives the picture
    /// of the live window from which unchanged values are repeated; without one they are not. To be called before the
    /// collectors are added: a host stops what was added last first, and so the recorders still take the last words.
    /// </summary>
    /// <exception cref="OptionsValidationException">The options are wrong; it lists every error with its key.</exception>
    public static IServiceCollection AddStores(this IServiceCollection services, StoreOptions options)
    {
        if (options.Validate() is { Count: > 0 } errors)
            throw new OptionsValidationException(StoreOptions.Section, typeof(StoreOptions), errors);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<ISampleStore>(with => new DuckDbSampleStore(options.SamplesFile, Time(with), Log<DuckDbSampleStore>(with)));
        services.AddSingleton<IStateStore>(with => new SqliteStateStore(options.StateFile, Time(with), Log<SqliteStateStore>(with)));
        services.AddSingleton<StateRecorder>();
        services.AddSingleton(Recorder);
        services.AddSingleton<ISourceHealth>(with => with.GetRequiredService<SampleRecorder>());
        services.AddSingleton<ISourceHealth>(with => with.GetRequiredService<StateRecorder>());
        services.AddHostedService(with => with.GetRequiredService<StateRecorder>());
        services.AddHostedService(with => with.GetRequiredService<SampleRecorder>());
        services.AddHostedService<Retention>();
        return services;
    }

    private static SampleRecorder Recorder(IServiceProvider with)
    {
        var state = with.GetRequiredService<StateRecorder>();
        return new SampleRecorder(
            with.GetRequiredService<ISampleStore>(), with.GetRequiredService<StoreOptions>(), Time(with), Log<SampleRecorder>(with), with.GetService<Func<ISignals>>())
        {
            OnGap = gap => state.Offer(AsFact(gap)),
        };
    }

    private static Fact AsFact(Gap gap) => new(
        string.Create(CultureInfo.InvariantCulture, $"store-gap/{gap.From:O}/{gap.To:O}"),
        FactKinds.CollectorGap,
        new Resource("store", "samples"),
        gap.To,
        string.Create(CultureInfo.InvariantCulture, $"{gap.Count} samples from {gap.From:u} to {gap.To:u} were never stored: the store was away."));

    private static TimeProvider Time(IServiceProvider with) => with.GetRequiredService<TimeProvider>();

    private static ILogger<T> Log<T>(IServiceProvider with) => with.GetRequiredService<ILogger<T>>();
}
