using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Dashboard.Live.Detail;

/// <summary>Fills a runbook in.</summary>
public interface IRunbooks
{
    /// <summary>The sections with their commands quoted and filled in from the values of one resource; a command that lacks a value is null.</summary>
    IReadOnlyList<RunbookSectionDetail> Render(Seed seed, IReadOnlyDictionary<string, string> values);
}
