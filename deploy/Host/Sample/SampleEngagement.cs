using System.Globalization;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Host.Sample;

/// <summary>Who of the sample's first project has been told, what they answered, and what stood in the way.</summary>
internal sealed class SampleEngagement(OperatorClients clients, Caller person, string projectId)
{
    private static readonly (string Group, int People, string Whom, string Channel, string Through, InvitationAnswer Answer, int SaidYes)[] _told =
    [
        ("People who draw on support at home", 320, "Everybody whose visit is before noon", "post", "", InvitationAnswer.Yes, 14),
        ("People who draw on support at home", 60, "People asked at the door, with an interpreter", "in-person", "Wenlow community centre", InvitationAnswer.Yes, 6),
        ("Family carers", 35, "The carers’ coffee morning", "meeting", "Vale Carers", InvitationAnswer.Yes, 5),
        ("Care workers", 180, "", "email", "", InvitationAnswer.Waiting, 0),
    ];

    private readonly EngageService.EngageServiceClient _engage = clients.As<EngageService.EngageServiceClient>(person);

    /// <summary>Fills in what is missing.</summary>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        var there = await _engage.GetEngagementAsync(new() { ProjectId = projectId }, cancellationToken: cancel);
        if (there.Invitations.Count == 0)
            await TellAsync(there, cancel);
        if (there.Barriers.Count == 0)
            await NoticeAsync(cancel);
    }

    private async Task TellAsync(GetEngagementResponse there, CancellationToken cancel)
    {
        foreach (var (group, people, whom, channel, through, answer, saidYes) in _told)
            await _engage.AddInvitationAsync(
                new()
                {
                    RequestId = NewId(),
                    ProjectId = projectId,
                    GroupId = there.Groups.Single(one => one.Name == group).GroupId,
                    ToldOn = DaysAgo(14),
                    People = people,
                    Whom = whom,
                    Channel = channel,
                    Through = through,
                    Answer = answer,
                    SaidYes = saidYes,
                }, cancellationToken: cancel);
    }

    private async Task NoticeAsync(CancellationToken cancel)
    {
        var early = await AddAsync("time", "The first meeting was at nine, when children go to school.", cancel);
        await AddAsync("transport", "There is no bus after five from the far end of the Vale.", cancel);
        var etag = (await clients.As<StakeholderService.StakeholderServiceClient>(person).GetProjectAsync(new() { ProjectId = projectId }, cancellationToken: cancel)).Project.Etag;
        await _engage.SettleBarrierAsync(
            new() { RequestId = NewId(), ProjectId = projectId, BarrierId = early, Etag = etag, State = BarrierState.Removed, How = "Meetings are from half past ten to noon now." },
            cancellationToken: cancel);
    }

    private async Task<string> AddAsync(string category, string words, CancellationToken cancel) => (await _engage.AddBarrierAsync(
        new() { RequestId = NewId(), ProjectId = projectId, Category = category, Words = words, NoticedOn = DaysAgo(21) }, cancellationToken: cancel)).Barrier.BarrierId;

    private static string DaysAgo(int days) => TimeProvider.System.GetUtcNow().AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string NewId() => Guid.NewGuid().ToString();
}
