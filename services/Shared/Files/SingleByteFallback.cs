using System.Text;

namespace CoProduction.Shared.Files;

/// <summary>Takes bytes that are not UTF-8 for an encoding in which every byte is a character.</summary>
internal sealed class SingleByteFallback(Encoding encoding) : DecoderFallback
{
    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(encoding);

    private sealed class Buffer(Encoding encoding) : DecoderFallbackBuffer
    {
        private string _chars = "";
        private int _next;

        public override int Remaining => _chars.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _chars = encoding.GetString(bytesUnknown);
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
