using CoProduction.Host.Commands;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using Spectre.Console;

namespace CoProduction.Host.Sample;

/// <summary>
/// Sets up the sample partnership with its projects, one cycle of a hundred people's reviews and their themes.
/// Each step looks for what is there first, so that a start after a crash goes on where the last one ended.
/// </summary>
internal sealed class SampleSetup(OperatorClients clients)
{
    private const string CycleName = "Spring reviews";
    private static readonly Guid _partnershipId = new("5a3f0c52-6d0e-4f43-9d0c-0b7a54c0a001");
    private static readonly (string Name, string Purpose)[] _projects =
    [
        ("Support at home", "To find out, with the people who draw on support at home and their carers, what should stay and what should change."),
        ("Getting about Wenlow", "To make it easier to get out and about, whatever support somebody draws on."),
        ("Breaks for carers", "To plan breaks for unpaid carers together with them."),
    ];

    /// <summary>Sets it up in the modules that these settings lead to.</summary>
    public static async Task RunAsync(IReadOnlyDictionary<string, string?> callSettings, CancellationToken cancel)
    {
        await using var clients = new OperatorClients(callSettings);
        await new SampleSetup(clients).RunAsync(cancel);
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        var person = await FindPersonAsync(FirstStart.AccountName, cancel) ?? await CreatePartnershipAsync(cancel);
        await SampleRegister.EnsureAsync(clients.As<PeopleService.PeopleServiceClient>(person), cancel);
        var projectId = await EnsureProjectsAsync(person, cancel);
        await new SampleProjectStart(clients, person, projectId).EnsureAsync(await FindPersonAsync(SamplePeople.AccountOf(Roles.Member), cancel), cancel);
        await new SampleRepresentation(clients, person, projectId).EnsureAsync(cancel);
        await new SampleEngagement(clients, person, projectId).EnsureAsync(cancel);
        await new SampleOpportunities(clients, person, projectId).EnsureAsync(cancel);
        await new SampleGovernance(clients, person, projectId).EnsureAsync(cancel);
        await new SampleDelivery(clients, person, projectId).EnsureAsync(cancel);
        await new SampleVoice(clients, person, projectId).EnsureAsync(await FindPersonAsync(SamplePeople.AccountOf(Roles.Member), cancel), cancel);
        await new SampleLearning(clients, person, projectId).EnsureAsync(cancel);
        var review = clients.As<ReviewService.ReviewServiceClient>(person);
        var cycle = await EnsureCycleAsync(review, projectId, cancel);
        if (cycle.Figures.Statements == 0)
            await ImportAsync(review, cycle.CycleId, cancel);
        if (cycle.LatestRun is not { State: RunState.Proposed })
        {
            await ThemeAsync(review, cycle, cancel);
            await ThemeListing.PrintAsync(review, cycle.CycleId, cancel);
        }
    }

    private async Task<Caller?> FindPersonAsync(string accountName, CancellationToken cancel)
    {
        var found = await clients.As<AccessService.AccessServiceClient>(Caller.System)
            .ResolveAccountAsync(new() { AccountName = accountName }, cancellationToken: cancel);
        return CallerOf(found.Account);
    }

    // The administrator's role comes last: a start that finds it finds the rest too.
    private async Task<Caller> CreatePartnershipAsync(CancellationToken cancel)
    {
        var created = await clients.As<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(
            new() { RequestId = _partnershipId.ToString(), Name = "Wenlow and the Vale" }, cancellationToken: cancel);
        var access = clients.As<AccessService.AccessServiceClient>(Caller.System with { PartnershipId = Guid.Parse(created.Partnership.PartnershipId) });
        await SamplePeople.CreateAsync(access, cancel);
        var granted = await access.GrantMembershipAsync(
            new()
            {
                RequestId = NewRequestId(),
                AccountName = FirstStart.AccountName,
                DisplayName = "Administrator",
                Roles = { Roles.Administrator, Roles.Analyst, Roles.Facilitator, Roles.Responder },
            }, cancellationToken: cancel);
        return CallerOf(granted.Account)!;
    }

