namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>How a registry answers for one repository.</summary>
internal enum RegistryAnswer
{
    Serves,
    Denied,
    Unauthorized,
    Unreachable,
    Throttled,
}

/// <summary>What came of a pull.</summary>
/// <param name="Error">In the words of the container runtime and the kubelet; null when the image is there.</param>
internal sealed record PullResult(string? Error, TimeSpan Took);

/// <summary>The images that exist, and how well their repositories can be reached.</summary>
internal sealed class ImageRegistry(Dice dice)
{
    private const double Gets = 0.2;

    // Of a whole host that throttles: the share of the pulls that it serves all the same.
    private const double HostServes = 0.12;

    private readonly Dictionary<string, HashSet<string>> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RegistryAnswer> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _throttling = new(StringComparer.Ordinal);

    public void Publish(string image)
    {
        var name = ImageName.Parse(image);
        if (!_tags.TryGetValue(name.Repository, out var tags))
            _tags[name.Repository] = tags = new HashSet<string>(StringComparer.Ordinal);
        tags.Add(name.Tag);
    }

    public bool Has(string image) => _tags.TryGetValue(ImageName.Parse(image).Repository, out var tags) && tags.Contains(ImageName.Parse(image).Tag);

    /// <summary>Sets how the repository of an image answers from now on.</summary>
    public void Answer(string repository, RegistryAnswer answer) => _answers[repository] = answer;

    /// <summary>Sets whether a whole host throttles, whatever is asked of it; some pulls get through.</summary>
    public void Throttle(string host, bool throttles)
    {
        if (throttles)
            _throttling.Add(host);
        else
            _throttling.Remove(host);
    }

    public PullResult Pull(string image, NodeState node, int failures)
    {
        var name = ImageName.Parse(image);
        return _answers.GetValueOrDefault(name.Repository) switch
        {
            RegistryAnswer.Denied => new(PullTexts.Refused(name, 403, node.OldRuntime), Quick()),
            RegistryAnswer.Unauthorized => new(PullTexts.Refused(name, 401, node.OldRuntime), Quick()),
            RegistryAnswer.Unreachable => Unreachable(name, failures),
            RegistryAnswer.Serves when _throttling.Contains(name.Host) && !dice.Chance(HostServes) => new(PullTexts.Throttled(name, node.OldRuntime, dice.Whole(3)), dice.Seconds(0.2, 4)),
            RegistryAnswer.Throttled when failures == 0 || !dice.Chance(Gets) => new(PullTexts.Throttled(name, node.OldRuntime, dice.Whole(3)), dice.Seconds(0.2, 4)),
            _ when !Has(image) => new(PullTexts.NotFound(name), Quick()),
            _ => new(null, dice.Seconds(0.9, 4.5)),
        };
    }

    public static long SizeOf(string image) => 38_000_000 + (Dice.Hash(ImageName.Parse(image).Repository) % 120_000_000);

    private TimeSpan Quick() => dice.Seconds(0.03, 0.2);

    // Every other try meets a closed port and fails at once, the ones between meet silence and fail after the dial's time-out.
    private PullResult Unreachable(ImageName name, int failures) =>
        failures % 2 == 0 ? new(PullTexts.Refused(name), Quick()) : new(PullTexts.TimedOut(name), TimeSpan.FromSeconds(30));
}
