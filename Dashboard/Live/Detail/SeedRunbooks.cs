using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Catalog;

namespace ApnaKart.Watch.Dashboard.Live.Detail;

/// <summary>Runbooks from the seeds.</summary>
public sealed class SeedRunbooks : IRunbooks
{
    public IReadOnlyList<RunbookSectionDetail> Render(Seed seed, IReadOnlyDictionary<string, string> values) =>
    [
        .. RunbookRenderer.Render(seed.Runbook, values).Select(section => new RunbookSectionDetail(section.Heading, section.Html,
            [.. section.Steps.Select(step => new StepDetail(step.Title, step.Text, step.Command, step.Changes, step.Undo, step.Confirm, step.Otherwise))])),
    ];
}
