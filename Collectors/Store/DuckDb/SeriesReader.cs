using DuckDB.NET.Data;

namespace ApnaKart.Watch.Collectors.Store.DuckDb;

/// <summary>Reads one series over some days, down-sampled where the data is. It opens a connection of its own, so that it never waits for a writer.</summary>
internal sealed record SeriesReader(string ConnectionString, IReadOnlyList<DayTable> Days, int Series, long FromMs, long ToMs)
{
    /// <param name="stepMs">0: every sample as it is.</param>
    public IReadOnlyList<Point> Read(long stepMs, CancellationToken cancellation)
    {
        using var connection = new DuckDBConnection(ConnectionString);
        connection.Open();
        using var rows = connection.Query(stepMs == 0 ? AsItIs() : Stepped(stepMs));
        var points = new List<Point>();
        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            points.Add(new Point(DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(0)), rows.GetDouble(1), rows.GetDouble(2), rows.GetDouble(3)));
        }
        return points;
    }

    private string AsItIs() => $"SELECT ms, value, value, value FROM ({Rows()}) ORDER BY ms";

    private string Stepped(long stepMs) =>
        $"SELECT {FromMs} + (ms - {FromMs}) // {stepMs} * {stepMs} AS step, avg(value), min(value), max(value) FROM ({Rows()}) GROUP BY step ORDER BY step";

    private string Rows() => string.Join(" UNION ALL ", Days.Select(day => $"SELECT ms, value FROM {day.Name} WHERE series = {Series} AND ms >= {FromMs} AND ms < {ToMs}"));
}
