namespace ApnaKart.Watch.Rules.Signals;

/// <summary>The streams that signals are made from. A Kubernetes stream has the name of its resource in the API.</summary>
public static class Streams
{
    public const string Pods = "pods";
    public const string Events = "events";
    public const string Deployments = "deployments";
    public const string ReplicaSets = "replicasets";
    public const string StatefulSets = "statefulsets";
    public const string DaemonSets = "daemonsets";
    public const string Jobs = "jobs";
    public const string ConfigMaps = "configmaps";
    public const string Nodes = "nodes";
    public const string Namespaces = "namespaces";
    public const string Probe = "readyz";
}

/// <summary>Kinds of resources, as they stand in <see cref="Resource.Kind"/>.</summary>
public static class Kinds
{
    public const string Deployment = "deployment";
    public const string StatefulSet = "statefulset";
    public const string DaemonSet = "daemonset";
    public const string ReplicaSet = "replicaset";
    public const string Pod = "pod";
    public const string Job = "job";
    public const string CronJob = "cronjob";
    public const string ConfigMap = "configmap";
    public const string Node = "node";
    public const string Cluster = "cluster";

    /// <summary>What owns pods and is judged in their place: never a pod that something owns.</summary>
    public static readonly IReadOnlyList<string> Workloads = [Deployment, StatefulSet, DaemonSet, ReplicaSet, Pod, Job, CronJob];
}

/// <summary>The vocabulary: every signal that a collector writes and a rule reads.</summary>
public static class Known
{
    /// <summary>Every signal below, by name.</summary>
    public static IReadOnlyDictionary<string, Signal> All { get; } = new[] { typeof(Workload), typeof(Crash), typeof(ImagePull) }
        .SelectMany(group => group.GetFields())
        .Select(field => field.GetValue(null)).OfType<Signal>()
        .ToDictionary(signal => signal.Name, StringComparer.Ordinal);

    /// <summary>
    /// What every workload has, one value per owner of pods. Left out of all counts, as they say nothing about health:
    /// pods that succeeded, that are being deleted, static pods, pods held back by a scheduling gate, and pods that are
    /// being moved (condition <c>DisruptionTarget</c>).
    /// </summary>
    public static class Workload
    {
        private static readonly string[] FromOwners = [Streams.Deployments, Streams.StatefulSets, Streams.DaemonSets, Streams.ReplicaSets, Streams.Pods];

        /// <summary>kube_deployment_spec_replicas, kube_statefulset_replicas, kube_daemonset_status_desired_number_scheduled; absent for a bare pod's owner that is not known.</summary>
        public static readonly Signal Desired = new("workload_replicas_desired", "count", "Replicas that the owner asks for", FromOwners);

        /// <summary>Pods whose condition Ready is True (the condition, not containerStatuses: on a dead node the latter stay true).</summary>
        public static readonly Signal Ready = new("workload_replicas_ready", "count", "Pods with the condition Ready", FromOwners);

        /// <summary>Desired less maxUnavailable (Deployment, DaemonSet), desired less 1 but at least 1 (StatefulSet), desired for others.</summary>
        public static readonly Signal Minimum = new("workload_replicas_minimum", "count", "Fewest ready pods that the rollout strategy allows", FromOwners);

        /// <summary>
        /// Ready pods that are missing to the minimum. Pods still within their start-up time (30 s, or the start-up probe's
        /// budget) count as present only for owners that were never complete before or that roll out; 0 when observedGeneration is behind.
        /// </summary>
        public static readonly Signal BelowMinimum = new("workload_replicas_below_minimum", "count", "Ready pods missing to the minimum", FromOwners);

        /// <summary>kube_deployment_status_condition{condition="Progressing",status="false"} with reason ProgressDeadlineExceeded.</summary>
        public static readonly Signal RolloutStuck = new("workload_rollout_stuck", "flag", "The rollout passed its progress deadline", Streams.Deployments);

        /// <summary>Whether the namespace counts as production (by the configured patterns) and the owner is one that serves (not a Job).</summary>
        public static readonly Signal Production = new("workload_production", "flag", "Counts as production", Streams.Pods);
    }

    /// <summary>
    /// Scenario 2. All of them per workload; Jobs are left out. A crash is a container that ended with a code other than 0,
    /// or that restarted at least twice in 10 minutes; <c>ContainerStatusUnknown</c> is none (a pod deleted before its container started).
    /// </summary>
    public static class Crash
    {
        private static readonly string[] FromPods = [Streams.Pods, Streams.ReplicaSets];
        private static readonly string[] FromConfig = [Streams.Pods, Streams.ReplicaSets, Streams.ConfigMaps];

        /// <summary>
        /// kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"} or a restart with exit code other than 0 in the last 6 minutes, of pods that exist now and have not run for 2 minutes since.
        /// Also pods waiting with CreateContainerConfigError. Detail: <c>pod</c>, <c>container</c>, <c>exitCode</c>, <c>reason</c>
        /// (waiting or terminated reason), <c>message</c> (last termination message), <c>restarts</c>, <c>firstCrash</c> (ISO time), <c>node</c>, <c>pods</c> (names, comma separated, at most 10).
        /// </summary>
        public static readonly Signal LoopingPods = new("workload_pods_crashlooping", "count", "Pods that crash again and again", FromPods);

