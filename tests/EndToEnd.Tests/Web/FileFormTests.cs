using System.Text;
using CoProduction.Gateway.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Web;

/// <summary>Before it is known whose form it is, little of it is read.</summary>
public sealed class FileFormTests
{
    private const string Start = "--b\r\nContent-Disposition: form-data; name=\"request_id\"\r\n\r\n";
    private static readonly string _field = Start + "1\r\n";

    [Fact]
    public async Task Read_FieldWithoutEnd_IsRefusedEarly()
    {
        var sent = new Endless(Start, "x");

        var refused = await Assert.ThrowsAsync<BadHttpRequestException>(() => ReadAsync(sent));

        Assert.Equal(StatusCodes.Status413PayloadTooLarge, refused.StatusCode);
        Assert.InRange(sent.Given, 0, 200_000);
    }

    [Fact]
    public async Task Read_FieldsWithoutEnd_IsRefusedEarly()
    {
        var sent = new Endless("", _field);

        var refused = await Assert.ThrowsAsync<BadHttpRequestException>(() => ReadAsync(sent));

        Assert.Equal(StatusCodes.Status413PayloadTooLarge, refused.StatusCode);
        Assert.InRange(sent.Given, 0, 200_000);
    }

    [Fact]
    public async Task Read_FieldIsCutOff_IsNotWhole()
    {
        var refused = await Assert.ThrowsAsync<BadHttpRequestException>(() => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(Start + "half"))));

        Assert.Equal(StatusCodes.Status400BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Read_FieldOfTheLargestSize_IsTaken()
    {
        var words = new string('é', 32 * 1024);

        var form = await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes($"{Start}{words}\r\n--b--\r\n")));

        Assert.Equal(words, form["request_id"]);
    }

    private static Task<FileForm> ReadAsync(Stream sent) =>
        FileForm.ReadAsync(new DefaultHttpContext { Request = { ContentType = "multipart/form-data; boundary=b", Body = sent } }, new NeverAsked());

    // Starts like this, and then goes on and on, for longer than any form may be.
    private sealed class Endless(string start, string more) : Stream
    {
        private readonly byte[] _more = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(more, 1024 / more.Length)));
        private byte[] _next = Encoding.UTF8.GetBytes(start);

        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Given > 20_000_000)
                return 0;
            if (_next.Length == 0)
                _next = _more;
            count = Math.Min(count, _next.Length);
            _next.AsSpan(0, count).CopyTo(buffer.AsSpan(offset));
            _next = _next[count..];
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class NeverAsked : IAntiforgery
    {
        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => throw new NotSupportedException();

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => throw new NotSupportedException();

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => throw new NotSupportedException();

        public Task ValidateRequestAsync(HttpContext httpContext) => throw new NotSupportedException();

        public void SetCookieTokenAndHeader(HttpContext httpContext) => throw new NotSupportedException();
    }
}
