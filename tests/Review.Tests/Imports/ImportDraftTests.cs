using CoProduction.Review.Features.ImportDrafts;
using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>Files that are kept while somebody decides about them, in steps.</summary>
public sealed class ImportDraftTests(ReviewUnderTest review) : ImportsTest(review)
{
    private const string File = "Case,Liked,not working,agreed\n1,My dog,The stairs,yes\n2,My cat,The bus,\"Yes, but not my exact words\"\n3,My choir,The rain,no\n";

    [Fact]
    public async Task LookAtImportFile_UnknownColumn_ShowsExamplesAndWhatIsMissing()
    {
        var cycle = await CycleAsync();
        var draft = await KeepAsync(cycle, "Liked,Told by\nMy dog,Mum\nMy cat,Dad\n");

        var found = await LookAsync(cycle, draft);

        Assert.Equal([("Liked", "My dog|My cat"), ("Told by", "Mum|Dad")], found.Columns.Select(column => (column.Header, string.Join('|', column.Examples))));
        Assert.Contains("No column was recognised", found.Problem);
    }

    [Fact]
    public async Task AddImportFile_ColumnsChosenAndACellMended_AddsWhatWasShown()
    {
        var cycle = await CycleAsync();
        var draft = await KeepAsync(cycle, File);
        await DecideAsync(cycle, draft, Uses());
        var before = await CheckAsync(cycle, draft);
        await DecideAsync(cycle, draft, new() { Cells = { new MendedCell { Row = 3, Header = "agreed", Cell = "yes" } } });

        var after = await CheckAsync(cycle, draft);
        var import = await AddAsync(cycle, draft);

        Assert.Equal([(3L, "agreed", "Yes, but not my exact words"), (4L, "agreed", "")], before.Problems.Select(problem => (problem.Row, problem.Column, problem.Cell)));
        Assert.Equal((2L, 4L, 1L), (before.Import.RowsWithProblems, after.Import.Statements, after.Import.RowsWithProblems));
        Assert.Equal((ImportState.Added, 4L), (import.State, import.Statements));
        await AssertWordsAsync(cycle, [(Question.Working, "My dog"), (Question.Working, "My cat"), (Question.NotWorking, "The stairs"), (Question.NotWorking, "The bus")]);
        Assert.Equal(StatusCode.NotFound, (await Failure.OfAsync(As(cycle.Caller).LookAtImportFileAsync(new() { CycleId = cycle.CycleId, DraftId = draft }))).Code);
    }

    [Fact]
    public async Task KeepImportFile_SameHeadersAsBefore_RemembersWhatColumnsWereFor()
    {
        var cycle = await CycleAsync();
        var draft = await KeepAsync(cycle, File);
        await DecideAsync(cycle, draft, Uses());
        await AddAsync(cycle, draft);

        var next = await LookAsync(cycle, await KeepAsync(cycle, "Case,Liked,not working,agreed\n9,My garden,The hill,yes\n"));

        Assert.True(next.IsRemembered);
        Assert.Equal((ColumnUse.Working, ""), (next.Columns[1].Use, next.Problem));
    }

    [Fact]
    public async Task CheckImportFile_DecidedSince_IsReadAnew()
    {
        var cycle = await CycleAsync();
        var draft = await KeepAsync(cycle, File);
        await DecideAsync(cycle, draft, Uses());
        await CheckAsync(cycle, draft);
        var without = Uses();
        without.Columns[2].Use = ColumnUse.LeaveOut;

        await DecideAsync(cycle, draft, without);

        Assert.Equal(1, (await CheckAsync(cycle, draft)).Import.Statements);
    }

    [Fact]
    public async Task DecideImportFile_UsesThatDoNotGoTogether_AreRefused()
    {
        var cycle = await CycleAsync();
        var draft = await KeepAsync(cycle, File);
        var twice = Uses();
        twice.Columns[0].Use = ColumnUse.Consent;

        var refused = await Failure.OfAsync(As(cycle.Caller).DecideImportFileAsync(new(twice) { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, DraftId = draft }));

        Assert.Equal((StatusCode.InvalidArgument, "columns"), (refused.Code, Assert.Single(refused.Violations).Field));
    }

