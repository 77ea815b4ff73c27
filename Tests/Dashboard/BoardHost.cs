using ApnaKart.Watch.Collectors;
using ApnaKart.Watch.Dashboard.Hosting;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ApnaKart.Watch.Tests.Dashboard;

/// <summary>The whole program with nothing behind it: no engine, no collector. The test says what the engine would have said.</summary>
public class BoardHost : WebApplicationFactory<Program>
{
    private readonly string _data = Directory.CreateTempSubdirectory("watch-test-").FullName;
    private readonly Action<IServiceCollection>? _more;
    private Timer? _beat;

    /// <param name="port">A port of loopback to listen on with the real server, 0 for a free one; null for the server in memory.</param>
    /// <param name="more">Services in place of the program's own.</param>
    public BoardHost(int? port = null, Action<IServiceCollection>? more = null)
    {
        _more = more;
        if (port is { } number)
            UseKestrel(number);
    }

    public static EstateOptions Estate { get; } = new()
    {
        Regions =
        [
            new RegionOptions { Name = "ap-south-1", Role = "primary", Clusters = [new ClusterOptions { Name = "prod" }] },
            new RegionOptions { Name = "ap-southeast-1", Role = "standby", Clusters = [new ClusterOptions { Name = "dr" }] },
        ],
    };

    public LiveBoard Live => Services.GetRequiredService<LiveBoard>();

    public Moment Now => Moment.Of(Services.GetRequiredService<TimeProvider>());

    /// <summary>Where the real server listens.</summary>
    public string Url => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    /// <summary>Puts a report on the board once.</summary>
    public void Publish(Func<Moment, EngineReport> report) => Live.Publish(report(Now));

    /// <summary>Passes like the engine's, until the next call or the end: twice a second with the time that it then is.</summary>
    public void Beat(Func<Moment, EngineReport> report)
    {
        _beat?.Dispose();
        _beat = new Timer(_ => Publish(report), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
    }

    /// <summary>The engine stands still; the server goes on.</summary>
    public void Freeze()
    {
        _beat?.Dispose();
        _beat = null;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Watch:Store:Path", _data);
        builder.ConfigureTestServices(services =>
        {
            foreach (var own in services.Where(IsEngineOrCollector).ToList())
                services.Remove(own);
            services.Replace(ServiceDescriptor.Singleton(new EstateInForce(Estate, Sandbox: true)));
            services.RemoveAll<ISourceHealth>();
            _more?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        Freeze();
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    private static bool IsEngineOrCollector(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType != typeof(StartLine)
        && (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.Assembly.GetName().Name?.StartsWith("ApnaKart.", StringComparison.Ordinal) == true;
}
