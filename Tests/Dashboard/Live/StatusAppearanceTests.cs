using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Scoring;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Live;

public sealed class StatusAppearanceTests
{
    [Theory]
    [InlineData(Status.Healthy, "healthy", "Healthy", "✓", "ok")]
    [InlineData(Status.Degraded, "degraded", "Degraded", "▲", "warn")]
    [InlineData(Status.Critical, "critical", "Critical", "■", "crit")]
    [InlineData(Status.Unknown, "unknown", "Unknown", "?", "unknown")]
    [InlineData(Status.NotCollected, "notCollected", "Not collected", "○", "off")]
    public void Every_status_has_a_word_a_shape_and_a_class(Status status, string word, string text, string icon, string css)
    {
        StatusAppearance.For(status).ShouldBe(new StatusAppearance(text, icon, css));
        StatusAppearance.For(word).ShouldBe(StatusAppearance.For(status));
    }

    [Fact]
    public void No_two_statuses_share_a_word_a_shape_or_a_class()
    {
        var all = StatusAppearance.All.Values.ToList();
        all.Count.ShouldBe(Enum.GetValues<Status>().Length);
        all.Select(look => look.Icon).ShouldBeUnique();
        all.Select(look => look.Text).ShouldBeUnique();
        all.Select(look => look.Css).ShouldBeUnique();
    }

    [Theory]
    [InlineData("")]
    [InlineData("HEALTHY")]
    [InlineData("fine")]
    public void A_word_that_is_no_status_is_unknown_and_not_healthy(string word) =>
        StatusAppearance.For(word).ShouldBe(StatusAppearance.For(Status.Unknown));

    [Fact]
    public void A_value_that_is_no_status_is_unknown_and_not_healthy() =>
        StatusAppearance.For((Status)99).ShouldBe(StatusAppearance.For(Status.Unknown));
}
