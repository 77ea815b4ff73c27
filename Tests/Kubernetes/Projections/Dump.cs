using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Recordings;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Projections;

public sealed class Dump
{
    [Xunit.Fact]
    public void All()
    {
        var only = Environment.GetEnvironmentVariable("DUMP") ?? "";
        Assert.SkipUnless(only.Length > 0, "x");
        foreach (var file in Directory.GetFiles(Fixtures.Path("kubernetes", "recorded-v1.32")!, "*.gz").Order().Where(f => Path.GetFileName(f).StartsWith(only, StringComparison.Ordinal)))
        {
            var output = TestContext.Current.TestOutputHelper!;
            output.WriteLine($"=== {Path.GetFileName(file)}");
            var last = new Dictionary<string, string>();
            var facts = new HashSet<string>();
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Replay.Run(file, tick =>
            {
                foreach (var kind in Kinds.Workloads)
                foreach (var resource in tick.Signals.Resources(Replay.Scope, kind))
                foreach (var signal in Known.All.Values)
                {
                    var reading = tick.Signals.Read(signal, resource);
                    if (signal == Known.Workload.Production || signal == Known.Crash.ReadsConfigMap) continue;
                    var text = reading.Value is null ? "-" : $"{reading.Value:0.###} {string.Join(" ", reading.Detail.Select(p => $"{p.Key}={p.Value.ReplaceLineEndings("\\n")}"))}";
                    var key = $"{resource.Kind}/{resource.Namespace}/{resource.Name} {signal.Name}";
                    if ((last.TryGetValue(key, out var was) ? was : "-") != text)
                    {
                        last[key] = text;
                        output.WriteLine($"{tick.Now.Wall:HH:mm:ss} {key} = {text}");
                    }
                }
                foreach (var kind in Kinds.Workloads.Append(Kinds.ConfigMap))
                foreach (var resource in tick.Touched.Where(r => r.Kind == kind))
                foreach (var fact in tick.Signals.Facts(resource).Where(f => facts.Add(f.Id)))
                    output.WriteLine($"{tick.Now.Wall:HH:mm:ss} FACT {fact.Time:HH:mm:ss} {fact.Resource} {fact.Text} {string.Join(" ", fact.Data?.Select(p => $"{p.Key}={p.Value}") ?? [])}");
            }, new Collectors.KubernetesOptions { ConfigMapValueNamespaces = ["shop"] });
            output.WriteLine($"{watch.ElapsedMilliseconds} ms");
        }
    }
}
