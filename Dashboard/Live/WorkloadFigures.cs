using System.Globalization;
using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Dashboard.Live;

/// <summary>Ready pods of a cluster, and how many workloads lack some, from the live window. A workload without a value is left out and not counted as zero; without any the figure is not shown.</summary>
/// <param name="window">The newest picture of the window; null before there is one.</param>
public sealed class WorkloadFigures(Func<ISignals?> window) : IScopeFigures
{
    private static readonly string[] Owners = [Kinds.Deployment, Kinds.StatefulSet, Kinds.DaemonSet];

    public IReadOnlyList<FigureReport> Of(Scope scope)
    {
        if (window() is not { } signals)
            return [];
        var known = Owners
            .SelectMany(kind => signals.Resources(scope, kind))
            .Select(owner => (Ready: signals.Read(Known.Workload.Ready, owner).Value, Desired: signals.Read(Known.Workload.Desired, owner).Value))
            .Where(owner => owner is { Ready: not null, Desired: not null })
            .ToList();
        return known.Count == 0
            ? []
            :
            [
                new FigureReport(string.Create(CultureInfo.InvariantCulture, $"{known.Sum(owner => owner.Ready):0} of {known.Sum(owner => owner.Desired):0}"), "pods ready"),
                new FigureReport(known.Count(owner => owner.Ready < owner.Desired).ToString(CultureInfo.InvariantCulture), "incomplete"),
            ];
    }
}
