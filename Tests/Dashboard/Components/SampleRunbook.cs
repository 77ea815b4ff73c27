using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Tests.Dashboard.Components;

/// <summary>Made-up runbooks, filled in and not.</summary>
public static class SampleRunbook
{
    public static readonly IReadOnlyList<RunbookSectionDetail> Filled =
    [
        new("What is happening", "<p>Pods crash soon after their configuration changed.</p>", []),
        new("Check", "",
        [
            new("Read the last words of the crashing container.", "Look for a name of a key, or a parse error such as `FormatException`.",
                "kubectl --context prod-aps1 -n shop logs checkout-7c9f --previous --tail 40", "nothing.", "not needed.", "the last lines name the key.", null),
        ]),
        new("Fix now", "<p>Restore the configuration first, find out why later.</p>",
        [
            new("Put the changed keys of checkout-config back.", "Only the keys that changed are written.", SampleDetails.Restore,
                "one key of one ConfigMap.", "apply the newer value again.", "this page shows the change, and the pods stay up.", null),
            new("Restart the pods that read it.", "", "kubectl --context prod-aps1 -n shop rollout restart deployment/checkout",
                "all pods of checkout, a few at a time.", "not needed.", "8 of 8 pods are ready for 2 minutes.", null),
            new("Tell who changed it.", "", null, "nothing.", "not needed.", "they answer.", "Find the owner of the pipeline in the change log: Watch does not know who it was."),
        ]),
        new("Confirm", "",
        [
            new("Watch the pods.", "", "kubectl --context prod-aps1 -n shop get pods -l app=checkout --watch", "nothing.", "not needed.", "this tile is healthy.", null),
        ]),
        new("Likely causes", "<ul><li>A value with the wrong unit or type.</li><li>A key that was renamed in the code.</li></ul>", []),
        new("Prevent", "<p>Check configuration in the pipeline; allow no direct changes.</p>", []),
        new("Escalate", "<p>After 15 minutes without progress: call the owner of the service.</p>", []),
    ];

    /// <summary>Without values: commands cannot be filled in.</summary>
    public static readonly IReadOnlyList<RunbookSectionDetail> ByHand =
    [
        new("What is happening", "<p>Nobody can say yet: this is what it looks like when it happens.</p>", []),
        new("Check", "", [new("Ask for the state of the thing.", "", null, "nothing.", "not needed.", "it answers.", "Open the console and look for it by hand.")]),
        new("Prevent", "<p>Test it every quarter.</p>", []),
    ];
}
