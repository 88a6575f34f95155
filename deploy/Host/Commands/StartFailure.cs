using CoProduction.Host.Processes;

namespace CoProduction.Host.Commands;

/// <summary>Says in one line why a start failed, for failures that somebody can mend; others show in full.</summary>
internal static class StartFailure
{
    /// <summary>Runs to the end, or until it is told to stop; gives the exit code.</summary>
    public static async Task<int> GuardAsync(int? port, Func<Task> run, CancellationToken stopping)
    {
        try
        {
            await run();
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (Explain(e, port) is { } line)
        {
            await Console.Error.WriteLineAsync(line.ReplaceLineEndings(" "));
            return 1;
        }
    }

    /// <summary>The same for what has an end of its own: told to stop before it, it says so and gives 130.</summary>
    public static async Task<int> GuardToEndAsync(Func<Task> run, CancellationToken stopping)
    {
        var hasEnded = false;
        var code = await GuardAsync(null, async () =>
        {
            await run();
            hasEnded = true;
        }, stopping);
        if (hasEnded || code != 0)
            return code;
        await Console.Error.WriteLineAsync("Stopped before the end.");
        return 130;
    }

    private static string? Explain(Exception failure, int? port) => failure switch
    {
        Grpc.Core.RpcException call => $"What was to be set up could not be: {CoProduction.Shared.Errors.ServiceError.From(call).Message}",
        ServerException or InvalidOperationException => failure.Message,
        Npgsql.NpgsqlException => $"PostgreSQL: {failure.Message}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => port is null
            ? $"The address in the setting Listen is taken by another program: {failure.Message}"
            : $"Port {port} is taken by another program. Stop that one, or choose another port: PORT=8081 ./deploy/run",
        UnauthorizedAccessException or IOException => $"The data folder cannot be used: {failure.Message}",
        _ => null,
    };
}
