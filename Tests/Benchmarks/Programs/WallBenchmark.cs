using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ApnaKart.Watch.Benchmarks.Programs;

/// <summary>What a screen loads before the wall stands: the page and all it refers to, as the browser would ask for it.</summary>
internal sealed partial class WallBenchmark : IBenchmark
{
    public string Verb => "wall";

    public string Title => "first load of the wall";

    public async IAsyncEnumerable<Figure> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var program = await WatchProgram.StartAsync([], cancellation);
        var here = program.Http.BaseAddress!;
        var (seen, foreign) = (new HashSet<Uri>(), new HashSet<string>(StringComparer.Ordinal));
        var left = new Queue<Uri>([new Uri(here, "/wall")]);
        long bytes = 0;
        while (left.TryDequeue(out var next))
        {
            if (next.Host != here.Host || next.Port != here.Port)
                foreign.Add(next.Authority);
            else if (seen.Add(next))
                bytes += await LoadAsync(program.Http, next, left, cancellation);
        }
        yield return Figure.Seen("files", seen.Count, "");
        yield return Figure.AtMost("bytes over the wire, headers counted", bytes, 150 * 1024, "bytes");
        yield return Figure.AtMost("other hosts", foreign.Count, 0, "");
    }

    private static async Task<long> LoadAsync(HttpClient http, Uri address, Queue<Uri> left, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Encoding", "gzip, br" } } };
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        var headers = answer.Headers.Concat(answer.Content.Headers).Sum(header => header.Key.Length + string.Join(", ", header.Value).Length + 4);
        var wire = (await answer.Content.ReadAsByteArrayAsync(cancellation)).Length;
        var text = await http.GetStringAsync(address, cancellation);
        foreach (var reference in References(address.AbsolutePath, text))
            left.Enqueue(new Uri(address, reference));
        return wire + headers;
    }

    private static IEnumerable<string> References(string path, string text)
    {
        var kind = path.EndsWith(".js", StringComparison.Ordinal) ? InScript() : path.EndsWith(".css", StringComparison.Ordinal) ? InStyle() : InPage();
        return kind.Matches(text).Select(match => match.Groups["to"].Value).Where(to => !to.StartsWith("data:", StringComparison.Ordinal) && !to.StartsWith('#'));
    }

    [GeneratedRegex("""<(?:script|img|source|iframe)\b[^>]*\bsrc="(?<to>[^"]+)"|<link\b[^>]*\bhref="(?<to>[^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex InPage();

    [GeneratedRegex("""\b(?:from|import)\s*\(?\s*"(?<to>[^"]+)"|\bfetch\("(?<to>https?:[^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex InScript();

    [GeneratedRegex("""@import\s+(?:url\()?["']?(?<to>[^"')]+)|\burl\(["']?(?<to>[^"')]+)""", RegexOptions.None, 1000)]
    private static partial Regex InStyle();
}
