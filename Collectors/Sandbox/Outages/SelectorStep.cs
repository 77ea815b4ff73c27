using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Collectors.Sandbox.Outages;

/// <summary>One label of the selector of the workload's Service is changed, so that it finds nobody.</summary>
internal sealed class SelectorStep(Scene scene, StepSeed seed) : IStep
{
    private JsonNode? _before;

    public void Do() => scene.Cluster.Update(ApiKinds.Services, scene.Workload, json =>
    {
        _before = json.At("spec", "selector")?.DeepClone();
        json.Child("spec").Child("selector")[seed.Key] = seed.Value;
    });

    public void Undo()
    {
        if (_before is not null)
            scene.Cluster.Update(ApiKinds.Services, scene.Workload, json => json.Child("spec")["selector"] = _before.DeepClone());
        _before = null;
    }
}
