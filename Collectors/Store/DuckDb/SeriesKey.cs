using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Store.DuckDb;

/// <summary>What a series is by name. In a sample's row it is only a number, so that names are stored once.</summary>
internal readonly record struct SeriesKey(string Signal, Resource Resource);
