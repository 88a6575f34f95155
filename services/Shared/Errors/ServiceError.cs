using Google.Rpc;
using Grpc.Core;

namespace CoProduction.Shared.Errors;

/// <summary>A field that will not do, and what would.</summary>
public sealed record FieldViolation(string Field, string Description);

/// <summary>An error of a service as its caller sees it.</summary>
public sealed record ServiceError(
    StatusCode Code, string Reason, string Message, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<FieldViolation> Violations)
{
    /// <summary>When it can be tried again, where the service knows; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Reads the details of a failed call; for one without details, such as a lost connection, reason is the status code's name.</summary>
    public static ServiceError From(RpcException exception)
    {
        var status = exception.GetRpcStatus();
        var info = status?.GetDetail<ErrorInfo>();
        return new(
            exception.StatusCode,
            info?.Reason ?? exception.StatusCode.ToString(),
            status?.Message ?? "The service cannot be reached just now. Please try again in a moment.",
            info?.Metadata is { } metadata ? new Dictionary<string, string>(metadata) : new Dictionary<string, string>(),
            status?.GetDetail<BadRequest>()?.FieldViolations.Select(v => new FieldViolation(v.Field, v.Description)).ToList() ?? [])
        {
            RetryAfter = status?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan(),
        };
    }
}
