using CoProduction.Shared.Access;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CoProduction.Shared.Grpc;

/// <summary>Puts the caller's token on each call, and a deadline on those that have none: a single call that takes longer than a minute never ends well, a stream takes as long as its data.</summary>
internal sealed class CallerTokenInterceptor(CallerContext caller, TokenIssuer tokens) : Interceptor
{
    private static readonly TimeSpan _longestCall = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestStream = TimeSpan.FromHours(2);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Prepare(context, _longestCall));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Prepare(context, _longestStream));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, Prepare(context, _longestStream));

    private ClientInterceptorContext<TRequest, TResponse> Prepare<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context, TimeSpan longest)
        where TRequest : class
        where TResponse : class
    {
        var headers = context.Options.Headers ?? [];
        headers.Add("authorization", "Bearer " + tokens.Issue(caller.Current));
        var options = context.Options.WithHeaders(headers);
        if (options.Deadline is null)
            options = options.WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime + longest);
        return new(context.Method, context.Host, options);
    }
}
