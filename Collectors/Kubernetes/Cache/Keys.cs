namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Names an object of one kind.</summary>
public readonly record struct ObjectKey(string Namespace, string Name);

/// <summary>Names what is judged in place of its pods.</summary>
/// <param name="Kind">As in a resource: <c>deployment</c>.</param>
public readonly record struct WorkloadKey(string Kind, string Namespace, string Name);
