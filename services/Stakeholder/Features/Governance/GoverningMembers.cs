using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Governance;

/// <summary>Who is in a governing group.</summary>
internal sealed class GoverningMembers(Commands commands)
{
    public Task<AddGoverningMemberResponse> HandleAsync(AddGoverningMemberRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.Id(request.GoverningGroupId, "governing_group_id");
        var name = Parse.Text(request.Name, "name", 200, "Say who it is, by the name that they want to be known by.");
        var perspective = (short)Parse.Choice(request.Perspective, "perspective", "Choose what they speak from.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("governing_member", cancel);
            (await GoverningGroupRow.GetAsync(transaction, projectId, groupId, cancel)).RequireGoingOn();
            var memberId = transaction.NewId();
            if (await transaction.ExecuteAsync(
                """
                INSERT INTO governing_member (partnership_id, member_id, project_id, governing_group_id, name, perspective, joined_on)
                VALUES (@PartnershipId, @memberId, @projectId, @groupId, @name, @perspective, @joinedOn::date)
                ON CONFLICT DO NOTHING
                """,
                new { transaction.PartnershipId, memberId, projectId, groupId, name, perspective, joinedOn = Days.Today(transaction) }, cancel) == 0)
                throw Problem.Of(StatusCode.AlreadyExists, "NAME_IN_USE", "Somebody of that name is in this group already. Add a letter, so that people can tell them apart.");
            await project.RecordAsync([ProjectPart.Governance], cancel);
            await transaction.AuditAsync("governing-member.add", "governing-group", groupId, "", cancel);
            return new AddGoverningMemberResponse { MemberId = memberId.ToString() };
        }, cancel);
    }

    public Task<EndGoverningMemberResponse> HandleAsync(EndGoverningMemberRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var memberId = Parse.Id(request.MemberId, "member_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            var member = (await MemberRow.ReadAsync(transaction, projectId, cancel)).Find(member => member.MemberId == memberId) ?? throw Problem.NotFound("member");
            if (member.LeftOn is not null)
                throw Problem.Of(StatusCode.FailedPrecondition, "MEMBER_LEFT", "They have left the group already.");
            await transaction.ExecuteAsync(
                "UPDATE governing_member SET left_on = @leftOn::date WHERE partnership_id = @PartnershipId AND project_id = @projectId AND member_id = @memberId",
                new { transaction.PartnershipId, projectId, memberId, leftOn = Days.Today(transaction) }, cancel);
            var draft = (await TermsRow.ReadHeadsAsync(transaction, projectId, cancel)).Find(terms => terms.GoverningGroupId == member.GoverningGroupId && terms.AgreedOn is null);
            if (draft is not null)
                await AgreeTerms.SettleAsync(transaction, projectId, draft, cancel);
            await project.RecordAsync([ProjectPart.Governance], cancel);
            await transaction.AuditAsync("governing-member.end", "governing-group", member.GoverningGroupId, "", cancel);
            return new EndGoverningMemberResponse();
        }, cancel);
    }
}
