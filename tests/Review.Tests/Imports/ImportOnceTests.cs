using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using Google.Protobuf;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>A file is in a cycle once and whole, or not at all.</summary>
public sealed class ImportOnceTests(ReviewUnderTest review) : ImportsTest(review)
{
    private const string Good = "question,statement\nworking,My dog\nfuture,A job\n";

    private const string HalfGood = "question,statement\nworking,My dog\nmiddling,A job\n";

    [Fact]
    public async Task ImportStatements_SameFileTwice_AddsNothingAndGivesTheEarlierImport()
    {
        var cycle = await CycleAsync();
        var first = await SendAsync(cycle, Good);

        var second = await SendAsync(cycle, Good);

        Assert.Equal((false, true, first.ImportId), (first.AlreadyImported, second.AlreadyImported, second.ImportId));
        Assert.Equal(2, (await WordsAsync(cycle)).Count);
        Assert.Single(await ImportsAsync(cycle));
    }

    [Fact]
    public async Task ImportStatements_SameFileFromManyAtOnce_IsAddedOnce()
    {
        var cycle = await CycleAsync();

        var imports = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(cycle, Good)));

        Assert.Single(imports, import => !import.AlreadyImported);
        Assert.Single(imports.Select(import => import.ImportId).Distinct());
        Assert.Equal(2, (await WordsAsync(cycle)).Count);
    }

    [Fact]
    public async Task ImportStatements_SameFileToAnotherCycle_IsAddedThere()
    {
        var (cycle, other) = (await CycleAsync(), await CycleAsync());
        await SendAsync(cycle, Good);

        var import = await SendAsync(other, Good);

        Assert.False(import.AlreadyImported);
        Assert.Equal(2, (await WordsAsync(other)).Count);
    }

    [Fact]
    public async Task ImportStatements_RefusedFileAgain_MayKeepItsGoodRows()
    {
        var cycle = await CycleAsync();
        var refused = await SendAsync(cycle, HalfGood);

        var added = await SendAsync(cycle, HalfGood, keepGoodRows: true);

        Assert.Equal((ImportState.Refused, ImportState.Added, false), (refused.State, added.State, added.AlreadyImported));
        Assert.Equal([added.ImportId, refused.ImportId], (await ImportsAsync(cycle)).Select(import => import.ImportId));
    }

    [Fact]
    public async Task ImportStatements_FileWhoseGoodRowsAreThere_SaysSo()
    {
        var cycle = await CycleAsync();
        var first = await SendAsync(cycle, HalfGood, keepGoodRows: true);

        var second = await SendAsync(cycle, HalfGood);

        Assert.Equal((true, first.ImportId, ImportState.Added), (second.AlreadyImported, second.ImportId, second.State));
    }

    [Fact]
    public async Task ImportStatements_SameRequestTwice_GivesTheFirstAnswerAgain()
    {
        var cycle = await CycleAsync();
        var header = cycle.Header();
        var first = await As(cycle.Caller).SendFileAsync(header, Utf8(Good));

        var second = await As(cycle.Caller).SendFileAsync(header, Utf8(Good));

        Assert.Equal(first, second);
        Assert.Equal(2, (await WordsAsync(cycle)).Count);
    }

    [Fact]
    public async Task ImportStatements_SameRequestWithAnotherFile_IsRefused()
    {
        var cycle = await CycleAsync();
        var header = cycle.Header();
        await As(cycle.Caller).SendFileAsync(header, Utf8(Good));

        var error = await Failure.OfAsync(() => As(cycle.Caller).SendFileAsync(header, Utf8(Good + "future,A flat\n")));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (error.Code, error.Reason));
        Assert.Equal(2, (await WordsAsync(cycle)).Count);
    }

    [Fact]
    public async Task ImportStatements_SameRequestWithAnotherHeader_IsRefused()
    {
        var cycle = await CycleAsync();
        var header = cycle.Header();
        await As(cycle.Caller).SendFileAsync(header, Utf8(Good));

        var error = await Failure.OfAsync(() => As(cycle.Caller).SendFileAsync(new(header) { FileName = "other.csv" }, Utf8(Good)));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task ImportStatements_GivenUpHalfway_AddsNothingAndMayComeAgain()
    {
        var cycle = await CycleAsync();
        var header = cycle.Header();
        using (var call = As(cycle.Caller).ImportStatements())
        {
            await call.RequestStream.WriteAsync(new() { Header = header });
            await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFromUtf8(Good) });
        }

        var import = await As(cycle.Caller).SendFileAsync(header, Utf8(Good));

        Assert.False(import.AlreadyImported);
        Assert.Equal(2, (await WordsAsync(cycle)).Count);
        Assert.Single(await ImportsAsync(cycle));
    }

    [Fact]
    public async Task ImportStatements_PartsOutOfOrder_IsRefused()
    {
        var cycle = await CycleAsync();
        var (header, chunk) = (new ImportStatementsRequest { Header = cycle.Header() }, new ImportStatementsRequest { Chunk = ByteString.CopyFromUtf8(Good) });

        var chunkFirst = await Failure.OfAsync(() => As(cycle.Caller).SendPartsAsync(chunk, header));
        var headerTwice = await Failure.OfAsync(() => As(cycle.Caller).SendPartsAsync(header, chunk, header));
        var nothing = await Failure.OfAsync(() => As(cycle.Caller).SendPartsAsync());

        Assert.Equal(["header", "chunk", "header"], new[] { chunkFirst, headerTwice, nothing }.Select(error => Assert.Single(error.Violations).Field));
        Assert.Empty(await ImportsAsync(cycle));
    }

    [Fact]
    public async Task ImportStatements_HeaderThatWillNotDo_NamesTheField()
    {
        var cycle = await CycleAsync();
        (ImportHeader Header, string Field)[] headers =
        [
            (new(cycle.Header()) { RequestId = "mine" }, "header.request_id"),
            (new(cycle.Header()) { CycleId = "" }, "header.cycle_id"),
            (new(cycle.Header()) { FileName = " " }, "header.file_name"),
            (new(cycle.Header()) { FileName = new string('n', 256) }, "header.file_name"),
        ];

        foreach (var (header, field) in headers)
        {
            var error = await Failure.OfAsync(() => As(cycle.Caller).SendFileAsync(header, Utf8(Good)));
            Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
        }
    }
}
