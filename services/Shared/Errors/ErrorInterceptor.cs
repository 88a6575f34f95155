using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CoProduction.Shared.Errors;

/// <summary>
/// Turns what nobody foresaw into INTERNAL with a number to quote; the log has the rest under that number. A database that is away makes it UNAVAILABLE, which
/// callers try again where that is safe. What only the database found wrong with a request is INVALID_ARGUMENT, and a race that it found is ABORTED.
/// </summary>
internal sealed partial class ErrorInterceptor(ILogger<ErrorInterceptor> log) : Interceptor
{
    private static readonly TimeSpan _aMoment = TimeSpan.FromSeconds(5);

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, async () =>
        {
            try
            {
                return await continuation(requestStream, context);
            }
            catch (InvalidProtocolBufferException)
            {
                throw UnreadableMessages.Refused();
            }
        });

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, async () =>
        {
            await continuation(request, responseStream, context);
            return true;
        });

    private async Task<T> GuardAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        UnreadableMessages.WasRead(context);
        try
        {
            return await call();
        }
        catch (RpcException)
        {
            throw;
        }
        catch (Exception e) when (context.CancellationToken.IsCancellationRequested || IsOver(e))
        {
            throw Problem.Of(StatusCode.Cancelled, "CANCELLED", "The call was given up before it was done. Nothing was changed.");
        }
        catch (NpgsqlException e) when (IsPassing(e))
        {
            NotNow(context.Method, FailureTrace.Of(e));
            // Whoever has waited for a connection is told at once, and not made to wait as often as a call is made again.
            if (e.InnerException is TimeoutException)
                context.ResponseTrailers.Add("grpc-retry-pushback-ms", "-1");
            throw Problem.Later(
                StatusCode.Unavailable, "TRY_AGAIN", "This cannot be done right now. Please try again in a moment, and look first whether it was done after all.", _aMoment);
        }
        catch (PostgresException e) when (IsRace(e))
        {
            Raced(context.Method, FailureTrace.Of(e));
            throw Problem.Of(StatusCode.Aborted, "CHANGED_MEANWHILE", "Something that this is about was changed at the same moment, and nothing of this was. Look at it as it is now, then decide.");
        }
        catch (PostgresException e) when (IsOfTheInput(e))
        {
            var number = NewNumber();
            Unchecked(context.Method, number, FailureTrace.Of(e));
            throw Problem.Of(StatusCode.InvalidArgument, "INVALID", $"Something in this cannot be kept, and nothing was changed. Look for unusual signs, numbers or days. If all is as it should be, quote {number}.", ("number", number));
        }
        catch (Exception e)
        {
            var number = NewNumber();
            Unforeseen(context.Method, number, FailureTrace.Of(e));
            throw Problem.Of(StatusCode.Internal, "INTERNAL", $"Something went wrong on our side and nothing was changed. Please try again. If it happens again, quote {number}.", ("number", number));
        }
    }

    // Nobody hears the answer any more: gRPC says so to whoever writes it, and may do it before the token does.
    private static bool IsOver(Exception e) => e is InvalidOperationException { Source: "Grpc.AspNetCore.Server" };

    // The database is away or too busy; class 57 is of those that an administrator ends. Whether a commit under way was done is not known.
    private static bool IsPassing(NpgsqlException e) => e.IsTransient || e.SqlState is ['5', '7', 'P', ..];

    // The last net under what a call should have looked at itself: a value that does not fit, and which only whoever called can have given. Sums and rows are ours.
    private static bool IsOfTheInput(PostgresException e) => e.SqlState is PostgresErrorCodes.StringDataRightTruncation or PostgresErrorCodes.NumericValueOutOfRange
        or PostgresErrorCodes.InvalidDatetimeFormat or PostgresErrorCodes.DatetimeFieldOverflow or PostgresErrorCodes.CharacterNotInRepertoire
        or PostgresErrorCodes.InvalidTextRepresentation or PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.InvalidEscapeSequence;

    // Somebody else was quicker: the row is there already, or what it belongs to is gone.
    private static bool IsRace(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.ExclusionViolation;

    private static string NewNumber() => Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");

    [LoggerMessage(LogLevel.Error, "Call {Method} left it to the database to refuse its request, quoted as {Number}: {Failure}")]
    private partial void Unchecked(string method, string number, string failure);

    [LoggerMessage(LogLevel.Error, "Call {Method} left it to the database to find that something was changed meanwhile: {Failure}")]
    private partial void Raced(string method, string failure);

    [LoggerMessage(LogLevel.Warning, "Call {Method} could not be done for now: {Failure}")]
    private partial void NotNow(string method, string failure);

    [LoggerMessage(LogLevel.Error, "Call {Method} failed, quoted as {Number}: {Failure}")]
    private partial void Unforeseen(string method, string number, string failure);
}
