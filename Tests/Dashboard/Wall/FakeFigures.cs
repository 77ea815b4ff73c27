using ApnaKart.Watch.Dashboard.Api;
using ApnaKart.Watch.Dashboard.Live;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Tests.Dashboard.Wall;

/// <summary>Figures for the regions strip of a picture.</summary>
internal sealed class FakeFigures : IScopeFigures
{
    public IReadOnlyList<FigureReport> Of(Scope scope) => scope == FakeBoards.Prod
        ? [new FigureReport("118 of 124", "pods ready"), new FigureReport("2", "incomplete")]
        : [new FigureReport("39 of 39", "pods ready"), new FigureReport("0", "incomplete")];
}
