using ApnaKart.Watch.Collectors.Kubernetes.Objects;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>A template that an owner had, for owners whose revisions are not objects of their own.</summary>
/// <param name="Since">When it came; null when it was there before Watch looked.</param>
public sealed record TemplateVersion(PodTemplate Template, DateTimeOffset? Since);

/// <summary>What is judged in place of its pods, with all that belongs to it.</summary>
public sealed class Workload
{
    private const int KeptTemplates = 3;

    private readonly Dictionary<string, PodEntry> _pods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReplicaSet> _replicaSets = new(StringComparer.Ordinal);
    private readonly List<TemplateVersion> _templates = [];

    internal Workload(WorkloadKey key, Resource resource)
    {
        Key = key;
        Resource = resource;
    }

    public WorkloadKey Key { get; }

    public Resource Resource { get; }

    public IReadOnlyCollection<PodEntry> Pods => _pods.Values;

    /// <summary>Of a Deployment, in no order.</summary>
    public IReadOnlyCollection<ReplicaSet> ReplicaSets => _replicaSets.Values;

    /// <summary>Of a StatefulSet or DaemonSet: the last three templates, oldest first.</summary>
    public IReadOnlyList<TemplateVersion> Templates => _templates;

    /// <summary>The owner's own object: a Deployment, StatefulSet, DaemonSet or ReplicaSet; null when it is not known or the kind has none.</summary>
    public IKubernetesObject? Owner { get; private set; }

    public OwnerSpec? Spec { get; private set; }

    public OwnerStatus? Status { get; private set; }

    /// <summary>Whether as many pods as desired were ever ready at once.</summary>
    public bool EverComplete { get; internal set; }

    /// <summary>When it was last asked for more pods than before.</summary>
    public Moment? ScaledUp { get; internal set; }

    /// <summary>When the owner was seen to take another revision; null when it is the first that Watch saw.</summary>
    public DateTimeOffset? RevisionSince { get; private set; }

    public bool IsJob => Key.Kind is Kinds.Job or Kinds.CronJob;

    /// <summary>Whether anything is left to say of it.</summary>
    public bool Exists => Owner is not null || _pods.Count > 0;

    internal bool Empty => !Exists && _replicaSets.Count == 0;

    internal void Add(PodEntry pod) => _pods[pod.Uid] = pod;

    internal void Remove(PodEntry pod) => _pods.Remove(pod.Uid);

    internal void Put(ReplicaSet replicaSet) => _replicaSets[replicaSet.Metadata.Name] = replicaSet;

    internal void Remove(ReplicaSet replicaSet) => _replicaSets.Remove(replicaSet.Metadata.Name);

    internal void SetOwner(IKubernetesObject? owner, OwnerSpec? spec, OwnerStatus? status, DateTimeOffset seen)
    {
        if (spec is not null && Key.Kind is Kinds.StatefulSet or Kinds.DaemonSet && owner is not null)
            Remember(owner, spec!.Template, seen);
        if (owner is not null && Owner is not null && RevisionOf(owner) != RevisionOf(Owner))
            RevisionSince = seen;
        Owner = owner;
        Spec = spec;
        Status = status;
    }

    private static string? RevisionOf(IKubernetesObject owner) => owner.Metadata.Annotations.GetValueOrDefault("deployment.kubernetes.io/revision");

    private void Remember(IKubernetesObject owner, PodTemplate template, DateTimeOffset seen)
    {
        if (_templates.Count > 0 && _templates[^1].Template.Leaves.All.SequenceEqual(template.Leaves.All))
            return;
        var since = _templates.Count > 0 ? seen : owner.Metadata.Generation <= 1 ? owner.Metadata.CreationTimestamp : null;
        if (_templates.Count == KeptTemplates)
            _templates.RemoveAt(0);
        _templates.Add(new TemplateVersion(template, since));
    }
}
