using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using k8s;
using k8s.Authentication;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>
/// One way to one API server. TLS and credentials are made by the Kubernetes package; the connections are our own, so that
/// a half-open one is noticed in seconds and an answer can be read as it comes.
/// </summary>
internal sealed class ApiConnection
{
    private static readonly ProductInfoHeaderValue UserAgent = new("ApnaKart.Watch", typeof(ApiConnection).Assembly.GetName().Version?.ToString(3) ?? "0");

    // Owns the certificates that the handlers use: it lives as long as they do.
    private readonly k8s.Kubernetes package;
    private readonly HttpClient streams;
    private readonly HttpClient probes;
    private readonly SslClientAuthenticationOptions tls;
    private readonly string? host;
    private readonly TimeProvider time;

    private ApiConnection(k8s.Kubernetes package, SslClientAuthenticationOptions tls, string? host, FetchOptions options, TimeProvider time)
    {
        this.package = package;
        this.tls = tls;
        this.host = host;
        this.time = time;
        streams = Client(new SocketsHttpHandler
        {
            ConnectTimeout = options.Connect,
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            EnableMultipleHttp2Connections = true,
            SslOptions = tls,
        });
        // An API server that goes down closes its listener at once but keeps open connections for a while: only a new
        // connection tells whether it still takes requests.
        probes = Client(new SocketsHttpHandler { ConnectTimeout = options.Probe, PooledConnectionLifetime = TimeSpan.Zero, SslOptions = tls });
    }

    /// <summary>The server's address, ending in a slash.</summary>
    public Uri Server => package.BaseUri;

    public static ApiConnection Open(KubernetesClientConfiguration config, FetchOptions options, TimeProvider time)
    {
        SocketsHttpHandler? made = null;
        config.FirstMessageHandlerSetup = handler => made = handler;
        var client = new k8s.Kubernetes(config);
        var tls = made?.SslOptions ?? new SslClientAuthenticationOptions();
        return new ApiConnection(client, tls, string.IsNullOrWhiteSpace(config.TlsServerName) ? null : config.TlsServerName, options, time);
    }

    /// <summary>Sends a GET and returns when the headers are there. The time for a token is not counted in.</summary>
    /// <param name="path">From the root of the API, with its query.</param>
    /// <exception cref="TimeoutException">The headers did not come in time.</exception>
    /// <exception cref="CredentialsException">No token could be had.</exception>
    public Task<HttpResponseMessage> GetAsync(string path, bool gzip, TimeSpan timeout, CancellationToken cancel) =>
        SendAsync(streams, path, HttpVersion.Version20, gzip, timeout, cancel);

    /// <summary>Sends a GET over a connection of its own; else as <see cref="GetAsync"/>.</summary>
    /// <param name="credentials">False: asked as a stranger.</param>
    public Task<HttpResponseMessage> ProbeAsync(string path, TimeSpan timeout, CancellationToken cancel, bool credentials = true) =>
        SendAsync(probes, path, HttpVersion.Version11, gzip: false, timeout, cancel, credentials);

    /// <summary>How TLS is spoken with this server, for a connection made by hand.</summary>
    public SslClientAuthenticationOptions TlsFor(string name) => new()
    {
        TargetHost = host ?? name,
        ClientCertificates = tls.ClientCertificates,
        RemoteCertificateValidationCallback = tls.RemoteCertificateValidationCallback,
        LocalCertificateSelectionCallback = tls.LocalCertificateSelectionCallback,
        CertificateChainPolicy = tls.CertificateChainPolicy,
        EnabledSslProtocols = tls.EnabledSslProtocols,
    };

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, Version version, bool gzip, TimeSpan timeout, CancellationToken cancel, bool withCredentials = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Server, path.TrimStart('/')))
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.UserAgent.Add(UserAgent);
        request.Headers.Accept.ParseAdd("application/json");
        if (gzip)
            request.Headers.AcceptEncoding.ParseAdd("gzip");
        if (host is not null)
            request.Headers.Host = host;
        if (client == probes)
            request.Headers.ConnectionClose = true;
        if (withCredentials && package.Credentials is ServiceClientCredentials credentials)
            await CredentialsAsync(credentials, request, cancel);

        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException error) when (!cancel.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            throw new TimeoutException($"{Server.Authority} did not answer within {timeout.TotalSeconds:0.#} s", error);
        }
    }

    private static async Task CredentialsAsync(ServiceClientCredentials credentials, HttpRequestMessage request, CancellationToken cancel)
    {
        using var words = ExecErrors.Listen();
        try
        {
            await credentials.ProcessHttpRequestAsync(request, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new CredentialsException($"{error.Message.Split('\n')[0]}{words.Said}", error);
        }
    }

    // A redirect would carry the token elsewhere; a cookie would tie us to one server behind a balancer.
    private static HttpClient Client(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}

/// <summary>No token could be had: the plugin failed, or the token's file is gone.</summary>
internal sealed class CredentialsException(string message, Exception inner) : Exception(message, inner);
