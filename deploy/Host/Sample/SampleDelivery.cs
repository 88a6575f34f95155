using System.Globalization;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Host.Sample;

/// <summary>How people see the sample's first project while it runs: on the ladder, in two self-assessments, at a checkpoint, and in good news.</summary>
internal sealed class SampleDelivery(OperatorClients clients, Caller person, string projectId)
{
    private static readonly (string Name, Perspective Perspective, int Before, int Now, string Evidence)[] _raters =
    [
        ("Rita", Perspective.LivedExperience, 3, 4, "I am asked now. I do not hear yet what came of it."),
        ("Gwen", Perspective.Carer, 3, 5, "They moved the meeting to when school is on."),
        ("Tom", Perspective.Staff, 5, 6, "We planned the new rota together."),
        ("Bea", Perspective.Staff, 6, 7, "Nothing is decided without the group."),
    ];

    private readonly DeliverService.DeliverServiceClient _deliver = clients.As<DeliverService.DeliverServiceClient>(person);

    /// <summary>Fills in what is missing.</summary>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        if ((await _deliver.GetLadderAsync(new() { ProjectId = projectId }, cancellationToken: cancel)).Ratings.Count == 0)
            await RateAsync(cancel);
        var assessment = await _deliver.GetSelfAssessmentAsync(new() { ProjectId = projectId }, cancellationToken: cancel);
        if (assessment.Sittings.Count == 0)
        {
            await SitAsync(assessment, place => 2 + place % 2, MonthsAgo(3), cancel);
            await SitAsync(assessment, place => place % 5 == 4 ? 2 : 3 + place % 2, "", cancel);
        }
        if ((await _deliver.GetCheckpointsAsync(new() { ProjectId = projectId }, cancellationToken: cancel)).Checkpoints.Count == 0)
            await LookBackAsync(cancel);
        if ((await _deliver.GetCloseOutAsync(new() { ProjectId = projectId }, cancellationToken: cancel)).Stories.Count == 0)
            await TellAsync(cancel);
    }

    private async Task RateAsync(CancellationToken cancel)
    {
        foreach (var (name, perspective, before, now, evidence) in _raters)
            foreach (var (rung, on) in new[] { (before, MonthsAgo(3)), (now, "") })
                await _deliver.RateLadderAsync(
                    new()
                    {
                        RequestId = NewId(),
                        ProjectId = projectId,
                        Level = ProjectLevel.Service,
                        Rung = rung,
                        Perspective = perspective,
                        Evidence = evidence,
                        RatedOn = on,
                        OnBehalfOf = name,
                        TheyAgree = true,
                    }, cancellationToken: cancel);
    }

    private async Task SitAsync(GetSelfAssessmentResponse assessment, Func<int, int> score, string on, CancellationToken cancel)
    {
        var statements = assessment.Principles.SelectMany(principle => principle.Statements);
        await _deliver.RecordSittingAsync(
            new()
            {
                RequestId = NewId(),
                ProjectId = projectId,
                HeldOn = on,
                Presence = new() { LivedExperience = 5, Carers = 3, Staff = 4 },
                Scores = { statements.Select((statement, place) => new Score { StatementId = statement.StatementId, Score_ = score(place) }) },
            }, cancellationToken: cancel);
    }

    private async Task LookBackAsync(CancellationToken cancel) => await _deliver.AddCheckpointAsync(
        new()
        {
            RequestId = NewId(),
            ProjectId = projectId,
            ReviewedBy = "The support at home group, with five people and three carers",
            GoesWell = "People come back. New people come with them.",
            LessWell = "Papers come too late to be read with somebody.",
            ToChange = "Papers go out a week before, in large print too.",
        }, cancellationToken: cancel);

    private async Task TellAsync(CancellationToken cancel) => await _deliver.AddStoryAsync(
        new()
        {
            RequestId = NewId(),
            ProjectId = projectId,
            Kind = StoryKind.GoodNews,
            Title = "A photo before the first visit",
            Words = "Somebody asked to know who rings the bell. Now a photo comes by post the day before.",
            MayShare = YesNo.Yes,
            AgreedBy = "The person who asked, and the home care team",
        }, cancellationToken: cancel);

    private static string MonthsAgo(int months) => TimeProvider.System.GetUtcNow().AddMonths(-months).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string NewId() => Guid.NewGuid().ToString();
}
