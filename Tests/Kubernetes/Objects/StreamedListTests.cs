using System.Text;
using System.Text.Json;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Objects;

public sealed class StreamedListTests
{
    [Fact]
    public async Task Objects_are_read_from_a_body_that_comes_in_small_pieces()
    {
        const string deployment = """
            {"metadata":{"name":"web","managedFields":[{"manager":"kubectl","fieldsV1":{"f:data":{"f:A":{}}}}]},
             "spec":{"replicas":2,"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":1}},
              "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"image":"r/web:1","name":"web","ports":[{"containerPort":80}],"env":[{"name":"A","value":"1"}]}]}}},
             "status":{"replicas":2}}
            """;
        const string configMap = """{"metadata":{"name":"c","managedFields":[{"manager":"kubectl","operation":"Update","fieldsV1":{"f:data":{"f:A":{},"f:B":{}}}}]},"data":{"A":"1","B":"2"}}""";

        var read = await ReadAsync(deployment, KubernetesJson.Default.Deployment);
        read.Spec.Template.Leaves.All.ShouldContain(leaf => leaf.Path == "spec.containers[web].image" && leaf.Value == "r/web:1");
        (await ReadAsync(configMap, KubernetesJson.Default.ConfigMap)).Metadata.Name.ShouldBe("c");
    }

    private static async Task<T> ReadAsync<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        await using var pieces = new Pieces(Encoding.UTF8.GetBytes($"[{json},{json}]"));
        T? last = default;
        await foreach (var item in JsonSerializer.DeserializeAsyncEnumerable(pieces, type, TestContext.Current.CancellationToken))
            last = item;
        return last.ShouldNotBeNull();
    }

    /// <summary>Gives a few bytes at a time, as a network does.</summary>
    private sealed class Pieces(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(7, buffer.Length)], cancellationToken);
    }
}
