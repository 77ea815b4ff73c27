namespace ApnaKart.Watch.Collectors.Kubernetes.Objects;

/// <summary>Lists as the API promises them.</summary>
internal static class SoundLists
{
    /// <summary>The same without what is null in it; empty when there is none.</summary>
    public static IReadOnlyList<T> Sound<T>(this IReadOnlyList<T>? list)
        where T : class
    {
        if (list is null)
            return [];
        foreach (var item in list)
        {
            if (item is null)
                return [.. list.Where(one => one is not null)];
        }

        return list;
    }
}
