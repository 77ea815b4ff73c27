using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Dashboard.Live.Detail;
using ApnaKart.Watch.Rules.Catalog;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Live;

public sealed class WordsTests
{
    [Theory]
    [InlineData(-3, "0 s", "0 s")]
    [InlineData(0.9, "0 s", "0 s")]
    [InlineData(59.9, "59 s", "59 s")]
    [InlineData(252, "4 min 12 s", "4 min")]
    [InlineData(11100, "3 h 5 min", "3 h")]
    [InlineData(187200, "2 d 4 h", "2 d")]
    public void Lengths_of_time_read_at_a_glance(double seconds, string duration, string age)
    {
        Words.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(duration);
        Words.Age(TimeSpan.FromSeconds(seconds)).ShouldBe(age);
    }

    [Theory]
    [InlineData("ratio", 0.01, 0.5, "degraded from 1 %, critical from 50 %")]
    [InlineData("seconds", 60, 90.5, "degraded from 60 s, critical from 90.5 s")]
    [InlineData("count", 1, 1, "critical from 1")]
    [InlineData("ratio", 0.9, 0.5, "degraded at or below 90 %, critical at or below 50 %")]
    [InlineData("flag", 1, 1, "critical when it holds")]
    public void Limits_are_words_with_their_unit(string unit, double degraded, double critical, string words) =>
        LimitWords.Of(new SymptomSeed("", unit, 1, new Edges(degraded, critical, degraded, critical), null)).ShouldBe(words);
}