    [Fact]
    public async Task AddImportFile_NoGoodRow_AddsNothingAndKeepsTheFile()
    {
        var cycle = await CycleAsync();
        var draft = await KeepAsync(cycle, "working,agreed\nMy dog,no\n");

        var refused = await Failure.OfAsync(As(cycle.Caller).AddImportFileAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, DraftId = draft }));

        Assert.Equal("NOTHING_GOOD", refused.Reason);
        Assert.Empty(await ImportsAsync(cycle));
        Assert.Equal("", (await LookAsync(cycle, draft)).Problem);
    }

    [Fact]
    public async Task AddImportFile_TwiceAtOnce_IsOneImport()
    {
        var cycle = await CycleAsync();
        var draft = await KeepAsync(cycle, "working\nMy dog\n");

        var ends = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                return (await AddAsync(cycle, draft)).Statements.ToString();
            }
            catch (RpcException e)
            {
                return e.StatusCode.ToString();
            }
        }));

        Assert.Equal(["1", "NotFound"], ends.Order());
        Assert.Single(await ImportsAsync(cycle));
    }

    [Fact]
    public async Task DropImportFile_NoLongerWanted_LeavesNothingOfIt()
    {
        var cycle = await CycleAsync();
        var draft = await KeepAsync(cycle, File);

        await As(cycle.Caller).DropImportFileAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, DraftId = draft });

        Assert.Equal([0], await Review.BehindTheScenesAsync<int>(cycle.Caller, "SELECT count(*)::int FROM import_draft_part WHERE partnership_id = @partnership"));
    }

    [Fact]
    public async Task ForgetImportFiles_ADayOld_AreGone()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var apart = await Review.StartApartAsync(new ReviewModule(), time);
        var cycle = await ThemedCycle.CreateAsync(apart, People.Analyst("Sam Reed"));
        var client = new ReviewService.ReviewServiceClient(apart.As(cycle.Caller));
        var old = await KeepAsync(client, cycle, "working\nMy dog\n");
        time.Advance(TimeSpan.FromHours(23));
        var young = await KeepAsync(client, cycle, "working\nMy cat\n");
        time.Advance(TimeSpan.FromHours(2));

        await apart.Services.GetRequiredService<ForgetImportFiles>().ForgetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(StatusCode.NotFound, (await Failure.OfAsync(client.LookAtImportFileAsync(new() { CycleId = cycle.CycleId, DraftId = old }))).Code);
        Assert.Equal("", (await client.LookAtImportFileAsync(new() { CycleId = cycle.CycleId, DraftId = young })).Problem);
    }

    private static DecideImportFileRequest Uses() => new()
    {
        Columns =
        {
            new ColumnChoice { Header = "Case", Use = ColumnUse.Reference }, new ColumnChoice { Header = "Liked", Use = ColumnUse.Working },
            new ColumnChoice { Header = "not working", Use = ColumnUse.NotWorking }, new ColumnChoice { Header = "agreed", Use = ColumnUse.Consent },
        },
    };

    private Task<string> KeepAsync(ThemedCycle cycle, string file) => KeepAsync(As(cycle.Caller), cycle, file);

    private static async Task<string> KeepAsync(ReviewService.ReviewServiceClient client, ThemedCycle cycle, string file)
    {
        using var call = client.KeepImportFile();
        await call.RequestStream.WriteAsync(new() { Header = new() { CycleId = cycle.CycleId, FileName = "reviews.csv" } });
        await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFromUtf8(file) });
        await call.RequestStream.CompleteAsync();
        return (await call).DraftId;
    }

    private async Task<LookAtImportFileResponse> LookAsync(ThemedCycle cycle, string draft) => await As(cycle.Caller).LookAtImportFileAsync(new() { CycleId = cycle.CycleId, DraftId = draft });

    private async Task<CheckImportFileResponse> CheckAsync(ThemedCycle cycle, string draft) => await As(cycle.Caller).CheckImportFileAsync(new() { CycleId = cycle.CycleId, DraftId = draft });

    private async Task DecideAsync(ThemedCycle cycle, string draft, DecideImportFileRequest request) =>
        await As(cycle.Caller).DecideImportFileAsync(new(request) { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, DraftId = draft });

    private async Task<Import> AddAsync(ThemedCycle cycle, string draft) =>
        (await As(cycle.Caller).AddImportFileAsync(new() { RequestId = ThemedCycle.NewRequest(), CycleId = cycle.CycleId, DraftId = draft })).Import;
}
