namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
    /// <summary>Scenario 4. Per workload, Jobs too; the count exists for every workload: one that has no pods has none that waits.</summary>
    public static class ImagePull
    {
        private static readonly string[] FromPods = [Streams.Pods, Streams.ReplicaSets];

        /// <summary>
        /// Pods with a container that waits with ErrImagePull, ImagePullBackOff, InvalidImageName, ErrImageNeverPull, ImageInspectError, RegistryUnavailable or SignatureValidationFailed, or
        /// waited so and has not started since. Detail of the most frequent failure: <c>class</c> (<see cref="ImagePullClass"/> by name), <c>image</c>,
        /// <c>registry</c>, <c>repository</c>, <c>tag</c>, <c>container</c>, <c>pod</c>, <c>node</c>, <c>reason</c>, <c>message</c>, <c>since</c> (ISO), <c>nodes</c> (count), <c>pods</c> (names, at most 10),
        /// <c>classes</c> (<c>NotFound=3,Network=1</c>).
        /// </summary>
        public static readonly Signal FailingPods = new("image_pull_failing_pods", "count", "Pods that cannot pull an image", FromPods);

        /// <summary>1 when some container in the cluster runs an image of the failing repository, 0 when none does and the old template used another repository; absent when it cannot be said. Detail: <c>image</c> (one that runs).</summary>
        public static readonly Signal RepositoryKnown = new("image_pull_repository_known", "flag", "An image of that repository runs in this cluster", FromPods);

        /// <summary>1 when the failing image is not in the template before; 0 when it is the same. Absent without a template before. Detail: <c>previousImage</c>, <c>revision</c> (of the template before), <c>container</c>.</summary>
        public static readonly Signal NewInTemplate = new("image_pull_new_in_template", "flag", "The failing image came with the newest template", FromPods);

        /// <summary>Share of the nodes where the image was tried and failed; absent when fewer than 2 nodes tried.</summary>
        public static readonly Signal FailingNodeShare = new("image_pull_failing_node_ratio", "ratio", "Nodes that failed to pull it, of those that tried", FromPods);

        /// <summary>Different images of the same registry that fail with the same class at the same time in the cluster.</summary>
        public static readonly Signal ImagesFailingAlike = new("image_pull_images_failing_alike", "count", "Images of that registry that fail alike", FromPods);

        /// <summary>1 when the failing pods sit only on nodes that are not Ready, under disk pressure or younger than 10 minutes.</summary>
        public static readonly Signal OnBadNodes = new("image_pull_on_bad_nodes_ratio", "ratio", "Failing pods on ailing nodes", Streams.Pods, Streams.Nodes);
    }
}

/// <summary>Why an image could not be pulled, as far as the container runtime's words tell.</summary>
public enum ImagePullClass
{
    /// <summary>Only the back-off is known, or a text that nobody has seen before.</summary>
    Other,

    /// <summary>The registry asked to slow down (429).</summary>
    Throttled,

    /// <summary>The image reference cannot be parsed.</summary>
    Invalid,

    /// <summary>The image has no variant for the node's platform.</summary>
    Platform,

    /// <summary>The node has no room for it.</summary>
    Disk,

    /// <summary>The registry cannot be reached, or its certificate is not trusted.</summary>
    Network,

    /// <summary>The registry answered 401 or 403.</summary>
    Denied,

    /// <summary>The registry answered 404: the tag or the whole repository is missing; containerd's text is the same for both.</summary>
    NotFound,

    /// <summary>The signature was not accepted.</summary>
    Signature,
}
