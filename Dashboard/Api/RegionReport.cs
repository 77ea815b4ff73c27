namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>A region of the estate.</summary>
/// <param name="Role"><c>primary</c> or <c>standby</c>.</param>
public sealed record RegionReport(string Name, string Role, IReadOnlyList<ClusterReport> Clusters);

/// <summary>A cluster with what all scenarios together say of it.</summary>
/// <param name="Score">Of the worst scenario here; null when none is bad.</param>
/// <param name="Worst">That scenario's number.</param>
public sealed record ClusterReport(string Name, string Status, int? Score, int? Worst, IReadOnlyList<FigureReport> Figures);

/// <summary>A figure with its words: <c>168 of 170</c>, <c>pods ready</c>.</summary>
public sealed record FigureReport(string Value, string Label);
