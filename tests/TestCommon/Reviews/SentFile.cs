using CoProduction.Review.V1;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.TestCommon.Reviews;

/// <summary>Sends files as the gateway does.</summary>
public static class SentFile
{
    private const int ChunkSize = 256 * 1024;

    /// <summary>Sends a header and the bytes of a file, and gives what became of it.</summary>
    public static async Task<Import> SendFileAsync(this ReviewService.ReviewServiceClient review, ImportHeader header, byte[] file, int chunkSize = ChunkSize) =>
        (await review.TryFileAsync(header, file, chunkSize)).Import;

    /// <summary>Sends a header and the bytes of a file, and gives Review's whole answer.</summary>
    public static async Task<ImportStatementsResponse> TryFileAsync(this ReviewService.ReviewServiceClient review, ImportHeader header, byte[] file, int chunkSize = ChunkSize)
    {
        IEnumerable<ImportStatementsRequest> chunks = file.Chunk(chunkSize).Select(chunk => new ImportStatementsRequest { Chunk = ByteString.CopyFrom(chunk) });
        return await review.SendPartsAsync([new() { Header = header }, .. chunks]);
    }

    /// <summary>Sends these parts, whether they make sense or not, and gives Review's answer.</summary>
    public static async Task<ImportStatementsResponse> SendPartsAsync(this ReviewService.ReviewServiceClient review, params ImportStatementsRequest[] parts)
    {
        using var call = review.ImportStatements();
        await call.RequestStream.SendAllAsync(parts);
        return await call;
    }

    /// <summary>Sends all messages, or as many as the other side wants: when it has ended the call before, its answer says why.</summary>
    internal static async Task SendAllAsync<T>(this IClientStreamWriter<T> stream, IEnumerable<T> messages)
    {
        try
        {
            foreach (var message in messages)
                await stream.WriteAsync(message);
            await stream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The answer is for whoever awaits the call.
        }
    }
}
