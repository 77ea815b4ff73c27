using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Cache;

/// <summary>Something that two states of an object show only together; a fact is made from it.</summary>
public abstract record Happening;

/// <summary>The data of a ConfigMap is not what it was, or the ConfigMap came or went.</summary>
/// <param name="Record">As it is after the change.</param>
public sealed record ConfigMapTurned(ConfigMapRecord Record) : Happening;

/// <summary>An owner was asked for another number of pods.</summary>
/// <param name="Generation">Of the owner, so that the same change told twice is one.</param>
public sealed record Scaled(Resource Resource, string OwnerUid, long Generation, int From, int To, DateTimeOffset At) : Happening;
