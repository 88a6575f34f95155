using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.AffectedGroups;

/// <summary>Says that a category was thought about and has nobody in it.</summary>
internal sealed class SayNobody(Commands commands)
{
    public Task<SayNobodyResponse> HandleAsync(SayNobodyRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var category = (short)Parse.Choice(request.Category, "category", "Choose which of the seven it is about.");
        var because = Parse.Lines(request.Because, "because", 500, "Say how you know that there is nobody.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            if ((await GroupRow.ReadAsync(transaction, projectId, cancel)).Any(group => group.Category == category && group.EndedOn is null))
                throw Problem.Of(StatusCode.FailedPrecondition, "HAS_GROUPS", "There is a group in this category. End it first, if it is not affected.");
            await transaction.ExecuteAsync(
                """
                INSERT INTO empty_category (partnership_id, project_id, category, because, said_by, said_by_id, said_at)
                VALUES (@PartnershipId, @projectId, @category, @because, @DisplayName, @by, @Now)
                ON CONFLICT (partnership_id, project_id, category) DO UPDATE
                SET because = excluded.because, said_by = excluded.said_by, said_by_id = excluded.said_by_id, said_at = excluded.said_at
                """,
                new { transaction.PartnershipId, projectId, category, because, caller.DisplayName, by = caller.PersonId, transaction.Now }, cancel);
            await project.RecordAsync([ProjectPart.Groups], cancel);
            await transaction.AuditAsync("group.nobody", "project", projectId, $"category {request.Category}", cancel);
            return new SayNobodyResponse();
        }, cancel);
    }
}
