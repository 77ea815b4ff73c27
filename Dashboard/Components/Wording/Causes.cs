using ApnaKart.Watch.Dashboard.Api;

namespace ApnaKart.Watch.Dashboard.Components.Wording;

/// <summary>Why something is not known, in words for a person at a screen.</summary>
public static class Causes
{
    public static string Text(string? cause) => cause switch
    {
        "starting" => "still starting",
        "sourceDown" => "the source cannot be reached",
        "collectorError" => "the source's answer could not be used",
        "denied" => "a permission is missing",
        "throttled" => "the source asked to slow down",
        "late" => "the data is late",
        "notPublished" => "the source does not publish it",
        null or "" => "no cause was given",
        _ => cause,
    };

    /// <summary><c>a permission is missing: kubernetes/prod: configmaps: 403 …</c></summary>
    public static string Sentence(UnknownReport? because) => because is null
        ? "not known, and no cause was given"
        : $"{Text(because.Cause)}: {because.Source}{(because.Message.Length == 0 ? "" : ", " + because.Message)}";
}
