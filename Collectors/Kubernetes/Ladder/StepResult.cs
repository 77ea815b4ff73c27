using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Ladder;

/// <summary>What one step of the ladder found.</summary>
/// <param name="Step">One of <see cref="LadderSteps"/>.</param>
/// <param name="Ok">Null when it was not tried, as a step before it failed.</param>
/// <param name="Code">The HTTP status; 0 without an answer.</param>
/// <param name="Class">One of <see cref="ProbeClasses"/>; null when it is well.</param>
/// <param name="Message">For people; empty when it is well.</param>
internal sealed record StepResult(string Step, bool? Ok, TimeSpan Took, int Code = 0, string? Class = null, string Message = "")
{
    /// <summary>The body of a health path, or the uid of the namespace that a read found; null otherwise.</summary>
    public string? Said { get; init; }

    public static StepResult Skipped(string step) => new(step, null, TimeSpan.Zero);
}

/// <summary>One run of the whole ladder.</summary>
internal sealed record LadderRun(DateTimeOffset At, TimeSpan Mono, string Host, IReadOnlyList<StepResult> Steps)
{
    private static readonly string[] Reads = [LadderSteps.Cached, LadderSteps.Store];

    public StepResult? Cached => Step(LadderSteps.Cached);

    public StepResult? Store => Step(LadderSteps.Store);

    /// <summary>The two authenticated reads, as far as they were tried.</summary>
    public IEnumerable<StepResult> Tried => Steps.Where(step => Reads.Contains(step.Step) && step.Ok is not null);

    /// <summary>Whether any step had an answer of the server.</summary>
    public bool Reached => Steps.Any(step => step.Code > 0);

    /// <summary>Whether an ordinary request gets through. Who is refused is answered all the same.</summary>
    public bool Served => Cached is { Ok: true } or { Code: 401 or 403 or 404 };

    /// <summary>Whether the server does not accept who we are.</summary>
    public bool Refused => Tried.Any(step => step.Code == 401);

    /// <summary>The first step that says why the run was not served.</summary>
    public StepResult? Trouble => Served ? null : Steps.FirstOrDefault(step => step.Ok == false && step.Step is not LadderSteps.Readyz) ?? Steps.FirstOrDefault(step => step.Ok == false);

    private StepResult? Step(string name) => Steps.FirstOrDefault(step => step.Step == name);
}
