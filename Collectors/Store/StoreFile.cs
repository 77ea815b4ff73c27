using System.Globalization;

namespace ApnaKart.Watch.Collectors.Store;

/// <summary>What the embedded stores share about their files: names, folders, and sentences for what goes wrong.</summary>
/// <param name="what">For people: <c>sample store</c>.</param>
internal sealed class StoreFile(string what, string path, TimeProvider time)
{
    private const int LongestCause = 300;

    /// <summary>Absolute, so that a change of the working folder changes nothing.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public bool Exists => File.Exists(Path);

    /// <summary>Makes the folder when it is not there.</summary>
    /// <exception cref="StoreException">It cannot be made.</exception>
    public void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The folder of the {what} {Path} cannot be made: {Short(e.Message)}", e);
        }
    }

    /// <summary>Renames the file and its companions, so that nothing is lost and a new one can be begun.</summary>
    /// <param name="companions">What is added to the file's name for those: <c>.wal</c>.</param>
    public MovedAside MoveAside(string why, IEnumerable<string> companions)
    {
        var now = time.GetUtcNow();
        var mark = $".corrupt-{now.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}";
        try
        {
            foreach (var file in companions.Select(companion => Path + companion).Append(Path).Where(File.Exists))
                File.Move(file, file + mark);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The {what} {Path} is broken ({Short(why)}) and cannot be moved aside: {Short(e.Message)}", e);
        }
        return new MovedAside(Path, Path + mark, now, Short(why));
    }

    public StoreException Locked(string by, Exception? inner) =>
        new($"The {what} {Path} is in use by {by}: only one process may have it. Stop the other one, or set {StoreOptions.Section}:Path to another folder.", inner);

    public StoreException DiskFull(Exception inner) =>
        new($"The disk that holds the {what} {Path} is full: nothing more can be stored until there is room.", inner);

    public StoreException Newer(Exception? inner) =>
        new($"The {what} {Path} was written by a newer version of Watch: start that version, or set {StoreOptions.Section}:Path to another folder.", inner);

    public StoreException Gone() =>
        new($"The {what} {Path} was removed while it was in use: what it held is lost, and a new one is begun.");

    public StoreException Cannot(string verb, Exception inner) =>
        new($"The {what} {Path} cannot be {verb}: {Short(inner.Message)}", inner);

    /// <summary>The first line of an error, without the name of the call that met it, capped.</summary>
    private static string Short(string message)
    {
        var line = message.AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        return line.Length <= LongestCause ? line.ToString() : string.Concat(line[..LongestCause], "…");
    }
}
