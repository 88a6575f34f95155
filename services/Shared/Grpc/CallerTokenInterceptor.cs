using CoProduction.Shared.Access;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CoProduction.Shared.Grpc;

/// <summary>Puts the caller's token on each call, and a deadline on those that have none.</summary>
internal sealed class CallerTokenInterceptor(CallerContext caller, TokenIssuer tokens) : Interceptor
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Prepare(context, withDeadline: true));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Prepare(context, withDeadline: false));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Prepare(context, withDeadline: false));

    // A stream takes as long as its data; a single call that takes longer than a minute never ends well.
    private ClientInterceptorContext<TRequest, TResponse> Prepare<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context, bool withDeadline)
        where TRequest : class
        where TResponse : class
    {
        var headers = context.Options.Headers ?? [];
        headers.Add("authorization", "Bearer " + tokens.Issue(caller.Current));
        var options = context.Options.WithHeaders(headers);
        if (withDeadline && options.Deadline is null)
            options = options.WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime + _deadline);
        return new(context.Method, context.Host, options);
    }
}
