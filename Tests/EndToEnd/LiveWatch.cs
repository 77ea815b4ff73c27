using Xunit;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>
/// A second program that watches the stage's clusters as it would watch real ones, so that it can be killed and frozen
/// while the estate lives on.
/// </summary>
public sealed class LiveWatch(Stage stage) : IAsyncLifetime
{
    private static readonly (string Region, string Cluster)[] Estate = [("ap-south-1", "prod"), ("ap-southeast-1", "dr")];

    public WatchProcess Watch { get; } = new([.. Settings(Path.Combine(stage.Watch.Data, "sandbox", "kubeconfig"))]);

    public async ValueTask InitializeAsync() => await Watch.StartAsync();

    public async ValueTask DisposeAsync() => await Watch.DisposeAsync();

    private static IEnumerable<string> Settings(string kubeconfig)
    {
        foreach (var (index, (region, cluster)) in Estate.Index())
        {
            yield return $"--Watch:Estate:Regions:{index}:Name={region}";
            yield return $"--Watch:Estate:Regions:{index}:Clusters:0:Name={cluster}";
            yield return $"--Watch:Estate:Regions:{index}:Clusters:0:Context={cluster}";
            yield return $"--Watch:Estate:Regions:{index}:Clusters:0:Kubeconfig={kubeconfig}";
        }
    }
}
