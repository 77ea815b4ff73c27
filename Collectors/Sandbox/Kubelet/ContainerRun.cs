using System.Text.Json.Nodes;

namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>A container as its kubelet knows it.</summary>
internal sealed class ContainerRun(JsonObject spec)
{
    public string Name { get; } = spec.Text("name")!;

    public string Image { get; } = spec.Text("image")!;

    public JsonObject Spec { get; } = spec;

    public JsonObject State { get; private set; } = Waiting("ContainerCreating", null);

    public JsonObject Last { get; private set; } = [];

    public bool Ready { get; set; }

    public int Restarts { get; private set; }

    /// <summary>Terminations in a row, for the back-off.</summary>
    public int Crashes { get; set; }

    public int FailedPulls { get; set; }

    public DateTimeOffset RunningSince { get; private set; }

    public bool Runs => State["running"] is not null;

    public bool EverRan { get; private set; }

    private string _id = "";
    private string _imageId = "";

    public void Wait(string reason, string? message)
    {
        // A container that ended keeps its end as the last state while it waits to be started again.
        if (State["terminated"] is not null)
            Last = State;
        State = Waiting(reason, message);
        Ready = false;
    }

    public void Run(DateTimeOffset now, string id)
    {
        if (EverRan)
        {
            Restarts++;
            if (State["terminated"] is not null)
                Last = State;
        }

        EverRan = true;
        RunningSince = now;
        var at = Image.LastIndexOf(':');
        _id = $"containerd://{id}";
        _imageId = $"{Image[..at]}@sha256:{Dice.Digest(Image)}";
        State = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = Times.Seconds(now) } };
    }

    public void End(int code, string reason, string? message, DateTimeOffset now)
    {
        var ended = new JsonObject { ["exitCode"] = code, ["reason"] = reason };
        if (message is not null)
            ended["message"] = message;
        ended["startedAt"] = Times.Seconds(RunningSince);
        ended["finishedAt"] = Times.Seconds(now);
        ended["containerID"] = _id;
        State = new JsonObject { ["terminated"] = ended };
        Ready = false;
    }

    /// <summary>The pod goes away. A container that waits shows its last end; one that never was is not to be found, which looks like a kill and is none.</summary>
    public void Vanish()
    {
        Ready = false;
        if (EverRan)
        {
            State = Last;
            Last = [];
            return;
        }

        State = new JsonObject
        {
            ["terminated"] = new JsonObject
            {
                ["exitCode"] = 137,
                ["reason"] = "ContainerStatusUnknown",
                ["message"] = "The container could not be located when the pod was terminated",
                ["startedAt"] = null,
                ["finishedAt"] = null,
            },
        };
    }

    public JsonObject Status()
    {
        var status = new JsonObject
        {
            ["name"] = Name,
            ["state"] = State.DeepClone(),
            ["lastState"] = Last.DeepClone(),
            ["ready"] = Ready,
            ["restartCount"] = Restarts,
            ["image"] = Image,
            ["imageID"] = _imageId,
            ["started"] = Runs,
        };
        if (EverRan)
            status["containerID"] = _id;
        return status;
    }

    private static JsonObject Waiting(string reason, string? message)
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message is not null)
            waiting["message"] = message;
        return new JsonObject { ["waiting"] = waiting };
    }
}
