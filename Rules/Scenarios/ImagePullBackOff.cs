using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Rules.Scenarios;

/// <summary>Numbers of scenario 4.</summary>
/// <param name="NodeShare">The share of failing pods on ailing nodes, 0 to 1, from which the nodes are the trouble.</param>
/// <param name="ThrottledImages">Images of one registry that are throttled at once, from which it is the registry's limit and not this image.</param>
public sealed record ImagePullLimits(double NodeShare, double ThrottledImages);

/// <summary>
/// Scenario 4: pods that cannot pull their image. The registry's first answer is already definite, so that nothing has to be
/// waited for; the work is in telling apart what it means, as each cause has another fix.
/// </summary>
public sealed class ImagePullBackOff() : Scenario<ImagePullLimits>(4)
{
    public override IReadOnlyList<string> Placeholders { get; } =
        [.. Phrases.WorkloadPlaceholders, "pod", "container", "image", "registry", "repository", "tag", "goodImage", "revision", "node", "variant", "account", "ecrRegion"];

    public override string Calm(Scope scope, ISignals signals)
    {
        var (_, failing) = Total(scope, signals, Known.ImagePull.FailingPods);
        var (_, pods) = Total(scope, signals, Known.Workload.Ready);
        return $"{Phrases.Of(failing, pods, "pods")} wait for an image";
    }

    protected override void Judge(Judging judging, ImagePullLimits limits)
    {
        var failing = judging.Read(Known.ImagePull.FailingPods);
        var count = failing.Value ?? 0;
        var desired = judging.Read(Known.Workload.Desired).Value ?? Math.Max(count, judging.Read(Known.Workload.Ready).Value ?? 0);
        judging.Symptom("failingPods", count == 0 && failing.Known ? 0 : Phrases.Share(failing.Value, Math.Max(desired, count)),
            failing.Known ? Phrases.Of(count, desired, "pods") : "not known", Known.ImagePull.FailingPods);
        if (!judging.Bad)
        {
            judging.Headline($"{judging.Subject.Name}: no pod waits for an image");
            return;
        }
        judging.SayWorkloadSymptoms();

        var @class = Enum.TryParse<ImagePullClass>(failing["class"], out var parsed) ? parsed : ImagePullClass.Other;
        var known = judging.Read(Known.ImagePull.RepositoryKnown);
        var variant = Variant(@class, known.Value);
        SayCauses(judging, failing, @class);
        SayLookAlikes(judging, limits, failing, @class);
        SayNames(judging, failing, variant);
        judging.Onset(Phrases.Time(failing["since"]));
        judging.Headline($"{judging.Subject.Name}: {Phrases.Of(count, desired, "pods")} cannot pull {Named(failing)}: {Meaning(variant, failing, known)}");
    }

    /// <summary>What the class means once it is known whether the repository exists: containerd says "not found" for both a missing tag and a missing repository.</summary>
    private static string Variant(ImagePullClass @class, double? repositoryKnown) => @class switch
    {
        ImagePullClass.NotFound => repositoryKnown switch { null => "missing", > 0 => "missingTag", _ => "missingRepository" },
        ImagePullClass.Denied => "denied",
        ImagePullClass.Network => "unreachable",
        ImagePullClass.Throttled => "throttled",
        ImagePullClass.Invalid => "invalidName",
        ImagePullClass.Platform => "platform",
        ImagePullClass.Disk => "disk",
        ImagePullClass.Signature => "signature",
        _ => "unknown",
    };

    private static string Meaning(string variant, Reading failing, Reading known) => variant switch
    {
        "missingTag" => $"tag {failing["tag"]} does not exist in {failing["repository"]}",
        "missingRepository" => $"the registry has no repository {failing["repository"]}, as far as this cluster knows",
        "missing" => "the registry does not find the tag or the repository",
        "denied" => failing["message"]?.Contains("401", StringComparison.Ordinal) == true ? "the registry wants credentials (401)" : "the registry denies it (403 or 401)",
        "unreachable" => "the registry cannot be reached",
        "throttled" => "the registry asks to slow down (429)",
        "invalidName" => "the image name is not valid",
        "platform" => "there is no build of it for the node's platform",
        "disk" => "the node has no room for it",
        "signature" => "its signature was refused",
        _ => "the cause is not known yet",
    };

