using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Collectors.Kubernetes.Projections;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Registries;

/// <summary>What an event tells of a pull.</summary>
internal enum PullWord
{
    Began,
    Succeeded,
    Throttled,

    /// <summary>The kubelet's own limit: nothing was asked of the registry.</summary>
    HeldBack,
    Failed,
}

/// <summary>An event of a kubelet about a pull.</summary>
/// <param name="Pull">How long a pull that succeeded took; null when it is not said.</param>
/// <param name="Queue">How long it waited in the kubelet's queue before; null when it is not said.</param>
internal sealed record PullEvent(PullWord Word, string Image, string Registry, TimeSpan? Pull = null, TimeSpan? Queue = null)
{
    private static readonly ConditionalWeakTable<KubeEvent, Box> Read = [];
    private static readonly Regex Begin = Linear.Pattern("""^Pulling image "(?<image>[^"]+)"$""");
    private static readonly Regex Success = Linear.Pattern("""^Successfully pulled image "(?<image>[^"]+)" in (?<pull>\S+)( \((?<total>\S+) including waiting\))?""");
    private static readonly Regex Failure = Linear.Pattern("""^Failed to pull image "(?<image>[^"]+)": """);

    private const string Folded = "(combined from similar events): ";

    /// <summary>Whether an event may be one of these, by its reason alone.</summary>
    public static bool MayBe(KubeEvent one) => one.Reason is "Pulling" or "Pulled" or "Failed";

    /// <summary>Reads an event, each once; null when it tells of no pull. An image that was there already was not pulled.</summary>
    public static PullEvent? Of(KubeEvent one) => Read.GetValue(one, key => new Box(Parse(key))).Value;

    /// <summary>Whether the runtime's words are those of the kubelet's own limit.</summary>
    public static bool IsHeldBack(string? cause) => cause?.Contains("pull QPS exceeded", StringComparison.OrdinalIgnoreCase) == true;

    private static PullEvent? Parse(KubeEvent one)
    {
        var text = one.Message.StartsWith(Folded, StringComparison.Ordinal) ? one.Message[Folded.Length..] : one.Message;
        switch (one.Reason)
        {
            case "Pulling" when Begin.Match(text) is { Success: true } match:
                return Make(PullWord.Began, match);
            case "Pulled" when Success.Match(text) is { Success: true } match:
                var pull = GoDuration.Parse(match.Groups["pull"].Value);
                var total = match.Groups["total"].Success ? GoDuration.Parse(match.Groups["total"].Value) : null;
                return Make(PullWord.Succeeded, match) with { Pull = pull, Queue = total < pull ? TimeSpan.Zero : total - pull };
            case "Failed" when Failure.Match(text) is { Success: true } match:
                var cause = text[match.Length..];
                return Make(
                    IsHeldBack(cause) ? PullWord.HeldBack
                    : ImagePullClassifier.Classify("ErrImagePull", cause, match.Groups["image"].Value) == ImagePullClass.Throttled ? PullWord.Throttled : PullWord.Failed,
                    match);
            default:
                return null;
        }
    }

    private static PullEvent Make(PullWord word, Match match) =>
        new(word, match.Groups["image"].Value, ImageReference.Parse(match.Groups["image"].Value).Registry);

    private sealed record Box(PullEvent? Value);
}
