using ApnaKart.Watch.Rules.Engine;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Rules;

public sealed class ExplanationTableTests
{
    [Fact]
    public void Nothing_explains_itself_by_any_way_round()
    {
        var edges = ExplanationTable.All.ToLookup(edge => edge.By, edge => edge.Whom);
        foreach (var start in edges.Select(group => group.Key))
            Reachable(start, edges).ShouldNotContain(start, $"scenario {start} explains itself");
    }

    [Fact]
    public void Every_edge_joins_two_of_the_fifteen_and_stands_once()
    {
        ExplanationTable.All.ShouldAllBe(edge => edge.By >= 1 && edge.By <= 15 && edge.Whom >= 1 && edge.Whom <= 15);
        ExplanationTable.All.Select(edge => (edge.By, edge.Whom)).ShouldBeUnique();
    }

    [Theory]
    [InlineData(11, "1 3 5 6 7 8 12 13")]
    [InlineData(12, "7")]
    [InlineData(13, "1 3 5 6")]
    [InlineData(1, "3")]
    [InlineData(6, "3 5 8")]
    [InlineData(9, "2 4 5 8")]
    [InlineData(10, "4")]
    [InlineData(7, "8")]
    [InlineData(4, "5 8")]
    [InlineData(2, "5 8")]
    [InlineData(5, "8")]
    [InlineData(3, "8")]
    [InlineData(8, "")]
    [InlineData(14, "")]
    [InlineData(15, "")]
    public void Who_explains_whom(int by, string whom) =>
        string.Join(' ', ExplanationTable.All.Where(edge => edge.By == by).Select(edge => edge.Whom).Order()).ShouldBe(whom);

    private static HashSet<int> Reachable(int start, ILookup<int, int> edges)
    {
        var seen = new HashSet<int>();
        var queue = new Queue<int>(edges[start]);
        while (queue.TryDequeue(out var next))
            if (seen.Add(next))
                foreach (var further in edges[next])
                    queue.Enqueue(further);
        return seen;
    }
}
