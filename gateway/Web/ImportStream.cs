using CoProduction.Review.V1;
using CoProduction.Stakeholder.V1;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Gateway.Web;

/// <summary>Passes a file on to a service as it comes in.</summary>
internal static class ImportStream
{
    private const int ChunkSize = 256 * 1024;

    public static async Task<ImportStatementsResponse> SendAsync(ReviewService.ReviewServiceClient review, ImportHeader header, Stream file, CancellationToken cancel) =>
        await SendAsync(review.ImportStatements(cancellationToken: cancel), new() { Header = header }, chunk => new() { Chunk = chunk }, file, cancel);

    public static async Task<string> KeepAsync(ReviewService.ReviewServiceClient review, ImportFileHeader header, Stream file, CancellationToken cancel) =>
        (await SendAsync(review.KeepImportFile(cancellationToken: cancel), new() { Header = header }, chunk => new() { Chunk = chunk }, file, cancel)).DraftId;

    public static async Task<PeopleImport> SendAsync(PeopleImportService.PeopleImportServiceClient people, PeopleImportHeader header, Stream file, CancellationToken cancel) =>
        (await SendAsync(people.ImportPeople(cancellationToken: cancel), new() { Header = header }, chunk => new() { Chunk = chunk }, file, cancel)).Import;

    private static async Task<TResponse> SendAsync<TRequest, TResponse>(
        AsyncClientStreamingCall<TRequest, TResponse> started, TRequest header, Func<ByteString, TRequest> chunkOf, Stream file, CancellationToken cancel)
    {
        using var call = started;
        try
        {
            await call.RequestStream.WriteAsync(header, cancel);
            while (await ReadChunkAsync(file, cancel) is { Length: > 0 } chunk)
                await call.RequestStream.WriteAsync(chunkOf(chunk), cancel);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException && !cancel.IsCancellationRequested)
        {
            // The service has ended the call before the file's end; its answer, below, says why.
        }
        return await call.ResponseAsync;
    }

    private static async Task<ByteString> ReadChunkAsync(Stream file, CancellationToken cancel)
    {
        var buffer = new byte[ChunkSize];
        var length = await UnreadableRequests.WholeAsync(() => file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel), cancel);
        return UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, length)); // the buffer is this chunk's alone
    }
}
