using ApnaKart.Watch.Collectors.Kubernetes.Cache;
using ApnaKart.Watch.Collectors.Kubernetes.Network;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Kubernetes.Network;

public sealed class DeclaredCallTests
{
    private static readonly WorkloadKey Checkout = new(Kinds.Deployment, "shop", "checkout");

    [Fact]
    public void An_annotation_lists_services_with_and_without_namespace_and_port() =>
        DeclaredCall.Of(Checkout, "payments/payments-api:8080, cart,\n fulfilment/orders").ShouldBe(
        [
            new DeclaredCall(Checkout, new ObjectKey("payments", "payments-api"), 8080),
            new DeclaredCall(Checkout, new ObjectKey("shop", "cart"), null),
            new DeclaredCall(Checkout, new ObjectKey("fulfilment", "orders"), null),
        ]);

    [Theory]
    [InlineData("")]
    [InlineData("http://cart:80/x")]
    [InlineData("UPPER/case:1")]
    [InlineData("cart:port")]
    [InlineData("a/b/c:1")]
    public void What_cannot_be_read_is_no_call(string text) => DeclaredCall.Of(Checkout, text).ShouldBeEmpty();

    [Fact]
    public void A_line_of_the_configuration_needs_its_caller_to_be_there()
    {
        const string line = "shop/checkout -> payments/payments-api:8080";
        DeclaredCall.Of(line, _ => Checkout).ShouldBe(new DeclaredCall(Checkout, new ObjectKey("payments", "payments-api"), 8080));
        DeclaredCall.Of(line, _ => null).ShouldBeNull();
    }

    [Theory]
    [InlineData("shop/checkout -> payments/payments-api:8080", true)]
    [InlineData("shop/checkout->payments/payments-api", true)]
    [InlineData("checkout -> payments-api", false)]
    [InlineData("shop/checkout > payments/payments-api", false)]
    public void A_line_that_cannot_be_read_is_an_error_at_the_start(string line, bool readable) => DeclaredCall.IsReadable(line).ShouldBe(readable);
}
