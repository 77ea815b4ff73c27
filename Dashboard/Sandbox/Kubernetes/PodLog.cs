using System.Text.Json.Nodes;
using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Api;

namespace ApnaKart.Watch.Dashboard.Sandbox.Kubernetes;

/// <summary>The little that the simulated programs log, so that a runbook's <c>kubectl logs</c> shows something true. Watch itself never asks for logs.</summary>
internal static class PodLog
{
    public static async Task AnswerAsync(HttpContext context, StoredObject pod)
    {
        var containers = JsonNode.Parse(pod.Body.Span).Items("status", "containerStatuses").ToList();
        var asked = context.Query("container") ?? containers.FirstOrDefault()?.Text("name");
        var container = containers.FirstOrDefault(c => c.Text("name") == asked);
        if (container is null)
        {
            await Status.WriteAsync(context, Status.Of(400, "BadRequest", $"container {asked} is not valid for pod {pod.Name}"));
            return;
        }

        var previous = context.Flag("previous");
        var text = previous ? Ended(container.At("lastState")) : Ended(container.At("state")) ?? Running(container) ?? Ended(container.At("lastState"));
        if (text is null)
        {
            var message = previous
                ? $"previous terminated container \"{asked}\" in pod \"{pod.Name}\" not found"
                : $"container \"{asked}\" in pod \"{pod.Name}\" is waiting to start: {container.Text("state", "waiting", "reason")}";
            await Status.WriteAsync(context, Status.Of(400, "BadRequest", message));
            return;
        }

        var lines = text.TrimEnd('\n').Split('\n');
        await Answer.TextAsync(context, string.Join('\n', context.Number("tailLines") is { } tail ? lines.TakeLast(tail) : lines) + "\n");
    }

    private static string? Ended(JsonNode? state) => state.At("terminated") is null ? null : state.Text("terminated", "message") ?? "(no output)\n";

    private static string? Running(JsonNode container) => container.Text("state", "running", "startedAt") is { } at
        ? $"{at} info  {container.Text("name")} starting\n{at} info  reading settings\n{at} info  serving on :8080\n"
        : null;
}
