using ApnaKart.Watch.Collectors.Sandbox;
using ApnaKart.Watch.Collectors.Sandbox.Estate;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ApnaKart.Watch.Tests.Sandbox;

public sealed class SandboxSeedTests : IDisposable
{
    private static readonly string Real = Path.Combine(AppContext.BaseDirectory, "seeds", "sandbox");
    private readonly string _directory = Directory.CreateTempSubdirectory("seeds-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("estate.yaml", "seed: 7411", "sead: 7411", "sead")]
    [InlineData("estate.yaml", "kind: StatefulSet", "kind: StatfulSet", "cart-cache is of the unknown kind 'StatfulSet'")]
    [InlineData("estate.yaml", "envFrom: [cart-config]", "envFrom: [card-config]", "cart reads the unknown ConfigMap 'card-config'")]
    [InlineData("estate.yaml", "*/15 * * * *", "@hourly", "settlement-report has the schedule '@hourly'")]
    [InlineData("outages.yaml", "do: rotate", "do: rotat", "unknown step 'rotat'")]
    [InlineData("outages.yaml", "answer: denied", "answer: sulks", "unknown answer 'sulks'")]
    [InlineData("outages.yaml", "workload: shop/cart", "workload: shop/card", "unknown workload 'shop/card'")]
    [InlineData("outages.yaml", "cluster: prod", "cluster: moon", "unknown cluster 'moon'")]
    public void A_typo_in_a_seed_is_refused_by_name(string file, string right, string wrong, string words)
    {
        foreach (var name in new[] { "estate.yaml", "outages.yaml" })
        {
            var text = File.ReadAllText(Path.Combine(Real, name));
            if (name == file)
            {
                text.ShouldContain(right);
                text = text.Replace(right, wrong);
            }

            File.WriteAllText(Path.Combine(_directory, name), text);
        }

        var error = Should.Throw<SandboxSeedException>(() => new SimulatedEstate(new SandboxOptions { Seeds = _directory, Pace = 0 }, new FakeTimeProvider()));
        error.Message.ShouldContain(file);
        error.Message.ShouldContain(words);
    }

    [Fact]
    public void A_missing_seed_is_named() =>
        Should.Throw<SandboxSeedException>(() => SeedReader.Estate(_directory)).Message.ShouldContain("estate.yaml");
}
