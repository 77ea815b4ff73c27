using Microsoft.AspNetCore.Components;

namespace ApnaKart.Watch.Dashboard.Components;

/// <summary>A component that is drawn again only when what it shows has changed, however often its parent is.</summary>
public abstract class QuietComponent : ComponentBase
{
    private object? _drawn;

    /// <summary>Everything that the drawing depends on, as values that can be compared.</summary>
    protected abstract object Shown { get; }

    protected override bool ShouldRender()
    {
        var shown = Shown;
        if (shown.Equals(_drawn))
            return false;
        _drawn = shown;
        return true;
    }
}
