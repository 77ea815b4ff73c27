namespace ApnaKart.Watch.Collectors.Sandbox.Kubelet;

/// <summary>The parts of an image reference with a tag.</summary>
/// <param name="Repository">With its host.</param>
internal sealed record ImageName(string Repository, string Tag)
{
    public string Host => Repository[..Repository.IndexOf('/')];

    /// <summary>The repository without its host.</summary>
    public string Path => Repository[(Repository.IndexOf('/') + 1)..];

    public string Reference => $"{Repository}:{Tag}";

    /// <summary>A reference without a host belongs to the public default, one without a tag means latest.</summary>
    public static ImageName Parse(string image)
    {
        var at = image.LastIndexOf(':');
        var (repository, tag) = at > image.LastIndexOf('/') ? (image[..at], image[(at + 1)..]) : (image, "latest");
        return new ImageName(repository.Contains('/') ? repository : $"docker.io/library/{repository}", tag);
    }

    public ImageName WithTag(string tag) => this with { Tag = tag };
}
