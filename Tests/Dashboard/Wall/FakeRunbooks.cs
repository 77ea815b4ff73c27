using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live.Detail;
using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Tests.Dashboard.Wall;

/// <summary>A runbook with two steps, filled in.</summary>
internal sealed class FakeRunbooks : IRunbooks
{
    public IReadOnlyList<RunbookSectionDetail> Render(Seed seed, IReadOnlyDictionary<string, string> values) =>
    [
        new("Fix now", "",
        [
            new("Put the old configuration back", "Only the changed keys are written.", $"kubectl --context {values["context"]} -n {values["namespace"]} patch configmap {values["configmap"]} --type merge -p '{{\"data\":{{\"DB_POOL\":\"20\"}}}}'", "The ConfigMap", "Apply the new one again", "The pods start", null),
            new("Restart the workload", "The pods read it at their start.", $"kubectl --context {values["context"]} -n {values["namespace"]} rollout restart deployment {values["workload"]}", "The pods", "Not needed", "The tile is healthy", null),
        ]),
    ];
}
