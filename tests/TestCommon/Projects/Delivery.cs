using System.Globalization;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;

namespace CoProduction.TestCommon.Projects;

/// <summary>Short ways to look at a project while it runs and to end it, through the service's own calls.</summary>
public static class Delivery
{
    /// <summary>An ISO date.</summary>
    public static string MonthsAgo(int months) => TimeProvider.System.GetUtcNow().AddMonths(-months).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static RateLadderRequest AnyRating(this StartedProject project, Perspective perspective = Perspective.LivedExperience, int rung = 4) => new()
    {
        RequestId = NewId(), ProjectId = project.ProjectId, Level = ProjectLevel.Service, Rung = rung, Perspective = perspective, Evidence = "We were asked, and heard nothing since.",
    };

    /// <summary>Somebody's rating; a new person's each time unless one is named.</summary>
    public static async Task RateAsync(this StartedProject project, Perspective perspective, int rung, Caller? by = null, string on = "", ProjectLevel level = ProjectLevel.Service) =>
        await project.DeliverAs(by ?? Callers.With(Roles.Member, project.Partnership)).RateLadderAsync(new(project.AnyRating(perspective, rung)) { RatedOn = on, Level = level });

    public static async Task<GetLadderResponse> LadderAsync(this StartedProject project, Caller? by = null) =>
        await project.DeliverAs(by ?? project.Femi).GetLadderAsync(new() { ProjectId = project.ProjectId });

    /// <summary>Every statement with the same score, but for those named here.</summary>
    public static async Task<RecordSittingRequest> AnySittingAsync(this StartedProject project, int score = 3, params IReadOnlyList<(string Statement, int Score)> others)
    {
        var request = new RecordSittingRequest { RequestId = NewId(), ProjectId = project.ProjectId, Presence = new() { LivedExperience = 4, Carers = 2, Staff = 3 } };
        foreach (var statement in (await project.SelfAssessmentAsync()).Principles.SelectMany(principle => principle.Statements).Select(statement => statement.StatementId))
        {
            var other = others.FirstOrDefault(one => one.Statement == statement);
            request.Scores.Add(new Score { StatementId = statement, Score_ = other.Statement is null ? score : other.Score });
        }
        return request;
    }

    public static async Task<GetSelfAssessmentResponse> SelfAssessmentAsync(this StartedProject project) =>
        await project.DeliverAs(project.Femi).GetSelfAssessmentAsync(new() { ProjectId = project.ProjectId });

    public static AddCheckpointRequest AnyCheckpoint(this StartedProject project) => new()
    {
        RequestId = NewId(), ProjectId = project.ProjectId, ReviewedBy = "The working group", GoesWell = "We meet in a place that all can reach.", LessWell = "Papers come late.", ToChange = "Papers a week before.",
    };

    public static async Task LookBackAsync(this StartedProject project) => await project.DeliverAs(project.Femi).AddCheckpointAsync(project.AnyCheckpoint());

    public static async Task<GetCloseOutResponse> CloseOutAsync(this StartedProject project) => await project.DeliverAs(project.Femi).GetCloseOutAsync(new() { ProjectId = project.ProjectId });

    public static async Task<WriteCloseOutRequest> AnyReviewAsync(this StartedProject project) => new()
    {
        RequestId = NewId(),
        ProjectId = project.ProjectId,
        Etag = await project.EtagAsync(),
        WentWell = "We chose the provider together.",
        LessWell = "The first year was decided without us.",
        DoBetter = "Start with a blank page.",
    };

    public static async Task WriteReviewAsync(this StartedProject project) => await project.DeliverAs(project.Femi).WriteCloseOutAsync(await project.AnyReviewAsync());

    public static async Task<SignCloseOutRequest> AnySignatureAsync(this StartedProject project, CloseOutSide side, Verdict verdict = Verdict.Throughout) => new()
    {
        RequestId = NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync(), Side = side, Verdict = verdict, SignedBy = side == CloseOutSide.Experts ? "Mina Shah" : "Grace Obi",
    };

    /// <summary>Signs as one of that side.</summary>
    public static async Task SignAsync(this StartedProject project, CloseOutSide side, Verdict verdict = Verdict.Throughout) =>
        await project.DeliverAs(Callers.With(side == CloseOutSide.Experts ? Roles.Member : Roles.Sponsor, project.Partnership)).SignCloseOutAsync(await project.AnySignatureAsync(side, verdict));

    /// <summary>Closes the project with management's signature alone.</summary>
    public static async Task CloseAsync(this StartedProject project)
    {
        await project.WriteReviewAsync();
        await project.SignAsync(CloseOutSide.Management);
        await project.DeliverAs(project.Femi).CloseProjectAsync(new() { RequestId = NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync() });
    }

    public static async Task ReopenAsync(this StartedProject project, Caller? by = null) => await project.DeliverAs(by ?? project.Femi).ReopenProjectAsync(
        new() { RequestId = NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync(), Because = "There is money for another year." });

    public static AddStoryRequest AnyStory(this StartedProject project, StoryKind kind = StoryKind.GoodNews) => new()
    {
        RequestId = NewId(), ProjectId = project.ProjectId, Kind = kind, Title = "A taxi that waits", Words = "The driver now waits until the meeting ends.", MayShare = YesNo.Yes, AgreedBy = "Everybody who was there",
    };

    public static async Task<Story> TellAsync(this StartedProject project, StoryKind kind) => (await project.DeliverAs(project.Femi).AddStoryAsync(project.AnyStory(kind))).Story;

    public static async Task RemoveStoriesAsync(this StartedProject project)
    {
        foreach (var story in (await project.CloseOutAsync()).Stories)
            await project.DeliverAs(project.Femi).RemoveStoryAsync(new() { RequestId = NewId(), ProjectId = project.ProjectId, StoryId = story.StoryId });
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
