using System.Security.Cryptography;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Shared.Tests.Requests;

/// <summary>A file that somebody sent is whole or not there, and leaves nothing behind.</summary>
public sealed class ReceivedFileTests
{
    [Fact]
    public async Task Take_WholeFile_GivesItsBytesAndHasNoName()
    {
        using var file = await TakeAsync(100, "one,", "two");

        var bytes = Assert.IsType<FileStream>(file.Read());
        using var reader = new StreamReader(bytes);
        Assert.Equal("one,two", await reader.ReadToEndAsync());
        Assert.Equal(SHA256.HashData("one,two"u8), file.Hash);
        Assert.False(File.Exists(bytes.Name));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(bytes.SafeFileHandle));
    }

    [Fact]
    public async Task Take_TooLarge_RefusedWithWhatToDo() =>
        Assert.Equal("Too large.", (await RefusedAsync(6, "one,", "two")).Message);

    [Fact]
    public async Task Take_FileOfAnotherKind_RefusedAtItsFirstBytes()
    {
        var error = await RefusedAsync(100, "%PDF-1.7", null);

        Assert.Equal("file", Assert.Single(error.Violations).Field);
        Assert.Contains("a PDF", error.Message);
    }

    [Fact]
    public async Task Take_SomethingElseBetween_Refused() =>
        Assert.Equal("chunk", Assert.Single((await RefusedAsync(100, "one,", null)).Violations).Field);

    [Fact]
    public async Task Take_FolderIsNotThere_NoRoom() => await AssertNoRoomAsync(new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), 0));

    [Fact]
    public async Task Take_LittleRoomIsLeft_NoRoom() => await AssertNoRoomAsync(new(Path.GetTempPath(), int.MaxValue));

    private static async Task AssertNoRoomAsync(ReceivedFiles files)
    {
        var error = ServiceError.From(await Assert.ThrowsAsync<RpcException>(() => TakeAsync(files, 100, "one")));

        Assert.Equal((StatusCode.Unavailable, "NO_ROOM"), (error.Code, error.Reason));
    }

    private static async Task<ServiceError> RefusedAsync(long largest, params string?[] parts) =>
        ServiceError.From(await Assert.ThrowsAsync<RpcException>(() => TakeAsync(largest, parts)));

    private static Task<ReceivedFile> TakeAsync(long largest, params string?[] parts) => TakeAsync(new(Path.GetTempPath(), 0), largest, parts);

    private static Task<ReceivedFile> TakeAsync(ReceivedFiles files, long largest, params string?[] parts) =>
        files.TakeAsync(new Parts(parts), part => part is null ? null : ByteString.CopyFromUtf8(part), largest, "Too large.", CancellationToken.None);

    private sealed class Parts(string?[] parts) : IAsyncStreamReader<string?>
    {
        private int _next;

        public string? Current => parts[_next - 1];

        public Task<bool> MoveNext(CancellationToken cancel) => Task.FromResult(_next++ < parts.Length);
    }
}
