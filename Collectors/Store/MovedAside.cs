namespace ApnaKart.Watch.Collectors.Store;

/// <summary>A file that could not be used as a store was kept under another name, and a new one was begun.</summary>
/// <param name="To">Its new name, ending in <c>.corrupt-</c> and a time.</param>
/// <param name="Why">What was wrong with it.</param>
public sealed record MovedAside(string From, string To, DateTimeOffset At, string Why);

/// <summary>A store in a file, which begins a new one rather than stay away when the old one is broken.</summary>
public interface IMovesAside
{
    /// <summary>The newest such move of this process, or null.</summary>
    MovedAside? MovedAside { get; }
}
