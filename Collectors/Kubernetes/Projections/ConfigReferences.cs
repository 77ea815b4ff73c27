using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Objects;

namespace ApnaKart.Watch.Collectors.Kubernetes.Projections;

/// <summary>How a pod reads a ConfigMap, and so when it notices a change.</summary>
public enum UseKind
{
    /// <summary>All keys as environment variables, read at each start of the container.</summary>
    EnvFrom,

    /// <summary>One key as an environment variable, read at each start of the container.</summary>
    EnvKey,

    /// <summary>Files, refreshed within about two minutes while the container runs.</summary>
    Volume,

    /// <summary>Files among others, refreshed like a volume.</summary>
    Projected,

    /// <summary>A file that is never refreshed while the container lives.</summary>
    SubPath,
}

/// <summary>One place where a pod reads a ConfigMap.</summary>
/// <param name="Container">Empty for a volume that no container mounts.</param>
/// <param name="Keys">Empty: all.</param>
public sealed record ConfigMapUse(string Name, UseKind Kind, string Container, IReadOnlyList<string> Keys, bool Optional, string? MountPath);

/// <summary>Lists the ConfigMaps that a pod reads. Those that every pod gets from the cluster are left out.</summary>
public static class ConfigReferences
{
    public static IReadOnlyList<ConfigMapUse> Of(PodSpec spec)
    {
        List<ConfigMapUse>? uses = null;
        void Add(ConfigMapSource source, UseKind kind, string container, IReadOnlyList<string> keys, string? path = null)
        {
            if (source.Name.Length > 0 && !ConfigMapLog.IsNoise(source.Name))
                (uses ??= []).Add(new ConfigMapUse(source.Name, kind, container, keys, source.Optional ?? false, path));
        }

        foreach (var container in spec.AllContainers)
        {
            foreach (var from in container.EnvFrom)
                Add(from.ConfigMapRef!, UseKind.EnvFrom, container.Name, []);
            foreach (var variable in container.Env)
            {
                if (variable.ValueFrom?.ConfigMapKeyRef is { } reference)
                    Add(reference, UseKind.EnvKey, container.Name, reference.Key is { } key ? [key] : []);
            }
        }

        foreach (var volume in spec.Volumes)
        {
            if (volume.ConfigMap is { } map)
                Mounts(spec, volume.Name, UseKind.Volume, (kind, container, path) => Add(map, kind, container, Keys(map), path));
            foreach (var source in volume.Projected?.Sources ?? [])
                Mounts(spec, volume.Name, UseKind.Projected, (kind, container, path) => Add(source.ConfigMap!, kind, container, Keys(source.ConfigMap!), path));
        }

        return uses ?? (IReadOnlyList<ConfigMapUse>)[];
    }

    private static void Mounts(PodSpec spec, string volume, UseKind kind, Action<UseKind, string, string?> add)
    {
        var mounted = false;
        foreach (var container in spec.AllContainers)
        {
            foreach (var mount in container.VolumeMounts.Where(mount => mount.Name == volume))
            {
                mounted = true;
                add(mount.SubPath is { Length: > 0 } || mount.SubPathExpr is { Length: > 0 } ? UseKind.SubPath : kind, container.Name, mount.MountPath);
            }
        }

        if (!mounted)
            add(kind, "", null);
    }

    private static IReadOnlyList<string> Keys(ConfigMapSource source) => source.Items.Count == 0 ? [] : [.. source.Items.Select(item => item.Key)];
}
