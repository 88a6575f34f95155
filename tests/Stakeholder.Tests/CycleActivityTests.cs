using CoProduction.Common.V1;
using CoProduction.Review;
using CoProduction.Review.V1;
using CoProduction.Shared.Messaging;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;

namespace CoProduction.Stakeholder.Tests;

public sealed class CycleActivityTests(Installation installation)
{
    [Fact]
    public async Task CycleProgressed_NewCycle_ShownWithItsProject()
    {
        var partnership = await installation.NewPartnershipAsync();
        var project = await installation.NewProjectAsync(partnership);
        await installation.NewProjectAsync(partnership);
        var happened = Progress(project, Guid.CreateVersion7(), statements: 12);

        await installation.Module.Bus.PublishAsync([Installation.EnvelopeOf(happened, partnership, 1)], CancellationToken.None);

        var shown = Assert.Single(await CyclesAsync(partnership, project, cycles => cycles.Count > 0));
        Assert.Equal(
            (happened.CycleId, happened.CycleName, 12L, happened.HeldBack, happened.Themes, happened.ThemesReady),
            (shown.CycleId, shown.CycleName, shown.Statements, shown.HeldBack, shown.Themes, shown.ThemesReady));
        var list = await installation.Stakeholder(Callers.Analyst(partnership)).ListProjectsAsync(new());
        Assert.Equal([0, 1], list.Projects.Select(p => p.Cycles.Count));
    }

    [Fact]
    public async Task CycleProgressed_OlderOneComesLater_NewestIsKept()
    {
        var partnership = await installation.NewPartnershipAsync();
        var project = await installation.NewProjectAsync(partnership);
        var cycle = Guid.CreateVersion7();
        var newer = Installation.EnvelopeOf(Progress(project, cycle, statements: 30), partnership, 3);
        var older = Installation.EnvelopeOf(Progress(project, cycle, statements: 20), partnership, 2);
        var newest = Installation.EnvelopeOf(Progress(project, cycle, statements: 40), partnership, 4);

        await installation.Module.Bus.PublishAsync([newer], CancellationToken.None);
        await AppliedAsync(newer.EventId);
        await installation.Module.Bus.PublishAsync([older], CancellationToken.None);
        await AppliedAsync(older.EventId);
        Assert.Equal(30, Assert.Single(await CyclesAsync(partnership, project, _ => true)).Statements);

        await installation.Module.Bus.PublishAsync([newest], CancellationToken.None);
        await AppliedAsync(newest.EventId);
        Assert.Equal(40, Assert.Single(await CyclesAsync(partnership, project, _ => true)).Statements);
    }

    [Fact]
    public async Task CycleProgressed_DeliveredTwice_AppliedOnce()
    {
        var partnership = await installation.NewPartnershipAsync();
        var project = await installation.NewProjectAsync(partnership);
        var envelope = Installation.EnvelopeOf(Progress(project, Guid.CreateVersion7(), statements: 5), partnership, 1);

        await installation.Module.Bus.PublishAsync([envelope], CancellationToken.None);
        await AppliedAsync(envelope.EventId);
        await installation.Module.Bus.PublishAsync([envelope], CancellationToken.None);
        await AppliedAsync(envelope.EventId);

        Assert.Equal(1, await installation.ReadBehindTheScenesAsync<int>(
            "SELECT sum(attempts)::int FROM inbox WHERE event_id = @id", new { id = Guid.Parse(envelope.EventId) }));
    }

    [Fact]
    public async Task CycleProgressed_OfOtherPartnershipForMyProject_IsNotShown()
    {
        var (mine, theirs) = (await installation.NewPartnershipAsync(), await installation.NewPartnershipAsync());
        var project = await installation.NewProjectAsync(mine);
        var envelope = Installation.EnvelopeOf(Progress(project, Guid.CreateVersion7(), statements: 5), theirs, 1);

        await installation.Module.Bus.PublishAsync([envelope], CancellationToken.None);
        await AppliedAsync(envelope.EventId);

        Assert.Empty(await CyclesAsync(mine, project, _ => true));
    }

    [Fact]
    public async Task CycleRemoved_EarlierNewsComesLater_IsNotShownAgain()
    {
        var partnership = await installation.NewPartnershipAsync();
        var project = await installation.NewProjectAsync(partnership);
        var (removed, stays) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Envelope[] first = [Installation.EnvelopeOf(Progress(project, removed, statements: 1), partnership, 2), Installation.EnvelopeOf(Progress(project, stays, statements: 5), partnership, 1)];
        await installation.Module.Bus.PublishAsync(first, CancellationToken.None);
        await CyclesAsync(partnership, project, cycles => cycles.Count == 2);

        await installation.Module.Bus.PublishAsync([Installation.EnvelopeOf(Removed(project, removed), partnership, 4)], CancellationToken.None);
        Assert.Equal(stays.ToString(), Assert.Single(await CyclesAsync(partnership, project, cycles => cycles.Count < 2)).CycleId);

        var late = Installation.EnvelopeOf(Progress(project, removed, statements: 0), partnership, 3);
        await installation.Module.Bus.PublishAsync([late], CancellationToken.None);
        await AppliedAsync(late.EventId);
        Assert.Equal(stays.ToString(), Assert.Single(await CyclesAsync(partnership, project, _ => true)).CycleId);
    }

