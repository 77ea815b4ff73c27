using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ApnaKart.Watch.Rules.Signals;
using Shouldly;
using Xunit;
using static ApnaKart.Watch.Tests.Kubernetes.Client.Rig;

namespace ApnaKart.Watch.Tests.Kubernetes.Client;

public sealed class KubeconfigTests
{
    public static TheoryData<string?, string> Bad => new()
    {
        { null, "kubeconfig {file} not found (context 'stub')" },
        { "", "kubeconfig {file} is empty (context 'stub')" },
        { "a: [unclosed", "{file} (context 'stub'): is not valid YAML, line" },
        { "just words", "{file} (context 'stub')" },
        { "apiVersion: v1\nkind: Config", "kubeconfig {file} has no context 'stub'; it has: no context at all" },
        { StubApi.Config("http://127.0.0.1:1").Replace("name: stub, context", "name: other, context", StringComparison.Ordinal), "kubeconfig {file} has no context 'stub'; it has: other" },
        { StubApi.Config("https://127.0.0.1:1", authority: "'%%%'"), "{file} (context 'stub'): holds data (certificate-authority-data, client-certificate-data or client-key-data) that is not valid base64" },
        { StubApi.Config("https://127.0.0.1:1").Replace("token: stub-token", "client-certificate-data: bm8=, client-key-data: bm8=", StringComparison.Ordinal), "{file} (context 'stub'): holds a certificate or key that cannot be read" },
        { StubApi.Config("not a url"), "{file} (context 'stub'): Bad server host URL" },
        { StubApi.Config("http://127.0.0.1:1").Replace("user: stub }", "user: nobody }", StringComparison.Ordinal), "{file} (context 'stub'): User not found for context stub" },
        { Plugin("/nowhere/aws"), "{file} (context 'stub'): external exec failed due to: " },
        { Plugin("sh", "-c", "'\"echo profile_prod_missing >&2; exit 1\"'"), "it said: profile_prod_missing" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_kubeconfig_is_named_with_its_context_kills_nothing_and_is_read_again(string? text, string words)
    {
        await using var api = await StubApi.StartAsync();
        var file = Path.Combine(Path.GetDirectoryName(api.Kubeconfig)!, "bad");
        if (text is not null)
            await File.WriteAllTextAsync(file, text);
        await using var rig = new Rig(file, context: "stub");
        await Eventually.BeAsync(() => rig.Window.LastFailure("pods") is not null && rig.Window.LastFailure("readyz") is not null);
        var failure = rig.Window.LastFailure("pods")!;
        failure.Message.ShouldStartWith("cluster prod: ");
        failure.Message.ShouldContain(words.Replace("{file}", file, StringComparison.Ordinal));
        failure.Cause.ShouldBe(UnknownCause.CollectorError);

        // In one step, as a careful editor does: the collector may read at any moment.
        File.Copy(api.Kubeconfig, $"{file}.new");
        File.Move($"{file}.new", file, overwrite: true);
        await Eventually.BeAsync(() => rig.Health("pods").State == "ok");
    }

    [Fact]
    public async Task A_refused_token_is_read_again_before_it_counts_as_denied()
    {
        await using var api = await StubApi.StartAsync();
        api.On(StubCall.List, Pods, context => context.Request.Headers.Authorization == "Bearer fresh"
            ? api.AnswerAsync(StubCall.List, context) : Faults.ApiStatus(401, "Unauthorized", "Unauthorized")(context));
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => rig.Health("pods").State == "denied");
        await File.WriteAllTextAsync(api.Kubeconfig, StubApi.Config(api.Address, "fresh"));
        await Eventually.BeAsync(() => rig.Health("pods").State == "ok");
    }

    [Fact]
    public async Task A_server_that_moved_is_found_when_the_kubeconfig_says_where()
    {
        await using var old = await StubApi.StartAsync();
        await using var rig = new Rig(old.Kubeconfig);
        await Eventually.BeAsync(() => rig.Health("pods").State == "ok");
        await using var moved = await StubApi.StartAsync();
        moved.Store.Put(Pods, "cart-moved");
        moved.On(StubCall.Watch, Pods, context => context.Request.Query["resourceVersion"] == "1000" ? Faults.ApiStatus(410, "Expired", "too old")(context) : moved.AnswerAsync(StubCall.Watch, context));
        await old.StopAsync();
        File.Copy(moved.Kubeconfig, old.Kubeconfig, overwrite: true);
        await Eventually.BeAsync(() => rig.Sink.Things.ContainsKey("cart-moved") && rig.Health("readyz").State == "ok");
    }

    [Fact]
    public async Task A_token_of_a_credential_plugin_is_sent()
    {
        await using var api = await StubApi.StartAsync();
        var script = Path.Combine(Path.GetDirectoryName(api.Kubeconfig)!, "plugin.sh");
        await File.WriteAllTextAsync(script, """echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"of-the-plugin"}}'""");
        await File.WriteAllTextAsync(api.Kubeconfig, Plugin("sh", script).Replace("http://127.0.0.1:1", api.Address, StringComparison.Ordinal));
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => rig.Health("pods").State == "ok");
        api.Requests[^1].Headers["Authorization"].ShouldBe("Bearer of-the-plugin");
    }

    [Fact]
    public async Task Over_tls_the_authority_of_the_kubeconfig_is_trusted_and_no_other()
    {
        using var certificate = SelfSigned();
        await using var api = await StubApi.StartAsync(certificate);
        api.Store.Put(Pods, "cart-1");
        await using var rig = new Rig(api.Kubeconfig);
        await Eventually.BeAsync(() => rig.Window.LastFailure("pods") is not null);
        rig.Window.LastFailure("pods")!.Message.ShouldStartWith($"cluster prod, pods: TLS with 127.0.0.1:{api.Port} failed: ");
        rig.Window.LastFailure("pods")!.Cause.ShouldBe(UnknownCause.SourceDown);

        var authority = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()));
        await File.WriteAllTextAsync(api.Kubeconfig, StubApi.Config(api.Address, authority: authority));
        await Eventually.BeAsync(() => rig.Sink.Things.ContainsKey("cart-1") && rig.Health("readyz").State == "ok", instead: () => $"{rig.Health("pods")}");
        api.Store.Put(Pods, "cart-2");
        await Eventually.BeAsync(() => rig.Sink.Things.ContainsKey("cart-2"));
        api.Requests.Last(request => request.Call == StubCall.Watch).Protocol.ShouldBe("HTTP/2");
        api.Requests.Last(request => request.Call == StubCall.Probe).Protocol.ShouldBe("HTTP/1.1");
    }

    private static string Plugin(string command, params string[] arguments) => StubApi.Config("http://127.0.0.1:1")
        .Replace("token: stub-token", $"exec: {{ apiVersion: client.authentication.k8s.io/v1, command: {command}, args: [{string.Join(", ", arguments)}], interactiveMode: Never }}", StringComparison.Ordinal);

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stub", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
