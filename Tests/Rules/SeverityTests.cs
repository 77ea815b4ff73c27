using ApnaKart.Watch.Rules.Catalog;
using ApnaKart.Watch.Rules.Scoring;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Rules;

public sealed class SeverityTests
{
    private static readonly Edges HigherIsWorse = new(10, 30, 8, 25);
    private static readonly Edges LowerIsWorse = new(30, 10, 35, 15);

    [Theory]
    [InlineData(9.9, 0, 0)]
    [InlineData(10, 0, 0.5)]
    [InlineData(20, 0, 0.75)]
    [InlineData(30, 0, 1)]
    [InlineData(300, 0, 1)]
    [InlineData(9, 0.5, 0.5)]
    [InlineData(7.9, 0.5, 0)]
    [InlineData(26, 1, 1)]
    [InlineData(24, 1, 0.85)]
    [InlineData(double.NaN, 1, 0)]
    public void Higher_is_worse(double value, double before, double severity) =>
        Severity.Of(value, HigherIsWorse, before).ShouldBe(severity, 1e-9);

    [Theory]
    [InlineData(31, 0, 0)]
    [InlineData(30, 0, 0.5)]
    [InlineData(20, 0, 0.75)]
    [InlineData(10, 0, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(34, 0.5, 0.5)]
    [InlineData(36, 0.5, 0)]
    [InlineData(14, 1, 1)]
    public void Lower_is_worse(double value, double before, double severity) =>
        Severity.Of(value, LowerIsWorse, before).ShouldBe(severity, 1e-9);

    [Fact]
    public void One_limit_for_both_is_critical_at_once() => Severity.Of(1, new Edges(1, 1, 1, 1), 0).ShouldBe(1);
}
