using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.AffectedGroups;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Engagement;

/// <summary>Who has been told, what they answered, and what stands in the way.</summary>
internal sealed class ReadEngagement(TenantDatabase database)
{
    public async Task<GetEngagementResponse> HandleAsync(GetEngagementRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.OptionalId(request.GroupId, "group_id");
        var invitationId = Parse.OptionalId(request.InvitationId, "invitation_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "invitations", projectId, request.GroupId);
        await ReadProjects.RequireAsync(transaction, projectId, cancel);
        var groups = (await GroupRow.ReadAsync(transaction, projectId, cancel)).Where(group => group.EndedOn is null);
        var reached = (await GroupReached.ReadAsync(transaction, projectId, cancel)).ToDictionary(row => row.GroupId);
        var (invitations, next) = invitationId is { } id
            ? ([await InvitationRow.GetAsync(transaction, projectId, id, cancel)], "")
            : await InvitationRow.ReadAsync(transaction, projectId, groupId, page, cancel);
        var named = MayName(caller, projectId) ? invitations.Count(row => row.PersonId is not null) : 0;
        var response = new GetEngagementResponse
        {
            Groups = { groups.Select(group => (reached.GetValueOrDefault(group.GroupId) ?? new()).ToEngagement(group.ToGroup())) },
            Invitations = { invitations.Select(row => row.ToInvitation(MayName(caller, projectId))) },
            Barriers = { await Barriers.ReadAsync(transaction, projectId, cancel) },
            NextPageToken = next,
        };
        if (named > 0)
        {
            await transaction.AuditAsync("person.list", "project", projectId, $"{named} people", cancel);
            await transaction.CommitAsync(cancel);
        }
        return response;
    }

    /// <summary>Whether the caller may see who was invited.</summary>
    public static bool MayName(Caller caller, Guid projectId) => caller.MayIn(projectId, "person.read");
}
