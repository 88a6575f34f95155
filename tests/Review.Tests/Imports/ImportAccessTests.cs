using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>Who may import, and who may see what became of it.</summary>
public sealed class ImportAccessTests(ReviewUnderTest review) : ImportsTest(review)
{
    private const string Good = "question,statement\nworking,My dog\n";

    [Fact]
    public async Task ImportStatements_ToCycleOfAnotherPartnership_IsNotFound()
    {
        var cycle = await CycleAsync();

        var error = await Failure.OfAsync(() => As(People.Analyst("Pat Moss")).SendFileAsync(cycle.Header(), Utf8(Good)));

        Assert.Equal(StatusCode.NotFound, error.Code);
        Assert.Empty(await WordsAsync(cycle));
    }

    [Fact]
    public async Task ImportStatements_WithoutPermission_IsDenied()
    {
        var cycle = await CycleAsync();
        var partnership = cycle.Caller.PartnershipId!.Value;

        var analyst = await Failure.OfAsync(() => As(Callers.Analyst(partnership)).SendFileAsync(cycle.Header(), Utf8(Good)));
        var nowhere = await Failure.OfAsync(() => As(Callers.WithoutPartnership()).SendFileAsync(cycle.Header(), Utf8(Good)));

        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), (analyst.Code, analyst.Reason));
        Assert.Equal((StatusCode.PermissionDenied, "NO_PARTNERSHIP"), (nowhere.Code, nowhere.Reason));
        Assert.Empty(await WordsAsync(cycle));
    }

    [Fact]
    public async Task ReadImports_OfAnotherPartnership_AreNotFound()
    {
        var cycle = await CycleAsync();
        var import = await SendAsync(cycle, Good);
        var stranger = As(People.Analyst("Pat Moss"));

        var get = await Failure.OfAsync(stranger.GetImportAsync(new() { ImportId = import.ImportId }));
        var list = await Failure.OfAsync(stranger.ListImportsAsync(new() { CycleId = cycle.CycleId }));
        var problems = await Failure.OfAsync(stranger.ListImportProblemsAsync(new() { ImportId = import.ImportId }));

        Assert.Equal([StatusCode.NotFound, StatusCode.NotFound, StatusCode.NotFound], new[] { get.Code, list.Code, problems.Code });
    }

    [Fact]
    public async Task GetImport_AfterwardsByAnalyst_GivesWhatTheImportAnswered()
    {
        var cycle = await CycleAsync();
        var import = await SendAsync(cycle, Good);

        var read = await As(Callers.Analyst(cycle.Caller.PartnershipId!.Value)).GetImportAsync(new() { ImportId = import.ImportId });

        Assert.Equal(new Import(import) { CanBeTakenBack = true }, read.Import);
        Assert.Equal(("reviews.csv", "Sam Reed", cycle.CycleId), (read.Import.FileName, read.Import.ImportedBy, read.Import.CycleId));
    }

    [Fact]
    public async Task ListImports_MoreThanOnePage_IsNewestFirst()
    {
        var cycle = await CycleAsync();
        var sent = new List<string>();
        for (var i = 0; i < 5; i++)
            sent.Add((await SendAsync(cycle, $"{Good}future,Wish {i}\n")).ImportId);

        var listed = new List<string>();
        var request = new ListImportsRequest { CycleId = cycle.CycleId, Page = new() { PageSize = 2 } };
        do
        {
            var page = await As(cycle.Caller).ListImportsAsync(request);
            listed.AddRange(page.Imports.Select(import => import.ImportId));
            request.Page.PageToken = page.NextPageToken;
        }
        while (request.Page.PageToken.Length > 0);

        Assert.Equal(Enumerable.Reverse(sent), listed);
    }

    [Fact]
    public async Task ImportStatements_AddedAndRefused_AreInTheAuditWithoutWords()
    {
        var cycle = await CycleAsync();
        await SendAsync(cycle, Good);
        await SendAsync(cycle, "question,statement\nmiddling,My dog\n");

        var audit = (await Review.AuditAsync(cycle.Caller)).Where(entry => entry.Action.StartsWith("import.", StringComparison.Ordinal)).ToList();

        Assert.Equal([(cycle.Caller.PersonId, "import.add"), (cycle.Caller.PersonId, "import.refuse")], audit.Select(entry => (entry.Actor, entry.Action)));
        Assert.DoesNotContain(audit, entry => entry.Detail.Contains("dog", StringComparison.Ordinal));
    }
}
