using System.Security.Cryptography;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Shared.Requests;

/// <summary>Runs what changes something: once for each request_id, in one transaction with its events and its audit.</summary>
public sealed class Commands(TenantDatabase database)
{
    /// <summary>
    /// Runs <paramref name="work"/> for the caller's partnership and commits; a repeat of the same request gives the first answer again.
    /// INVALID_ARGUMENT when <paramref name="requestId"/> is no UUID; ALREADY_EXISTS (REQUEST_ID_REUSED) when it came with other content.
    /// </summary>
    public async Task<TResponse> RunAsync<TResponse>(
        Caller caller, string requestId, IMessage request, Func<TenantTransaction, Task<TResponse>> work, CancellationToken cancel)
        where TResponse : IMessage<TResponse>, new()
    {
        var id = Parse.Id(requestId, "request_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        return await RunAsync(transaction, id, request, work, cancel);
    }

    /// <summary>The same in a transaction that the caller has begun; commits it.</summary>
    public static async Task<TResponse> RunAsync<TResponse>(
        TenantTransaction transaction, Guid requestId, IMessage request, Func<TenantTransaction, Task<TResponse>> work, CancellationToken cancel)
        where TResponse : IMessage<TResponse>, new()
    {
        var rpc = request.Descriptor.FullName;
        var hash = SHA256.HashData(request.ToByteArray());
        // Insert first: a repeat that comes at the same time waits here for the first to end.
        var claimed = await transaction.ExecuteAsync(
            """
            INSERT INTO request (partnership_id, request_id, rpc, content_hash, created_at)
            VALUES (@PartnershipId, @requestId, @rpc, @hash, @Now)
            ON CONFLICT DO NOTHING
            """,
            new { transaction.PartnershipId, requestId, rpc, hash, transaction.Now }, cancel);
        if (claimed == 0)
            return await FirstAnswerAsync<TResponse>(transaction, requestId, rpc, hash, cancel);

        var response = await work(transaction);
        await transaction.ExecuteAsync(
            "UPDATE request SET response = @response WHERE partnership_id = @PartnershipId AND request_id = @requestId",
            new { response = response.ToByteArray(), transaction.PartnershipId, requestId }, cancel);
        await transaction.CommitAsync(cancel);
        return response;
    }

    /// <summary>The error of a request_id that came before with other content.</summary>
    public static RpcException Reused() =>
        Problem.Of(StatusCode.AlreadyExists, "REQUEST_ID_REUSED", "This request id was used before for something else. Use a new one.");

    private static async Task<TResponse> FirstAnswerAsync<TResponse>(
        TenantTransaction transaction, Guid requestId, string rpc, byte[] hash, CancellationToken cancel)
        where TResponse : IMessage<TResponse>, new()
    {
        var first = await transaction.GetAsync<(string Rpc, byte[] Hash, byte[] Response)>(
            "SELECT rpc, content_hash, response FROM request WHERE partnership_id = @PartnershipId AND request_id = @requestId",
            new { transaction.PartnershipId, requestId }, cancel);
        // Two kinds of request can have the same bytes.
        if (first.Rpc != rpc || !first.Hash.AsSpan().SequenceEqual(hash))
            throw Reused();
        var response = new TResponse();
        response.MergeFrom(first.Response);
        return response;
    }
}
