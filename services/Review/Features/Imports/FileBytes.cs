using System.Security.Cryptography;
using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.Review.Features.Imports;

/// <summary>The bytes of a file as they come in; it takes their hash on the way, to know the same file again.</summary>
internal sealed class FileBytes(IAsyncStreamReader<ImportStatementsRequest> parts) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>SHA-256 of all bytes read.</summary>
    public byte[] Hash() => _hash.GetHashAndReset();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (!await parts.MoveNext(cancellationToken))
                return 0;
            if (parts.Current.PartCase != ImportStatementsRequest.PartOneofCase.Chunk)
                throw Problem.Invalid("chunk", "After the header only the file's bytes may follow.");
            _rest = parts.Current.Chunk.Memory;
            _hash.AppendData(_rest.Span);
        }
        var count = Math.Min(_rest.Length, buffer.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
