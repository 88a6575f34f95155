using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace CoProduction.Shared.Errors;

/// <summary>
/// A message that cannot be read, such as one with text that is not UTF-8, never comes to our interceptors: gRPC answers UNKNOWN. It is the caller's mistake, and
/// this says so.
/// </summary>
internal static class UnreadableMessages
{
    private const string StatusHeader = "grpc-status";
    private static readonly object _wasRead = new();

    /// <summary>INVALID_ARGUMENT in place of what gRPC says of a message that it could not read.</summary>
    public static void UseUnreadableMessages(this WebApplication app) => app.Use(async (http, next) =>
    {
        await next(http);
        var headers = http.Response.Headers;
        if (http.Response.HasStarted || http.Items.ContainsKey(_wasRead) || headers[StatusHeader] != "2")
            return;
        var refused = Refused();
        headers[StatusHeader] = ((int)refused.StatusCode).ToString();
        headers["grpc-message"] = Uri.EscapeDataString(refused.Status.Detail);
        foreach (var entry in refused.Trailers.Where(entry => entry.IsBinary))
            headers[entry.Key] = Convert.ToBase64String(entry.ValueBytes);
    });

    /// <summary>This call's message was read: what goes wrong from here on is not for want of that.</summary>
    public static void WasRead(ServerCallContext context) => context.GetHttpContext().Items[_wasRead] = true;

    /// <summary>What is answered.</summary>
    public static RpcException Refused() =>
        Problem.Of(StatusCode.InvalidArgument, "UNREADABLE", "This message cannot be read. Send what the contract says, with all text in UTF-8.");
}