    private async Task<string> EnsureProjectsAsync(Caller person, CancellationToken cancel)
    {
        var stakeholder = clients.As<StakeholderService.StakeholderServiceClient>(person);
        var there = (await stakeholder.ListProjectsAsync(new() { Page = new() { PageSize = 1000 } }, cancellationToken: cancel)).Projects.ToDictionary(p => p.Name, p => p.ProjectId);
        // The last one made is listed first: the one with the cycle comes last.
        foreach (var (name, purpose) in _projects.Reverse().Where(project => !there.ContainsKey(project.Name)))
        {
            var created = await stakeholder.CreateProjectAsync(
                new() { RequestId = NewRequestId(), Name = name, Purpose = purpose, Sponsor = "Director of Adult Social Care" }, cancellationToken: cancel);
            there[name] = created.Project.ProjectId;
        }
        return there[_projects[0].Name];
    }

    private static async Task<Cycle> EnsureCycleAsync(ReviewService.ReviewServiceClient review, string projectId, CancellationToken cancel)
    {
        var there = await review.ListCyclesAsync(new() { ProjectId = projectId, Page = new() { PageSize = 1000 } }, cancellationToken: cancel);
        if (there.Cycles.FirstOrDefault(cycle => cycle.Name == CycleName) is { } cycle)
            return cycle;
        var created = await review.CreateCycleAsync(new() { RequestId = NewRequestId(), ProjectId = projectId, Name = CycleName }, cancellationToken: cancel);
        return created.Cycle;
    }

    private static async Task ImportAsync(ReviewService.ReviewServiceClient review, string cycleId, CancellationToken cancel)
    {
        using var call = review.ImportStatements(cancellationToken: cancel);
        await call.RequestStream.WriteAsync(new() { Header = new() { RequestId = NewRequestId(), CycleId = cycleId, FileName = "reviews.csv" } }, cancel);
        var file = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Sample", "reviews.csv"), cancel);
        await call.RequestStream.WriteAsync(new() { Chunk = Google.Protobuf.ByteString.CopyFrom(file) }, cancel);
        await call.RequestStream.CompleteAsync();
        var import = (await call.ResponseAsync).Import;
        AnsiConsole.WriteLine($"{import.Statements} statements from {import.Rows} reviews; {import.HeldBack} are held back for a person to look at.");
    }

    private static async Task ThemeAsync(ReviewService.ReviewServiceClient review, Cycle cycle, CancellationToken cancel)
    {
        var runId = cycle.LatestRun is { State: RunState.Queued or RunState.Running } underWay
            ? underWay.RunId
            : (await review.StartThemingAsync(new() { RequestId = NewRequestId(), CycleId = cycle.CycleId }, cancellationToken: cancel)).Run.RunId;
        var run = await ProgressBar.ShowAsync("Theming the reviews", progress => WatchAsync(review, runId, progress, cancel));
        if (run.State == RunState.Failed)
            throw new InvalidOperationException($"The sample could not be themed: {run.Failure}");
    }

    private static async Task<ThemingRun> WatchAsync(ReviewService.ReviewServiceClient review, string runId, IProgress<double> progress, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var run = (await review.GetThemingRunAsync(new() { RunId = runId }, cancellationToken: cancel)).Run;
            progress.Report(run.Progress);
            if (run.State is RunState.Proposed or RunState.Failed)
                return run;
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private static Caller? CallerOf(Account account) => account.Memberships.FirstOrDefault(membership => membership.PartnershipId == _partnershipId.ToString()) is { } membership
        ? new(Guid.Parse(account.PersonId), account.DisplayName, _partnershipId, membership.Roles)
        : null;

    private static string NewRequestId() => Guid.NewGuid().ToString();
}
