using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Cycles;

public sealed class CyclesTests(ReviewUnderTest review)
{
    private readonly Caller _caller = People.Analyst("Sam Reed");
    private readonly string _project = Guid.CreateVersion7().ToString();

    private ReviewService.ReviewServiceClient Mine => review.As(_caller);

    [Fact]
    public async Task CreateCycle_Named_IsThereWithNothingInIt()
    {
        var created = (await Mine.CreateCycleAsync(Request("  Spring reviews "))).Cycle;

        Assert.Equal(("Spring reviews", _project), (created.Name, created.ProjectId));
        Assert.NotNull(created.CreatedAt);
        Assert.Null(created.LatestRun);
        Assert.Equal((0, 0, 0, 0, 0), (created.Figures.Statements, created.Figures.HeldBack, created.Figures.Referred, created.Figures.Themes, created.Figures.ThemesReady));
        Assert.Equal([Question.Working, Question.NotWorking, Question.Future], created.Figures.Questions.Select(question => question.Question));
        Assert.Equal(created, (await Mine.GetCycleAsync(new() { CycleId = created.CycleId })).Cycle);
    }

    [Fact]
    public async Task CreateCycle_NameInUseInTheProject_IsRefused()
    {
        await Mine.CreateCycleAsync(Request("Spring reviews"));

        var error = await Failure.OfAsync(Mine.CreateCycleAsync(Request("SPRING reviews")));

        Assert.Equal((StatusCode.AlreadyExists, "NAME_IN_USE"), (error.Code, error.Reason));
        Assert.Single((await Mine.ListCyclesAsync(new() { ProjectId = _project })).Cycles);
    }

    [Fact]
    public async Task CreateCycle_SameNameElsewhere_IsFine()
    {
        await Mine.CreateCycleAsync(Request("Spring reviews"));

        var otherProject = await Mine.CreateCycleAsync(new(Request("Spring reviews")) { ProjectId = Guid.CreateVersion7().ToString() });
        var otherPartnership = await review.As(People.Analyst("Pat Moss")).CreateCycleAsync(Request("Spring reviews"));

        Assert.NotEqual(otherProject.Cycle.CycleId, otherPartnership.Cycle.CycleId);
    }