        /// <summary>
        /// Seconds from the last data change of a ConfigMap that the workload reads to its first crash; absent when no such change is known within 24 h.
        /// Negative when the crash came first. Detail: <c>configmap</c>, <c>keys</c> (changed, comma separated), <c>changedAt</c> (ISO),
        /// <c>manager</c>, <c>style</c> (<c>in-place</c>, <c>hashed</c>, <c>created</c> or <c>deleted</c>), <c>previous</c> (name of the old ConfigMap, hashed only),
        /// <c>restorePatch</c> (JSON merge patch of just the changed keys; only when every old value is known and none was redacted), <c>diff</c> (lines starting with + or -, redacted).
        /// </summary>
        public static readonly Signal ChangeToCrash = new("crash_after_configmap_change_seconds", "seconds", "From the ConfigMap's change to the first crash", FromConfig);

        /// <summary>1 when the workload reads at least one ConfigMap, 0 when it reads none. Detail: <c>configmaps</c>.</summary>
        public static readonly Signal ReadsConfigMap = new("workload_reads_configmap", "flag", "The pods read a ConfigMap", FromConfig);

        /// <summary>1 when the kubelet names a ConfigMap or a key that does not exist. Detail: <c>configmap</c>, <c>key</c>, <c>message</c>.</summary>
        public static readonly Signal MissingReference = new("crash_missing_configmap_reference", "flag", "The kubelet misses a ConfigMap or a key of it", FromPods);

        /// <summary>1 when every crashing container started after the change and a pod of the same template that did not restart since is still Ready; 0 when pods that started after the change run well; absent when there is no one to compare with.</summary>
        public static readonly Signal SurvivorsOnOldConfig = new("crash_survivors_on_old_config", "flag", "Pods that started before the change still run", FromConfig);

        /// <summary>1 when the crashing pods' template is older than the change, or differs from the one before only in configuration (checksum annotations, restartedAt, the hash suffix of a ConfigMap's name); 0 when something else differs too. Detail: <c>template</c> (<c>unchanged</c>, <c>config-only</c> or <c>changed</c>), <c>changed</c>.</summary>
        public static readonly Signal TemplateConfigOnly = new("crash_template_config_only", "flag", "Nothing but configuration changed in the pod template", FromConfig);

        /// <summary>1 when the crashing template's image differs from that of the revision before and is younger than the newest ConfigMap change or there was none. Detail: <c>image</c>, <c>previousImage</c>.</summary>
        public static readonly Signal ImageChanged = new("crash_image_changed", "flag", "The crashing pods run a new image", FromPods);

        /// <summary>Share of the known terminations that ended within 15 s of the start with an application's exit code (1, 2, 64–78, 125–127, 134, 139, 255).</summary>
        public static readonly Signal FastExits = new("crash_fast_exit_ratio", "ratio", "Terminations within 15 s of the start", FromPods);

        /// <summary>1 when a termination message names a changed key, a mount path of the ConfigMap or speaks of parsing and configuration; absent when there is no message. Detail: <c>message</c>.</summary>
        public static readonly Signal MessageNamesConfig = new("crash_message_names_config", "flag", "The last words speak of configuration", FromConfig);

        /// <summary>How many other workloads that read the changed ConfigMap and restarted since crash too, less those that do not; absent when no other reads it or none restarted. Detail: <c>workloads</c>.</summary>
        public static readonly Signal SharedConfigCrashes = new("crash_shared_configmap_workloads", "count", "Other readers of the ConfigMap that crash too", FromConfig);

        /// <summary>Share of the known terminations with reason OOMKilled.</summary>
        public static readonly Signal OomShare = new("crash_oomkilled_ratio", "ratio", "Terminations by the out-of-memory killer", FromPods);

        /// <summary>Share of the known terminations that followed a failed liveness probe (event Killing). Detail: <c>message</c>.</summary>
        public static readonly Signal LivenessShare = new("crash_liveness_killed_ratio", "ratio", "Terminations by a liveness probe", Streams.Pods, Streams.Events);

        /// <summary>1 when the termination messages of the crashing pods carry an AWS denial. Detail: <c>message</c>.</summary>
        public static readonly Signal AwsDenied = new("crash_aws_denied", "flag", "The crashing pods were denied by AWS", FromPods);

        /// <summary>Share of the crashing pods whose node is not Ready or under pressure.</summary>
        public static readonly Signal OnBadNodes = new("crash_on_bad_nodes_ratio", "ratio", "Crashing pods on ailing nodes", Streams.Pods, Streams.Nodes);
    }

    /// <summary>Scenario 4. Per workload, Jobs too; values exist for every workload that has pods.</summary>
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
