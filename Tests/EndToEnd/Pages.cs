using Xunit;

namespace ApnaKart.Watch.Tests.EndToEnd;

/// <summary>The pages that a person can open.</summary>
internal static class Pages
{
    public static readonly IReadOnlyList<string> All = ["/", "/wall", "/scenarios", "/scenarios/2", "/scenarios/1", "/sources", "/sandbox"];

    /// <summary>Each page in the dark and in the light.</summary>
    public static TheoryData<string, string> InBothThemes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var path in All)
            {
                data.Add(path, "dark");
                data.Add(path, "light");
            }
            return data;
        }
    }
}
