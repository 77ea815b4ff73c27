using Microsoft.AspNetCore.Http.HttpResults;

namespace ApnaKart.Watch.Dashboard.Api;

/// <summary>Errors as RFC 9457 problem documents. What is quoted from a request is capped, and JSON keeps it text.</summary>
public static class Problems
{
    private const int LongestQuote = 100;

    /// <summary>A parameter is wrong; the document names it in the member <c>parameter</c>.</summary>
    public static ProblemHttpResult Parameter(string name, string why) => TypedResults.Problem(
        why, statusCode: StatusCodes.Status400BadRequest, title: $"The parameter '{name}' is wrong.", extensions: [new("parameter", name)]);

    public static ProblemHttpResult NotFound(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status404NotFound);

    public static ProblemHttpResult Unavailable(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>A value as it was sent, short enough to be read.</summary>
    public static string Quote(string? value) =>
        value is null ? "nothing" : value.Length <= LongestQuote ? $"'{value}'" : $"'{value[..LongestQuote]}…'";
}