    private static string Named(Reading failing) =>
        failing["repository"] is { Length: > 0 } repository && failing["tag"] is { Length: > 0 } tag
            ? $"{repository.Split('/')[^1]}:{tag}"
            : failing["image"] is { Length: > 0 } image ? image : "its image";

    private static void SayCauses(Judging judging, Reading failing, ImagePullClass @class)
    {
        judging.Cause("definiteAnswer", @class == ImagePullClass.Other ? null : 1,
            @class == ImagePullClass.Other ? "only the back-off is known" : Phrases.Short(failing["message"], 220));
        var isNew = judging.Read(Known.ImagePull.NewInTemplate);
        judging.Cause("releaseStep", isNew.Value, isNew.Value switch
        {
            null => "there is no template before to compare with",
            > 0 => $"the template before ran {isNew["previousImage"]}",
            _ => "the template before named the same image: it was deleted, or access to it was lost",
        });
        var nodes = judging.Read(Known.ImagePull.FailingNodeShare);
        judging.Cause("everyNode", nodes.Value, nodes.Value switch
        {
            null => "only one node tried",
            >= 1 => $"each of the {failing["nodes"]} nodes that tried failed",
            _ => "some nodes could pull it",
        });
    }

    private static void SayLookAlikes(Judging judging, ImagePullLimits limits, Reading failing, ImagePullClass @class)
    {
        // A definite answer of the registry is not made by a sick node; a connection that fails may well be.
        var onBadNodes = judging.Read(Known.ImagePull.OnBadNodes).Value >= limits.NodeShare;
        var nodes = onBadNodes && @class is ImagePullClass.Network or ImagePullClass.Other;
        judging.RuleOut("nodes", onBadNodes ? "the failing pods sit on ailing or very young nodes" : "their nodes are well", nodes);
        var alike = judging.Read(Known.ImagePull.ImagesFailingAlike).Value;
        judging.RuleOut("throttling", @class != ImagePullClass.Throttled
                ? "no answer 429 from the registry"
                : alike >= limits.ThrottledImages ? $"{alike:0} images of that registry are throttled at once: see the pull rate" : "only this image is throttled",
            instead: false);
        judging.RuleOut("crash", judging.Read(Known.Crash.LoopingPods).Value > 0 ? "some pods crash as well, but these have not started" : "no container of it crashes", instead: false);
        if (@class != ImagePullClass.Disk)
            judging.RuleOut("diskFull", "the runtime does not speak of space", instead: false);
        if (@class is not (ImagePullClass.NotFound or ImagePullClass.Invalid))
            judging.RuleOut("wrongTag", @class == ImagePullClass.Other ? "not known yet" : "the registry does not say that it is missing", instead: false);
        if (@class != ImagePullClass.Denied)
            judging.RuleOut("permission", @class == ImagePullClass.Other ? "not known yet" : "the registry does not say 401 or 403", instead: false);
        if (@class != ImagePullClass.Network)
            judging.RuleOut("registry", @class == ImagePullClass.Other ? "not known yet" : $"{failing["registry"] ?? "the registry"} answers", instead: false);
    }

    private static void SayNames(Judging judging, Reading failing, string variant)
    {
        judging.NameWorkload();
        foreach (var name in (string[])["pod", "container", "image", "registry", "repository", "tag", "node", "account", "ecrRegion"])
            judging.Value(name, failing[name]);
        var before = judging.Read(Known.ImagePull.NewInTemplate);
        judging.Value("goodImage", before.Value > 0 ? before["previousImage"] : null);
        judging.Value("revision", before.Value > 0 ? before["revision"] : null);
        judging.Value("variant", variant);
    }
}
