namespace ApnaKart.Watch.Collectors.Window;

/// <summary>After how many intervals without a sign of life a stream is how fresh.</summary>
/// <param name="Aging">Past this many its age is shown.</param>
/// <param name="Stale">Past this many nothing is called healthy any more.</param>
/// <param name="Lost">Past this many nothing is known any more.</param>
public sealed record StaleLadder(double Aging = 2, double Stale = 3, double Lost = 10);
