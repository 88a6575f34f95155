using CoProduction.Shared.Access;

namespace CoProduction.Shared.Tests.Access;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coproduction-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task TryWrite_SeveralAtOnce_OneIsFirstAndItsTextStays()
    {
        const int writers = 4;
        for (var round = 0; round < 100; round++)
        {
            var file = Path.Combine(_folder, $"{round}.key");
            using var start = new Barrier(writers);
            var written = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait();
                return KeyFile.TryWrite(file, $"{writer}", KeyFile.Private);
            }, TaskCreationOptions.LongRunning)));

            var first = Assert.Single(written.Index(), attempt => attempt.Item).Index;
            Assert.Equal($"{first}", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        Assert.Equal(100, Directory.GetFiles(_folder).Length); // no drafts are left
    }
}
