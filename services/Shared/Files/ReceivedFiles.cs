using System.Security.Cryptography;
using CoProduction.Shared.Checks;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Settings;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Shared.Files;

/// <summary>Takes in files that somebody sends, into this folder, for as long as its disk has so much room left.</summary>
public sealed class ReceivedFiles(string folder, int leastMegabytes)
{
    /// <summary>Where they lie.</summary>
    public static Setting<string> Folder { get; } = Setting.Folder("Files:Folder", "where files that people send lie while they are read, when that is not the folder for temporary files");

    /// <summary>As the settings say.</summary>
    public static ReceivedFiles From(IConfiguration configuration) =>
        new(Folder.Read(configuration) is { Length: > 0 } folder ? folder : Path.GetTempPath(), DiskChecks.LeastFree.Read(configuration));

    /// <summary>
    /// Takes in what comes after the header until the stream's end. INVALID_ARGUMENT when a part holds no bytes of a file (<paramref name="chunkOf"/> gives null), when it
    /// is no text, or when there is more than <paramref name="largest"/>, said with <paramref name="tooLarge"/>; UNAVAILABLE (NO_ROOM) when the disk cannot hold it.
    /// </summary>
    public async Task<ReceivedFile> TakeAsync<T>(IAsyncStreamReader<T> parts, Func<T, ByteString?> chunkOf, long largest, string tooLarge, CancellationToken cancel)
    {
        var file = Create();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (long length = 0; await parts.MoveNext(cancel);)
            {
                var chunk = chunkOf(parts.Current) ?? throw Problem.Invalid("chunk", "After the header only the file's bytes may follow.");
                // At once, not after all of a large workbook has come in over a slow line.
                if (length == 0)
                    FileText.RefuseOtherKinds(chunk.Span);
                if ((length += chunk.Length) > largest)
                    throw Problem.Invalid("file", tooLarge);
                hash.AppendData(chunk.Span);
                await WriteAsync(file, chunk.Memory, cancel);
            }
            file.Position = 0;
            return new(file, hash.GetHashAndReset());
        }
        catch (FileFailure failure)
        {
            await file.DisposeAsync();
            throw Problem.Invalid("file", failure.Message);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same of bytes that were taken in and kept elsewhere, whose hash is known.</summary>
    public async Task<ReceivedFile> TakeAsync(IAsyncEnumerable<byte[]> parts, byte[] hash, CancellationToken cancel)
    {
        var file = Create();
        try
        {
            await foreach (var part in parts.WithCancellation(cancel))
                await WriteAsync(file, part, cancel);
            file.Position = 0;
            return new(file, hash);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private FileStream Create()
    {
        try
        {
            if (Disk.FreeMegabytes(folder) < leastMegabytes)
                throw NoRoom();
            var path = Path.Combine(folder, "coproduction-" + Path.GetRandomFileName());
            var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Delete,
                BufferSize = 0, // it is written and read in large pieces
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            // Before the first byte: a process that is killed leaves nobody's words behind.
            File.Delete(path);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NoRoom();
        }
    }

    private static async ValueTask WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await file.WriteAsync(bytes, cancel);
        }
        catch (IOException)
        {
            throw NoRoom();
        }
    }

    private static RpcException NoRoom() => Problem.Of(
        StatusCode.Unavailable, "NO_ROOM", "There is no room for this file at the moment, and nothing was added. Please try again later, or tell whoever looks after this installation.");
}
