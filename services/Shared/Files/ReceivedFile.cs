using System.Security.Cryptography;
using CoProduction.Shared.Errors;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Shared.Files;

/// <summary>
/// A file that somebody sent, taken in whole before anything is done with it: so nobody else waits for their line. It lies in the folder for temporary files for as long
/// as it is read, for this process alone and without a name, so that nothing of it is left whatever happens.
/// </summary>
public sealed class ReceivedFile : IDisposable
{
    private readonly FileStream _file;

    private ReceivedFile(FileStream file, byte[] hash) => (_file, Hash) = (file, hash);

    /// <summary>SHA-256 of all its bytes, by which the same file is known again.</summary>
    public byte[] Hash { get; }

    /// <summary>
    /// Takes in what comes after the header until the stream's end. INVALID_ARGUMENT when a part holds no bytes of a file (<paramref name="chunkOf"/> gives null), when it
    /// is no text, or when there is more than <paramref name="largest"/>, said with <paramref name="tooLarge"/>; UNAVAILABLE (NO_ROOM) when the disk cannot hold it.
    /// </summary>
    public static async Task<ReceivedFile> TakeAsync<T>(IAsyncStreamReader<T> parts, Func<T, ByteString?> chunkOf, long largest, string tooLarge, CancellationToken cancel)
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

    /// <summary>Its bytes from the start, once.</summary>
    public Stream Read() => _file;

    /// <summary>Lets go of it, and with that it is gone.</summary>
    public void Dispose() => _file.Dispose();

    private static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), "coproduction-" + Path.GetRandomFileName());
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

    private static async ValueTask WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await file.WriteAsync(bytes, cancel);
        }
        catch (IOException)
        {
            throw Problem.Of(
                StatusCode.Unavailable, "NO_ROOM", "There is no room for this file at the moment, and nothing was added. Please try again later, or tell whoever looks after this installation.");
        }
    }
}
