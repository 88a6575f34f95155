using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.TestCommon;

/// <summary>Calls that must fail.</summary>
public static class Refused
{
    /// <summary>Makes the call and gives its error as the caller sees it; throws when it succeeds.</summary>
    public static Task<ServiceError> CallAsync<TResponse>(AsyncUnaryCall<TResponse> call) => CallAsync(call.ResponseAsync);

    /// <summary>The same of a call that is more than one message.</summary>
    public static async Task<ServiceError> CallAsync<TResponse>(Task<TResponse> call)
    {
        try
        {
            await call;
        }
        catch (RpcException e)
        {
            return ServiceError.From(e);
        }
        throw new InvalidOperationException("The call was to be refused, and was not.");
    }
}
