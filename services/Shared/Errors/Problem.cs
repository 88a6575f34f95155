using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace CoProduction.Shared.Errors;

/// <summary>Makes the errors that services answer with: a code, a reason for programs, and words that say what to do.</summary>
public static class Problem
{
    private const string Domain = "coproduction";

    /// <summary>Any error. <paramref name="reason"/> in UPPER_SNAKE_CASE; <paramref name="message"/> for people, without personal text.</summary>
    public static RpcException Of(StatusCode code, string reason, string message, params (string Key, string Value)[] metadata)
    {
        var info = new ErrorInfo { Domain = Domain, Reason = reason };
        foreach (var (key, value) in metadata)
            info.Metadata[key] = value;
        return Make(code, message, Any.Pack(info));
    }

    /// <summary>NOT_FOUND for a thing named in words, such as "cycle".</summary>
    public static RpcException NotFound(string what) =>
        Of(StatusCode.NotFound, "NOT_FOUND", $"There is no such {what} here.");

    /// <summary>INVALID_ARGUMENT for one field.</summary>
    public static RpcException Invalid(string field, string description) => Invalid([(field, description)]);

    /// <summary>INVALID_ARGUMENT for several fields.</summary>
    public static RpcException Invalid(IReadOnlyList<(string Field, string Description)> violations)
    {
        var request = new BadRequest();
        request.FieldViolations.AddRange(violations.Select(v => new BadRequest.Types.FieldViolation { Field = v.Field, Description = v.Description }));
        return Make(StatusCode.InvalidArgument, violations[0].Description,
            Any.Pack(new ErrorInfo { Domain = Domain, Reason = "INVALID" }), Any.Pack(request));
    }

    /// <summary>RESOURCE_EXHAUSTED with when to try again, for programs; words that say it too are made with <see cref="InWords"/>.</summary>
    public static RpcException TooMany(string reason, string message, TimeSpan wait) => Later(StatusCode.ResourceExhausted, reason, message, wait);

    /// <summary>An error that passes, with when to try again.</summary>
    public static RpcException Later(StatusCode code, string reason, string message, TimeSpan wait) => Make(code, message,
        Any.Pack(new ErrorInfo { Domain = Domain, Reason = reason }), Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));

    /// <summary>Such as: 5 seconds, or 11 minutes.</summary>
    public static string InWords(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds) switch
    {
        <= 1 => "a second",
        <= 90 and var seconds => $"{seconds} seconds",
        _ => $"{Math.Ceiling(wait.TotalMinutes)} minutes",
    };

    private static RpcException Make(StatusCode code, string message, params Any[] details) =>
        new Google.Rpc.Status { Code = (int)code, Message = message, Details = { details } }.ToRpcException();
}
