using ApnaKart.Watch.Rules.Engine;
using ApnaKart.Watch.Rules.Scenarios;
using ApnaKart.Watch.Rules.Scoring;
using ApnaKart.Watch.Rules.Signals;
using ApnaKart.Watch.Tests.Rules;
using Shouldly;

namespace ApnaKart.Watch.Tests.Properties;

public sealed class PassTests
{
    [Xunit.Fact]
    public void What_a_failed_pass_was_told_of_is_judged_by_the_next()
    {
        var (well, bad) = (FakeSignals.Deployment("well"), FakeSignals.Deployment("bad"));
        var signals = new FakeSignals().Set(Toy.Badness, well, 0).Set(Toy.Badness, bad, 0);
        var scenario = new FailingOnce();
        var engine = new ScenarioEngine([(Toy.Seed(1), scenario)], Toy.Settings, [FakeSignals.Prod]);
        engine.Pass(signals, null).Scenarios[0].Status.ShouldBe(Status.Healthy);

        signals.Set(Toy.Badness, bad, 1);
        scenario.FailsOn = well;
        Should.Throw<InvalidOperationException>(() => engine.Pass(signals, [well, bad]));
        scenario.FailsOn = null;
        engine.Pass(signals, []).Scenarios[0].Status.ShouldNotBe(Status.Healthy);
    }

    /// <summary>As bad as the toy's signal says, but for one resource that it stumbles over.</summary>
    private sealed class FailingOnce : Scenario<NoLimits>
    {
        public FailingOnce()
            : base(1)
        {
        }

        public Resource? FailsOn { get; set; }

        public override IReadOnlyList<string> Placeholders => [];

        public override string Calm(Scope scope, ISignals signals) => "all quiet";

        protected override void Judge(Judging judging, NoLimits limits)
        {
            if (judging.Subject == FailsOn)
                throw new InvalidOperationException("stumbled");
            judging.Symptom("bad", judging.Read(Toy.Badness).Value, "");
            judging.Cause("cause", 1, "");
            judging.Headline(judging.Subject.Name);
        }
    }
}
