using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Engagement;

/// <summary>An invitation as it is kept.</summary>
internal sealed record InvitationRow(
    Guid InvitationId, Guid GroupId, string GroupName, string ToldOn, Guid? PersonId, string PersonName, int People, string Whom, string Channel, bool CameToUs, string Through,
    short Answer, int SaidYes, string? AnsweredOn, string RecordedBy)
{
    private const string Select =
        """
        SELECT i.invitation_id, i.group_id, g.name AS group_name, i.told_on::text, i.person_id, coalesce(p.display_name, '') AS person_name, i.people, i.whom, i.channel,
          i.came_to_us, i.through, i.answer, i.said_yes, i.answered_on::text, i.recorded_by
        FROM invitation i
        JOIN affected_group g ON g.partnership_id = i.partnership_id AND g.group_id = i.group_id
        LEFT JOIN person p ON p.partnership_id = i.partnership_id AND p.person_id = i.person_id
        WHERE i.partnership_id = @PartnershipId AND i.project_id = @projectId
        """;

    /// <summary>One page of them, and the token of the next: those without an answer first, and of them the newest; of one group when it is named.</summary>
    public static async Task<(List<InvitationRow> Rows, string Next)> ReadAsync(TenantTransaction transaction, Guid projectId, Guid? groupId, Page page, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<InvitationRow>(
            $"""
            {Select} AND (@groupId::uuid IS NULL OR i.group_id = @groupId)
              AND (@id::uuid IS NULL OR (i.answer = @waiting, i.told_on, i.invitation_id) < (@isWaiting, @toldOn::date, @id))
            ORDER BY i.answer = @waiting DESC, i.told_on DESC, i.invitation_id DESC LIMIT @Limit
            """,
            new
            {
                transaction.PartnershipId,
                projectId,
                groupId,
                waiting = (short)InvitationAnswer.Waiting,
                isWaiting = page.After(0) == bool.TrueString,
                toldOn = page.After(1),
                id = page.IsFirst ? (Guid?)null : Guid.Parse(page.After(2)!),
                page.Limit,
            }, cancel);
        return (rows, page.Next(rows, row => [row.Answer == (short)InvitationAnswer.Waiting, row.ToldOn, row.InvitationId]));
    }

    /// <summary>NOT_FOUND when the project has no such invitation.</summary>
    public static async Task<InvitationRow> GetAsync(TenantTransaction transaction, Guid projectId, Guid invitationId, CancellationToken cancel) => await transaction.FindAsync<InvitationRow>(
        $"{Select} AND i.invitation_id = @invitationId", new { transaction.PartnershipId, projectId, invitationId }, cancel) ?? throw Problem.NotFound("invitation");

    /// <summary>Who it was is for those who may read the register.</summary>
    public Invitation ToInvitation(bool named) => new()
    {
        InvitationId = InvitationId.ToString(),
        GroupId = GroupId.ToString(),
        GroupName = GroupName,
        ToldOn = ToldOn,
        PersonId = named ? PersonId?.ToString() ?? "" : "",
        PersonName = named ? PersonName : "",
        IsPerson = PersonId is not null,
        People = People,
        Whom = Whom,
        Channel = Channel,
        CameToUs = CameToUs,
        Through = Through,
        Answer = (InvitationAnswer)Answer,
        SaidYes = SaidYes,
        AnsweredOn = AnsweredOn ?? "",
        RecordedBy = RecordedBy,
    };
}