    [Fact]
    public async Task CycleRemoved_BeforeAnyNewsOfIt_IsNeverShown()
    {
        var partnership = await installation.NewPartnershipAsync();
        var project = await installation.NewProjectAsync(partnership);
        var (removed, stays) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var gone = Installation.EnvelopeOf(Removed(project, removed), partnership, 2);
        await installation.Module.Bus.PublishAsync([gone], CancellationToken.None);
        await AppliedAsync(gone.EventId, "stakeholder.cycle-removed");
        var late = Installation.EnvelopeOf(Progress(project, removed, statements: 1), partnership, 1);

        await installation.Module.Bus.PublishAsync([late, Installation.EnvelopeOf(Progress(project, stays, statements: 5), partnership, 1)], CancellationToken.None);
        await AppliedAsync(late.EventId);

        Assert.Equal(stays.ToString(), Assert.Single(await CyclesAsync(partnership, project, cycles => cycles.Count > 0)).CycleId);
    }

    [Fact]
    public async Task Cycles_CreatedRenamedAndRemovedInReview_AreShownSoWithTheirProject()
    {
        var bus = new DirectBus();
        await using var stakeholder = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"), bus);
        await using var review = await RunningModule.StartAsync(new ReviewModule(), await installation.Postgres.NewDatabaseAsync("review"), bus);
        bus.Open();
        var partnership = await stakeholder.Client<StakeholderService.StakeholderServiceClient>(Shared.Access.Caller.System)
            .CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = "Wenlow" });
        var facilitator = Callers.Facilitator(Guid.Parse(partnership.Partnership.PartnershipId));
        var projects = stakeholder.Client<StakeholderService.StakeholderServiceClient>(facilitator);
        var project = (await projects.CreateProjectAsync(Installation.AnyProject())).Project.ProjectId;

        var created = await review.Client<ReviewService.ReviewServiceClient>(facilitator)
            .CreateCycleAsync(new() { RequestId = Installation.NewId(), ProjectId = project, Name = "Spring reviews" });

        var shown = await Eventually.GetAsync(async () => (await projects.GetProjectAsync(new() { ProjectId = project })).Project, read => read.Cycles.Count > 0);
        Assert.Equal((created.Cycle.CycleId, "Spring reviews"), (shown.Cycles[0].CycleId, shown.Cycles[0].CycleName));

        var cycles = review.Client<ReviewService.ReviewServiceClient>(facilitator);
        await cycles.RenameCycleAsync(new() { RequestId = Installation.NewId(), CycleId = created.Cycle.CycleId, Name = "Autumn reviews" });
        await ReadAsync(read => read.Cycles is [{ CycleName: "Autumn reviews" }]);
        await cycles.RemoveCycleAsync(new() { RequestId = Installation.NewId(), CycleId = created.Cycle.CycleId });
        await ReadAsync(read => read.Cycles.Count == 0);

        Task<Project> ReadAsync(Predicate<Project> wanted) => Eventually.GetAsync(async () => (await projects.GetProjectAsync(new() { ProjectId = project })).Project, wanted);
    }

    private static CycleProgressed Progress(Guid project, Guid cycle, long statements) => new()
    {
        CycleId = cycle.ToString(),
        ProjectId = project.ToString(),
        CycleName = "Spring reviews",
        Statements = statements,
        HeldBack = 3,
        Themes = 2,
        ThemesReady = 1,
    };

    private static CycleRemoved Removed(Guid project, Guid cycle) => new() { CycleId = cycle.ToString(), ProjectId = project.ToString() };

    private Task<List<V1.CycleActivity>> CyclesAsync(Guid partnership, Guid project, Predicate<List<V1.CycleActivity>> wanted)
    {
        var client = installation.Stakeholder(Callers.Analyst(partnership));
        return Eventually.GetAsync(async () => (await client.GetProjectAsync(new() { ProjectId = project.ToString() })).Project.Cycles.ToList(), wanted);
    }

    private Task AppliedAsync(string eventId, string consumer = "stakeholder.cycle-activity") =>
        Eventually.GetAsync(
            () => installation.ReadBehindTheScenesAsync<bool>(
                "SELECT count(*) = 1 AND bool_and(done_at IS NOT NULL) FROM inbox WHERE event_id = @id AND consumer = @consumer", new { id = Guid.Parse(eventId), consumer }),
            applied => applied);
}
