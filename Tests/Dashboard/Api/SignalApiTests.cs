using System.Net;
using System.Text.Json;
using ApnaKart.Watch.Collectors.Store;
using ApnaKart.Watch.Rules.Signals;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Dashboard.Api;

public sealed class SignalApiTests : IDisposable
{
    private const string Good = "name=workload_pods_crashlooping&resource=deployment/ap-south-1/prod/shop/checkout";

    private readonly FakeSampleStore _store = new();
    private readonly BoardHost _host;

    public SignalApiTests() => _host = new BoardHost(more: services => services.AddSingleton<ISampleStore>(_store));

    [Fact]
    public async Task A_series_comes_with_its_unit_and_its_step()
    {
        var (status, answer) = await GetAsync($"{Good}&from=2026-11-23T09:00:00Z&to=2026-11-23T10:00:00Z&step=5m");
        status.ShouldBe(HttpStatusCode.OK);
        answer.GetProperty("unit").GetString().ShouldBe("count");
        answer.GetProperty("stepSeconds").GetDouble().ShouldBe(300);
        answer.GetProperty("points")[0].GetProperty("value").GetDouble().ShouldBe(3);
        _store.Asked.ShouldBe(("workload_pods_crashlooping", TimeSpan.FromHours(1), TimeSpan.FromMinutes(5)));
    }

    [Theory]
    [InlineData("from=2026-11-23T09:00:00Z&to=2026-11-23T10:00:00Z", 2)]
    [InlineData("from=2026-11-22T10:00:00Z&to=2026-11-23T10:00:00Z", 60)]
    [InlineData("from=2025-11-23T10:00:00Z&to=2026-11-23T10:00:00Z", 18000)]
    public async Task Without_a_step_one_is_chosen_that_keeps_the_answer_short(string range, double step)
    {
        var (_, answer) = await GetAsync($"{Good}&{range}");
        answer.GetProperty("stepSeconds").GetDouble().ShouldBe(step);
    }

    [Theory]
    [InlineData("name=nonsense&resource=deployment/r/c/n/w", "name")]
    [InlineData("resource=deployment/r/c/n/w", "name")]
    [InlineData("name=workload_pods_crashlooping", "resource")]
    [InlineData("name=workload_pods_crashlooping&resource=checkout", "resource")]
    [InlineData(Good + "&from=yesterday", "from")]
    [InlineData(Good + "&to=soon", "to")]
    [InlineData(Good + "&from=2026-11-23T10:00:00Z&to=2026-11-23T09:00:00Z", "from")]
    [InlineData(Good + "&step=0", "step")]
    [InlineData(Good + "&step=-5s", "step")]
    [InlineData(Good + "&step=5y", "step")]
    [InlineData(Good + "&from=2026-11-22T10:00:00Z&to=2026-11-23T10:00:00Z&step=5s", "step")]
    public async Task A_wrong_parameter_is_named(string query, string parameter)
    {
        var (status, problem) = await GetAsync(query);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("parameter").GetString().ShouldBe(parameter);
        problem.GetProperty("title").GetString()!.ShouldContain(parameter);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_said_and_not_shown_as_an_empty_series()
    {
        _store.Broken = "the file is locked";
        var (status, problem) = await GetAsync(Good);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        problem.GetProperty("detail").GetString().ShouldBe("the file is locked");
    }

    public void Dispose() => _host.Dispose();

    private async Task<(HttpStatusCode Status, JsonElement Answer)> GetAsync(string query)
    {
        var answer = await _host.CreateClient().GetAsync($"/api/v1/signals?{query}", TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode, document.RootElement.Clone());
    }

    private sealed class FakeSampleStore : ISampleStore
    {
        public string? Broken { get; set; }

        public (string Signal, TimeSpan Range, TimeSpan Step) Asked { get; private set; }

        public Task<IReadOnlyList<Point>> ReadAsync(string signal, Resource resource, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellation)
        {
            Asked = (signal, to - from, step);
            return Broken is null
                ? Task.FromResult<IReadOnlyList<Point>>([new Point(from, 3, 2, 4)])
                : Task.FromException<IReadOnlyList<Point>>(new StoreException(Broken));
        }

        public Task WriteAsync(IReadOnlyList<Sample> batch, CancellationToken cancellation) => Task.CompletedTask;

        public Task DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellation) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
