using System.Globalization;
using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>Says which pods of a workload cannot pull an image, and all that is known of why.</summary>
public static class ImagePullProjection
{
    /// <summary>The samples of <see cref="Known.ImagePull"/>. A workload without pods has none that waits: whether that is known, its streams tell.</summary>
    public static IReadOnlyList<Sample> Project(ClusterState state, Workload workload, Moment now)
    {
        var failing = workload.Pods.SelectMany(pod => PullFailing.Of(state, pod)).ToArray();
        Sample Make(Signal signal, double value, Details? words = null) => new(signal, workload.Resource, now.Wall, value, words?.Done());
        if (failing.Length == 0)
            return [Make(Known.ImagePull.FailingPods, 0)];

        var worst = Worst(failing);
        var samples = new List<Sample?>(6)
        {
            Make(Known.ImagePull.FailingPods, failing.Select(pull => pull.Pod).Distinct().Count(), Words(state, failing, worst)),
            RepositoryKnown(),
            NewInTemplate(),
            FailingNodes(),
            Make(Known.ImagePull.ImagesFailingAlike, Alike()),
            OnBadNodes(),
        };
        return [.. samples.OfType<Sample>()];

        Sample? RepositoryKnown()
        {
            var repository = ImageReference.RepositoryOf(worst.Failure.Image);
            if (RunningImage(state, repository) is { } image)
                return Make(Known.ImagePull.RepositoryKnown, 1, new Details(state.Clean).Add("image", image));
            var before = Before();
            return before is not null && before.Template.Spec.AllContainers.All(container => ImageReference.RepositoryOf(container.Image) != repository)
                ? Make(Known.ImagePull.RepositoryKnown, 0)
                : null;
        }

        Sample? NewInTemplate()
        {
            if (Before() is not { } before)
                return null;
            var containers = before.Template.Spec.AllContainers.ToArray();
            var previous = Array.Find(containers, container => container.Name == worst.Container)?.Image
                ?? Array.Find(containers, container => ImageReference.RepositoryOf(container.Image) == ImageReference.RepositoryOf(worst.Failure.Image))?.Image;
            var words = new Details(state.Clean).Add("previousImage", previous).Add("container", worst.Container);
            if (before.Number > 0)
                words.Add("revision", before.Number);
            return Make(Known.ImagePull.NewInTemplate, Array.Exists(containers, container => container.Image == worst.Failure.Image) ? 0 : 1, words);
        }

        Sample? FailingNodes()
        {
            var image = worst.Failure.Image;
            var (failed, tried) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
            foreach (var pod in state.PodsByImage[image].Where(pod => pod.Pod.Spec.NodeName.Length > 0))
            {
                var fails = PullFailing.Of(state, pod).Any(pull => pull.Failure.Image == image);
                if (fails)
                    failed.Add(pod.Pod.Spec.NodeName);
                if (fails || Runs(pod, image))
                    tried.Add(pod.Pod.Spec.NodeName);
            }

            return tried.Count < 2 ? null : Make(Known.ImagePull.FailingNodeShare, failed.Count / (double)tried.Count);
        }

        int Alike()
        {
            var registry = ImageReference.Parse(worst.Failure.Image).Registry;
            return state.PullFailures.SelectMany(pod => PullFailing.Of(state, pod))
                .Where(pull => pull.Failure.Class == worst.Failure.Class && ImageReference.Parse(pull.Failure.Image).Registry == registry)
                .Select(pull => pull.Failure.Image).Distinct(StringComparer.Ordinal).Count();
        }

        Sample? OnBadNodes()
        {
            var nodes = failing.Select(pull => pull.Pod).Distinct().Select(pod => state.Node(pod.Pod.Spec.NodeName)).OfType<Objects.Node>().ToArray();
            return nodes.Length == 0 ? null : Make(Known.ImagePull.OnBadNodes, nodes.Count(node => NodeState.IsBadForPulls(node, now)) / (double)nodes.Length);
        }

        Revision? Before() => Revisions.OfPods(workload, failing.Select(pull => pull.Pod).Distinct()) is { } own ? Revisions.Before(workload, own) : null;
    }

    private static FailingPull Worst(IReadOnlyList<FailingPull> failing) => failing
        .GroupBy(pull => (pull.Failure.Class, pull.Failure.Image))
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Image, StringComparer.Ordinal).ThenByDescending(group => group.Key.Class)
        .First().OrderBy(pull => pull.Failure.Since).ThenBy(pull => pull.Pod.Name, StringComparer.Ordinal).First();

    private static Details Words(ClusterState state, IReadOnlyList<FailingPull> failing, FailingPull worst)
    {
        var image = ImageReference.Parse(worst.Failure.Image);
        var classes = failing.GroupBy(pull => pull.Failure.Class)
            .Select(group => (group.Key, Pods: group.Select(pull => pull.Pod).Distinct().Count()))
            .OrderByDescending(one => one.Pods).ThenBy(one => one.Key);
        return new Details(state.Clean)
            .Add("class", worst.Failure.Class.ToString())
            .Add("image", worst.Failure.Image)
            .Add("registry", image.Registry)
            .Add("repository", image.Repository)
            .Add("tag", image.Tag)
            .Add("account", image.Account)
            .Add("ecrRegion", image.Region)
            .Add("container", worst.Container)
            .Add("pod", worst.Pod.Name)
            .Add("node", worst.Pod.Pod.Spec.NodeName)
            .Add("reason", worst.Failure.Reason)
            .Add("message", worst.Failure.Message)
            .Add("since", failing.Min(pull => pull.Failure.Since))
            .Add("nodes", failing.Select(pull => pull.Pod.Pod.Spec.NodeName).Where(node => node.Length > 0).Distinct(StringComparer.Ordinal).Count())
            .Names("pods", failing.Select(pull => pull.Pod.Name))
            .Add("classes", string.Join(',', classes.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}={one.Pods}"))));
    }

    private static string? RunningImage(ClusterState state, string repository)
    {
        foreach (var pod in state.PodsByRepository[repository])
        {
            foreach (var image in pod.Images.Where(image => ImageReference.RepositoryOf(image) == repository))
            {
                if (Runs(pod, image))
                    return image;
            }
        }

        return null;
    }

    private static bool Runs(PodEntry pod, string image) =>
        pod.Statuses.Any(status => status.State.Running is not null && pod.Container(status.Name)?.Image == image);
}
