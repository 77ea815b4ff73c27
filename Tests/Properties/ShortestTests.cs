using Shouldly;

namespace ApnaKart.Watch.Tests.Properties;

public sealed class ShortestTests
{
    [Xunit.Fact]
    public void Only_what_is_needed_to_break_it_is_left()
    {
        var broken = Should.Throw<InvalidOperationException>(() => Shortest.Of([1, 2, 3, 4, 5], history =>
        {
            if (history.Contains(2) && history.Contains(4))
                throw new NotSupportedException("two and four");
        }));
        broken.Message.ShouldBe("two and four\nafter:\n2\n4\n");
    }

    [Xunit.Fact]
    public void What_does_not_break_is_left_in_peace() => Should.NotThrow(() => Shortest.Of([1, 2], _ => { }));
}
