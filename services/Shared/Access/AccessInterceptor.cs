using CoProduction.Shared.Errors;
using CoProduction.Shared.Limits;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CoProduction.Shared.Access;

/// <summary>
/// Lets a call through when its token is valid, its caller has not made too many, and the table gives its caller the permission that the RPC needs, for the project
/// that it is about; a stream, when its caller has not too many under way already.
/// </summary>
internal sealed class AccessInterceptor(TokenValidator tokens, ProjectCheck projects, LongStreams streams, CallLimits? limits = null) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (Permissions.IsOpen(context.Method))
            return await continuation(request, context);
        var (caller, row) = await IdentifyAsync(context);
        using var turn = limits is null ? null : await limits.EnterAsync(caller, context.CancellationToken);
        await AdmitAsync(context, caller, row, request);
        return await continuation(request, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var stream = await AdmitAsync(context, requestStream);
        using var counted = streams.Begin(context.Caller());
        return await continuation(stream, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (Permissions.IsOpen(context.Method))
        {
            await continuation(request, responseStream, context);
            return;
        }
        var (caller, row) = await IdentifyAsync(context);
        await AdmitAsync(context, caller, row, request);
        using var counted = streams.Begin(caller);
        await continuation(request, responseStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var stream = await AdmitAsync(context, requestStream);
        using var counted = streams.Begin(context.Caller());
        await continuation(stream, responseStream, context);
    }

    private async ValueTask AdmitAsync<TRequest>(ServerCallContext context, Caller caller, (string Permission, Subject About) row, TRequest request)
    {
        if (!Holds(caller, row))
            await projects.RequireAsync(caller, row.Permission, row.About, request as IMessage, context.CancellationToken);
    }

    // What a stream is about stands in its first message: it is looked at here, and handed on.
    private async ValueTask<IAsyncStreamReader<TRequest>> AdmitAsync<TRequest>(ServerCallContext context, IAsyncStreamReader<TRequest> stream)
    {
        var (caller, row) = await IdentifyAsync(context);
        if (Holds(caller, row))
            return stream;
        if (!ProjectCheck.IsPossible(caller, row.Permission, row.About))
            throw ProjectCheck.Denied();
        var looked = await LookedAtStream<TRequest>.StartAsync(stream, context.CancellationToken);
        await projects.RequireAsync(caller, row.Permission, row.About, looked.First as IMessage, context.CancellationToken);
        return looked;
    }

    private async ValueTask<(Caller Caller, (string Permission, Subject About) Row)> IdentifyAsync(ServerCallContext context)
    {
        const string scheme = "Bearer ";
        var header = context.RequestHeaders.GetValue("authorization");
        var token = header?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true ? header[scheme.Length..] : null;
        var caller = await tokens.ValidateAsync(token)
            ?? throw Problem.Of(StatusCode.Unauthenticated, "UNAUTHENTICATED", "Please sign in again.");
        limits?.Count(caller);
        context.UserState[CallerExtensions.Key] = caller;
        return (caller, Permissions.OfCall(context.Method) ?? throw ProjectCheck.Denied());
    }

    private static bool Holds(Caller caller, (string Permission, Subject About) row) =>
        caller.May(row.Permission) || (row.About.Instead is { } instead && caller.May(instead));
}
