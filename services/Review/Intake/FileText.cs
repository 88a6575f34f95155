using System.Text;

namespace CoProduction.Review.Intake;

/// <summary>
/// Reads a file's bytes as text: by its byte order mark, else as UTF-8, in which each byte that is not UTF-8 is taken for Windows-1252.
/// So no letter of anybody's words is lost, whatever program wrote the file.
/// </summary>
internal static class FileText
{
    private static readonly byte[][] _notText = ["PK\u0003\u0004"u8.ToArray(), "%PDF"u8.ToArray(), [0xD0, 0xCF, 0x11, 0xE0]];

    public static async Task<TextReader> OpenAsync(Stream bytes, CancellationToken cancel)
    {
        var start = new byte[4];
        var length = await bytes.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        if (length == 0)
            throw new FileFailure("EMPTY_FILE", "This file is empty.");
        if (_notText.Any(mark => start.AsSpan(0, length).StartsWith(mark)))
            throw new FileFailure("NOT_TEXT", "This looks like a workbook or a document, not a CSV file. In Excel choose File, Save as, CSV UTF-8.");
        var encoding = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new Windows1252Fallback());
        return new StreamReader(new StartedStream(start.AsMemory(0, length), bytes), encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
    }

    private sealed class Windows1252Fallback : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        private sealed class Buffer : DecoderFallbackBuffer
        {
            private static readonly Encoding _windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
            private string _chars = "";
            private int _next;

            public override int Remaining => _chars.Length - _next;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                _chars = _windows1252.GetString(bytesUnknown);
                _next = 0;
                return _chars.Length > 0;
            }

            public override char GetNextChar() => _next < _chars.Length ? _chars[_next++] : '\0';

            public override bool MovePrevious()
            {
                if (_next == 0)
                    return false;
                _next--;
                return true;
            }

            public override void Reset() => (_chars, _next) = ("", 0);
        }
    }

    // Gives the bytes that were looked at first once more.
    private sealed class StartedStream(ReadOnlyMemory<byte> start, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _start = start;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_start.IsEmpty)
                return await rest.ReadAsync(buffer, cancellationToken);
            var count = Math.Min(_start.Length, buffer.Length);
            _start[..count].CopyTo(buffer);
            _start = _start[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
