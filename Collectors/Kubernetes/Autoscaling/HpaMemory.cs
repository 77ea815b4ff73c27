using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;

/// <summary>What is remembered of one autoscaler from one look to the next.</summary>
internal sealed class HpaMemory(string uid)
{
    /// <summary>Another uid under the same name is another autoscaler.</summary>
    public string Uid { get; } = uid;

    public Span Blind { get; } = new();

    public Span Maxed { get; } = new();

    public Span NotConverging { get; } = new();

    public (double Demand, DateTimeOffset At)? LastDemand { get; set; }

    /// <summary>How long something has held without a break, on monotonic time.</summary>
    internal sealed class Span
    {
        private const double Step = 5;
        private const double Longest = 3600;

        private (TimeSpan Mono, DateTimeOffset Wall)? _since;

        public DateTimeOffset? Since => _since?.Wall;

        /// <summary>Seconds in steps of 5, up to an hour: whoever only grows older has no news each second. 0 when it does not hold.</summary>
        /// <param name="told">When it began by the object's own word: believed once, when it is first seen, and only if it is past.</param>
        public double Look(bool holds, Moment now, DateTimeOffset? told = null)
        {
            if (!holds)
            {
                _since = null;
                return 0;
            }

            if (_since is null)
            {
                var before = told is { } at && at < now.Wall ? now.Wall - at : TimeSpan.Zero;
                _since = (now.Mono - before, now.Wall - before);
            }

            // One that has just begun is not nothing.
            return Math.Clamp(Math.Floor((now.Mono - _since.Value.Mono).TotalSeconds / Step) * Step, 1, Longest);
        }
    }
}
