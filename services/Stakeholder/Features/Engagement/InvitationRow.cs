using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Engagement;

/// <summary>An invitation as it is kept.</summary>
internal sealed record InvitationRow(
    Guid InvitationId, Guid GroupId, string GroupName, string ToldOn, Guid? PersonId, string PersonName, int People, string Whom, string Channel, bool CameToUs, string Through,
    short Answer, int SaidYes, string? AnsweredOn, string RecordedBy)
{
    private const int Most = 200;

    private const string Select =
        """
        SELECT i.invitation_id, i.group_id, g.name AS group_name, i.told_on::text, i.person_id, coalesce(p.display_name, '') AS person_name, i.people, i.whom, i.channel,
          i.came_to_us, i.through, i.answer, i.said_yes, i.answered_on::text, i.recorded_by
        FROM invitation i
        JOIN affected_group g ON g.partnership_id = i.partnership_id AND g.group_id = i.group_id
        LEFT JOIN person p ON p.partnership_id = i.partnership_id AND p.person_id = i.person_id
        WHERE i.partnership_id = @PartnershipId AND i.project_id = @projectId
        """;

    /// <summary>The newest first; of one group when it is named.</summary>
    public static Task<List<InvitationRow>> ReadAsync(TenantTransaction transaction, Guid projectId, Guid? groupId, CancellationToken cancel) => transaction.QueryAsync<InvitationRow>(
        $"{Select} AND (@groupId::uuid IS NULL OR i.group_id = @groupId) ORDER BY i.told_on DESC, i.invitation_id DESC LIMIT {Most}",
        new { transaction.PartnershipId, projectId, groupId }, cancel);

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
