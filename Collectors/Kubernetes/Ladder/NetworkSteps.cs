using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using ApnaKart.Watch.Collectors.Kubernetes.Client;
using ApnaKart.Watch.Rules.Signals;

namespace ApnaKart.Watch.Collectors.Kubernetes.Ladder;

/// <summary>The first three steps: the name, the connection, and TLS, each with a time of its own.</summary>
internal sealed class NetworkSteps(FetchOptions options, TimeProvider time)
{
    public async Task<IReadOnlyList<StepResult>> RunAsync(ApiConnection connection, CancellationToken cancel)
    {
        var server = connection.Server;
        IPAddress[] addresses = [];
        var name = await StepAsync(LadderSteps.Dns, server, async inTime => addresses = await Dns.GetHostAddressesAsync(server.Host, inTime), cancel);
        if (name.Ok == false)
            return [name, StepResult.Skipped(LadderSteps.Connect), StepResult.Skipped(LadderSteps.Tls)];
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connect = await StepAsync(LadderSteps.Connect, server, async inTime => await socket.ConnectAsync(addresses, server.Port, inTime), cancel);
        if (connect.Ok == false || server.Scheme != Uri.UriSchemeHttps)
            return [name, connect, StepResult.Skipped(LadderSteps.Tls)];
        await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        return [name, connect, await StepAsync(LadderSteps.Tls, server, inTime => stream.AuthenticateAsClientAsync(connection.TlsFor(server.Host), inTime), cancel)];
    }

    private async Task<StepResult> StepAsync(string step, Uri server, Func<CancellationToken, Task> act, CancellationToken cancel)
    {
        var begin = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(options.LadderConnect, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            await act(either.Token);
            return new StepResult(step, true, time.GetElapsedTime(begin));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Bad($"nothing within {options.LadderConnect.TotalSeconds:0.#} s");
        }
        catch (Exception error) when (error is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            return Bad(Words.Of(error, server));
        }

        StepResult Bad(string words) => new(step, false, time.GetElapsedTime(begin), 0, Classes[step], words);
    }

    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        [LadderSteps.Dns] = ProbeClasses.Dns,
        [LadderSteps.Connect] = ProbeClasses.Connect,
        [LadderSteps.Tls] = ProbeClasses.Tls,
    };
}
