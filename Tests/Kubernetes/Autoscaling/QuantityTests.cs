using ApnaKart.Watch.Collectors.Kubernetes.Autoscaling;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Autoscaling;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("100m", 0.1)]
    [InlineData("1", 1)]
    [InlineData("1.5", 1.5)]
    [InlineData("421792499n", 0.421792499)]
    [InlineData("2377008Ki", 2377008d * 1024)]
    [InlineData("256Mi", 256d * 1024 * 1024)]
    [InlineData("1e3", 1000)]
    [InlineData("2k", 2000)]
    public void It_reads_amounts_as_the_api_writes_them(string text, double value) => Quantity.Read(text)!.Value.ShouldBe(value, value * 1e-12);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("12Q")]
    [InlineData("1mi")]
    [InlineData("NaN")]
    public void What_is_no_amount_is_no_number(string? text) => Quantity.Read(text).ShouldBeNull();
}
