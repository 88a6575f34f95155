using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.AffectedGroups;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Representation;

/// <summary>Writes down that somebody of the register speaks for a group.</summary>
internal sealed class AddRepresentative(Commands commands)
{
    private const int Most = 2000;

    public Task<AddRepresentativeResponse> HandleAsync(AddRepresentativeRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.Id(request.GroupId, "group_id");
        var personId = Parse.OptionalId(request.PersonId, "person_id") ?? throw Problem.Invalid("person_id", "Choose who speaks for the group.");
        var experience = (short)Parse.Choice(request.Experience, "experience", "Choose what they speak from.");
        var foundThrough = (short)Parse.Choice(request.FoundThrough, "found_through", "Choose how they were found.");
        var stages = Stages.Wanted(request.Stages);
        if (!request.TheyAgree)
            throw Problem.Invalid("they_agree", "Ask them first, and say that they agree.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var fromOn = Days.PastOrToday(transaction, request.FromOn, "from_on");
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("representation", cancel, Most);
            if ((await GroupRow.GetAsync(transaction, projectId, groupId, cancel)).EndedOn is not null)
                throw Problem.Of(StatusCode.FailedPrecondition, "GROUP_ENDED", "This group is not affected any more. Open it again first, if it is.");
            if (!await Whose.IsThereAsync(transaction, personId, cancel))
                throw Problem.Invalid("person_id", "Choose somebody from the register.");
            var representationId = transaction.NewId();
            if (await transaction.ExecuteAsync(
                """
                INSERT INTO representation (partnership_id, representation_id, project_id, group_id, person_id, experience, found_through, from_on, recorded_by_id, recorded_at)
                VALUES (@PartnershipId, @representationId, @projectId, @groupId, @personId, @experience, @foundThrough, @fromOn::date, @by, @Now)
                ON CONFLICT DO NOTHING
                """,
                new { transaction.PartnershipId, representationId, projectId, groupId, personId, experience, foundThrough, fromOn, by = caller.PersonId, transaction.Now }, cancel) == 0)
                throw Problem.Of(StatusCode.AlreadyExists, "ALREADY_SPEAKS", "They speak for this group already. You can change at which steps they are engaged.");
            await Stages.SetAsync(transaction, representationId, stages, fromOn, cancel);
            await project.RecordAsync([ProjectPart.Representatives, ProjectPart.Of(ProjectPart.Representatives, representationId)], cancel);
            await transaction.AuditAsync("representation.add", "group", groupId, "", cancel, forPersonId: personId);
            return new AddRepresentativeResponse { RepresentationId = representationId.ToString() };
        }, cancel);
    }
}
