using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Host.Sample;

/// <summary>How the sample's first project started: ready, with hopes and groups, checked by somebody else, and with something still to do.</summary>
internal sealed class SampleProjectStart(OperatorClients clients, Caller person, string projectId)
{
    private static readonly (GroupCategory Category, string Name, GroupEffect Effect, GroupReach Reach, int Size, string SeldomHeard)[] _groups =
    [
        (GroupCategory.Receive, "People who draw on support at home", GroupEffect.Positive, GroupReach.Direct, 640, "People who do not speak English at home"),
        (GroupCategory.Positive, "Neighbours and friends who help", GroupEffect.Positive, GroupReach.Indirect, 0, ""),
        (GroupCategory.Negative, "Agencies whose contracts may change", GroupEffect.Negative, GroupReach.Direct, 12, ""),
        (GroupCategory.Secondary, "Family carers", GroupEffect.Both, GroupReach.Direct, 410, "Young carers"),
        (GroupCategory.StaffUse, "Care workers", GroupEffect.Both, GroupReach.Direct, 180, ""),
        (GroupCategory.ProjectTeam, "The support at home team", GroupEffect.Both, GroupReach.Direct, 5, ""),
    ];

    private readonly IdentifyService.IdentifyServiceClient _identify = clients.As<IdentifyService.IdentifyServiceClient>(person);

    /// <summary>Fills in what is missing; <paramref name="somebodyElse"/> looks whether a group is.</summary>
    public async Task EnsureAsync(Caller? somebodyElse, CancellationToken cancel)
    {
        var there = await _identify.GetOverviewAsync(new() { ProjectId = projectId }, cancellationToken: cancel);
        if (there.Project.Responsible.Length == 0)
            await DescribeAsync(there.Project.Etag, cancel);
        if (there.Readiness is null)
            await AnswerAsync(there, cancel);
        if (there.Outcomes.Count == 0)
            await HopeAsync(cancel);
        if (there.Known.Count == 0)
            await _identify.AddKnownAsync(
                new()
                {
                    RequestId = NewId(),
                    ProjectId = projectId,
                    Words = "People want to know who comes in the morning, and to be told when that changes.",
                    Source = "Talks with 40 people at home, autumn 2025",
                    Consent = YesNo.Yes,
                }, cancellationToken: cancel);
        await NameGroupsAsync(there, cancel);
        if (there.VerificationState == VerificationState.NotDone && somebodyElse is not null)
            await VerifyAsync(somebodyElse, cancel);
    }

    private async Task DescribeAsync(string etag, CancellationToken cancel) => await clients.As<StakeholderService.StakeholderServiceClient>(person).EditProjectAsync(
        new()
        {
            RequestId = NewId(),
            ProjectId = projectId,
            Etag = etag,
            Responsible = "Femi",
            BudgetHeading = "Adult social care: co-production",
            Methods = new() { Codes = { "wtfc" } },
            Level = ProjectLevel.Service,
            UnintendedWelcome = YesNo.Yes,
        }, cancellationToken: cancel);

    private async Task AnswerAsync(GetOverviewResponse there, CancellationToken cancel)
    {
        var request = new AnswerReadinessRequest { RequestId = NewId(), ProjectId = projectId, Etag = there.Project.Etag, AnsweredBy = "Sol, Director of Adult Social Care" };
        foreach (var question in there.Questions)
            request.Answers.Add(question.Code == "uncertainty"
                ? new ReadinessAnswer { Question = question.Code, Answer = YesNo.NotSure, Note = "I am. Not all of us are, yet." }
                : new ReadinessAnswer { Question = question.Code, Answer = YesNo.Yes });
        await _identify.AnswerReadinessAsync(request, cancellationToken: cancel);
    }

    private async Task HopeAsync(CancellationToken cancel)
    {
        await AddOutcomeAsync("I know who comes to support me.", ProposedBy.LivedExperience, cancel);
        await AddOutcomeAsync("Nobody has to tell their story twice.", ProposedBy.Together, cancel);
        await AddOutcomeAsync("Care workers stay with us.", ProposedBy.Staff, cancel);
    }

    private async Task AddOutcomeAsync(string words, ProposedBy by, CancellationToken cancel) =>
        await _identify.AddOutcomeAsync(new() { RequestId = NewId(), ProjectId = projectId, Words = words, ProposedBy = by }, cancellationToken: cancel);

    private async Task NameGroupsAsync(GetOverviewResponse there, CancellationToken cancel)
    {
        var named = there.Categories.SelectMany(category => category.Groups).Select(group => group.Name).ToHashSet();
        foreach (var group in _groups.Where(group => !named.Contains(group.Name)))
            await _identify.AddGroupAsync(
                new()
                {
                    RequestId = NewId(),
                    ProjectId = projectId,
                    Group = new()
                    {
                        Category = group.Category,
                        Name = group.Name,
                        Effect = group.Effect,
                        Reach = group.Reach,
                        EstimatedSize = group.Size,
                        IsSeldomHeard = group.SeldomHeard.Length > 0,
                        SeldomHeard = group.SeldomHeard,
                    },
                }, cancellationToken: cancel);
    }

    private async Task VerifyAsync(Caller somebodyElse, CancellationToken cancel)
    {
        var now = await _identify.GetOverviewAsync(new() { ProjectId = projectId }, cancellationToken: cancel);
        await clients.As<IdentifyService.IdentifyServiceClient>(somebodyElse).VerifyGroupsAsync(
            new() { RequestId = NewId(), ProjectId = projectId, Etag = now.Project.Etag, Complete = YesNo.Yes }, cancellationToken: cancel);
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
