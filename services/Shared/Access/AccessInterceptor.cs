using CoProduction.Shared.Errors;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CoProduction.Shared.Access;

/// <summary>Lets a call through when its token is valid and the table gives its caller the permission that the RPC needs.</summary>
internal sealed class AccessInterceptor(TokenValidator tokens) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(request, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(requestStream, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(request, responseStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(requestStream, responseStream, context);
    }

    private async ValueTask AdmitAsync(ServerCallContext context)
    {
        const string scheme = "Bearer ";
        if (Permissions.IsOpen(context.Method))
            return;
        var header = context.RequestHeaders.GetValue("authorization");
        var token = header?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true ? header[scheme.Length..] : null;
        var caller = await tokens.ValidateAsync(token)
            ?? throw Problem.Of(StatusCode.Unauthenticated, "UNAUTHENTICATED", "Please sign in again.");
        if (!Permissions.Allows(context.Method, caller.Roles))
            throw Problem.Of(StatusCode.PermissionDenied, "PERMISSION_DENIED", "Your role does not allow this. Ask whoever looks after your partnership.");
        context.UserState[CallerExtensions.Key] = caller;
    }
}
