using CoProduction.Shared.Errors;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests;

internal static class Failure
{
    /// <summary>The error that a call must end with.</summary>
    public static async Task<ServiceError> OfAsync(Func<Task> call) => ServiceError.From(await Assert.ThrowsAsync<RpcException>(call));

    /// <summary>The error that a call must end with.</summary>
    public static Task<ServiceError> OfAsync<T>(AsyncUnaryCall<T> call) => OfAsync(() => call.ResponseAsync);
}
