using ApnaKart.Watch.Collectors.Text;

namespace ApnaKart.Watch.Collectors.Kubernetes.Client;

/// <summary>Sends requests to one cluster; every way to fail becomes an <see cref="ApiFailure"/> with its own words.</summary>
internal sealed class ApiClient(ApiConnector connector, RequestGate gate, FetchOptions options, TimeProvider time)
{
    /// <summary>For who brings connections of his own.</summary>
    public ApiConnector Connector => connector;

    /// <summary>Returns the answer's headers; the body is still to be read. The answer is a success and not a web page.</summary>
    /// <param name="counted">Called once for each request that goes out.</param>
    /// <exception cref="ApiFailure">Anything else.</exception>
    public async Task<HttpResponseMessage> GetAsync(ApiRequest request, bool gzip, Action counted, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var connection = await connector.GetAsync(cancel);
            await gate.RequestAsync(cancel);
            counted();
            var answer = await SendAsync(connection, request, gzip, cancel);
            if (answer.IsSuccessStatusCode && !answer.IsPage())
                return answer;

            using (answer)
            {
                var failure = answer.IsSuccessStatusCode
                    ? new ApiFailure(FailureKind.Unusable, $"{request.Name}: answers with a web page instead of an API answer: a proxy or a login page stands before it")
                    : await answer.FailureAsync(request, options, time, cancel);
                if (failure.Kind != FailureKind.Unauthorized)
                    throw failure;
                connector.Refused(connection);
                // Once more with credentials read afresh: a token that ran out is no denial.
                if (attempt > 0 || ReferenceEquals(connection, await connector.GetAsync(cancel)))
                    throw failure;
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ApiConnection connection, ApiRequest request, bool gzip, CancellationToken cancel)
    {
        try
        {
            return await connection.GetAsync(request.Path, gzip, options.Headers, cancel);
        }
        catch (CredentialsException error)
        {
            throw new ApiFailure(FailureKind.Config, $"{request.Name}: no credentials: {SafeText.Line(error.Message, 600)}", inner: error);
        }
        catch (TimeoutException error)
        {
            connector.Unreachable(connection);
            throw new ApiFailure(FailureKind.Unreachable, $"{request.Name}: {error.Message}", inner: error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || error is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            connector.Unreachable(connection);
            throw new ApiFailure(FailureKind.Unreachable, $"{request.Name}: {Words.Of(error, connection.Server)}", inner: error);
        }
    }
}
