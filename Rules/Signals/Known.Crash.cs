namespace ApnaKart.Watch.Rules.Signals;

public static partial class Known
{
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
        /// <c>manager</c>, <c>style</c> (<c>in-place</c>, <c>hashed</c>, <c>created</c> or <c>deleted</c>), <c>previous</c> (name of the old ConfigMap, hashed only), <c>often</c> (<c>true</c> when that ConfigMap changes more than six times an hour, so that a change of it says little),
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
}
