using CoProduction.Host.Processes;

namespace CoProduction.Host.Commands;

/// <summary>Says in one line why the start failed, for failures that somebody can mend; others show in full.</summary>
internal static class StartFailure
{
    public static string? Explain(Exception failure, int port) => failure switch
    {
        Grpc.Core.RpcException call => $"The sample could not be set up: {CoProduction.Shared.Errors.ServiceError.From(call).Message}",
        ServerException or InvalidOperationException => failure.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"Port {port} is taken by another program. Stop that one, or choose another port: PORT=8081 ./deploy/run",
        UnauthorizedAccessException or IOException => $"The data folder cannot be used: {failure.Message}",
        _ => null,
    };
}