    [Fact]
    public async Task CreateCycle_SameRequestTwice_CreatesOne()
    {
        var request = Request("Spring reviews");

        var first = await Mine.CreateCycleAsync(request);
        var second = await Mine.CreateCycleAsync(request);
        var other = await Failure.OfAsync(Mine.CreateCycleAsync(new(request) { Name = "Autumn reviews" }));

        Assert.Equal(first, second);
        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (other.Code, other.Reason));
        Assert.Single((await Mine.ListCyclesAsync(new() { ProjectId = _project })).Cycles);
    }

    [Fact]
    public async Task CreateCycle_RequestThatWillNotDo_NamesTheField()
    {
        (CreateCycleRequest Request, string Field)[] requests =
        [
            (Request(""), "name"),
            (Request(" \0 "), "name"),
            (Request(new string('n', 201)), "name"),
            (new(Request("Spring")) { ProjectId = "mine" }, "project_id"),
            (new(Request("Spring")) { RequestId = "" }, "request_id"),
        ];

        foreach (var (request, field) in requests)
        {
            var error = await Failure.OfAsync(Mine.CreateCycleAsync(request));
            Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
        }
        Assert.Empty((await Mine.ListCyclesAsync(new() { ProjectId = _project })).Cycles);
    }

    [Fact]
    public async Task CreateCycle_LongestName_IsKeptWhole()
    {
        var name = new string('é', 200);

        Assert.Equal(name, (await Mine.CreateCycleAsync(Request(name))).Cycle.Name);
    }

    [Fact]
    public async Task CreateCycle_ByAnalyst_IsDenied()
    {
        var error = await Failure.OfAsync(review.As(Callers.Analyst(_caller.PartnershipId!.Value)).CreateCycleAsync(Request("Spring reviews")));

        Assert.Equal(StatusCode.PermissionDenied, error.Code);
    }

    [Fact]
    public async Task ReadCycles_OfAnotherPartnership_FindsNothing()
    {
        var created = (await Mine.CreateCycleAsync(Request("Spring reviews"))).Cycle;
        var stranger = review.As(People.Analyst("Pat Moss"));

        var error = await Failure.OfAsync(stranger.GetCycleAsync(new() { CycleId = created.CycleId }));

        Assert.Equal(StatusCode.NotFound, error.Code);
        Assert.Empty((await stranger.ListCyclesAsync(new() { ProjectId = _project })).Cycles);
    }

    [Fact]
    public async Task GetCycle_NoId_NamesTheField()
    {
        var error = await Failure.OfAsync(Mine.GetCycleAsync(new() { CycleId = "" }));

        Assert.Equal((StatusCode.InvalidArgument, "cycle_id"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task ListCycles_MoreThanOnePage_IsNewestFirst()
    {
        var created = new List<string>();
        for (var i = 0; i < 5; i++)
            created.Add((await Mine.CreateCycleAsync(Request($"Cycle {i}"))).Cycle.CycleId);
        await Mine.CreateCycleAsync(new(Request("Elsewhere")) { ProjectId = Guid.CreateVersion7().ToString() });

        var (listed, sizes) = (new List<string>(), new List<int>());
        var request = new ListCyclesRequest { ProjectId = _project, Page = new() { PageSize = 2 } };
        do
        {
            var page = await Mine.ListCyclesAsync(request);
            listed.AddRange(page.Cycles.Select(cycle => cycle.CycleId));
            sizes.Add(page.Cycles.Count);
            request.Page.PageToken = page.NextPageToken;
        }
        while (request.Page.PageToken.Length > 0);

        Assert.Equal(Enumerable.Reverse(created), listed);
        Assert.Equal([2, 2, 1], sizes);
    }

    [Fact]
    public async Task ListCycles_TokenOfAnotherList_IsRefused()
    {
        for (var i = 0; i < 2; i++)
            await Mine.CreateCycleAsync(Request($"Cycle {i}"));
        var token = (await Mine.ListCyclesAsync(new() { ProjectId = _project, Page = new() { PageSize = 1 } })).NextPageToken;

        var error = await Failure.OfAsync(Mine.ListCyclesAsync(new() { ProjectId = Guid.CreateVersion7().ToString(), Page = new() { PageToken = token } }));

        Assert.Equal((StatusCode.InvalidArgument, "page_token"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task GetCycle_AfterImportAndTheming_CountsWhatIsInIt()
    {
        var cycle = await ThemedCycle.CreateAsync(review.Module, _caller);
        await cycle.ImportAsync(
            (Question.Working, "My dog"), (Question.Working, "My cat"), (Question.Working, "odd one"),
            (Question.Future, "A job"), (Question.Future, "Dr Okafor rings back"));
        await cycle.ThemeAsync(text => (text.StartsWith("odd", StringComparison.Ordinal) ? null : text.StartsWith("My", StringComparison.Ordinal) ? "Pets" : "Work", 0.5f));

        var read = (await Mine.GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle;

        Assert.Equal((5, 1, 2, 0), (read.Figures.Statements, read.Figures.HeldBack, read.Figures.Themes, read.Figures.ThemesReady));
        Assert.Equal([(3, 1), (0, 0), (2, 0)], read.Figures.Questions.Select(question => ((int)question.Statements, (int)question.NotThemed)));
        Assert.Equal((RunState.Proposed, 4, 1), (read.LatestRun.State, read.LatestRun.Statements, read.LatestRun.Progress));
    }

    private CreateCycleRequest Request(string name) => new() { RequestId = ThemedCycle.NewRequest(), ProjectId = _project, Name = name };
}
