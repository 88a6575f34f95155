using CoProduction.Shared.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Api;

/// <summary>The one place where an error of a service becomes problem details (RFC 9457).</summary>
internal static class ApiProblem
{
    public static IResult Of(ServiceError error)
    {
        var extensions = new Dictionary<string, object?> { ["reason"] = error.Reason };
        foreach (var (key, value) in error.Metadata)
            extensions[key] = value;
        if (error.Violations.Count > 0)
            extensions["errors"] = error.Violations.GroupBy(v => v.Field).ToDictionary(group => group.Key, group => group.Select(v => v.Description).ToArray());
        return Results.Problem(error.Message, statusCode: HttpStatusOf(error.Code), extensions: extensions);
    }

    public static int HttpStatusOf(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.AlreadyExists or StatusCode.Aborted or StatusCode.FailedPrecondition => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };
}
