using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.CloseOut;

/// <summary>Closes a project after its joint review, and opens it again. Experts may not have signed: a red flag says so, and they still can.</summary>
internal sealed class CloseProject(Commands commands)
{
    public Task<CloseProjectResponse> HandleAsync(CloseProjectRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var closedOn = Days.PastOrToday(transaction, request.ClosedOn, "closed_on");
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.CloseOut, ProjectPart.Signatures, ProjectPart.Closing], cancel);
            var review = await CloseOutRow.RequireAsync(transaction, projectId, cancel);
            if (!(await CloseOutRow.SignaturesAsync(transaction, [review], cancel)).Exists(signature => signature.Side == (short)CloseOutSide.Management))
                throw Problem.Of(StatusCode.FailedPrecondition, "NOT_SIGNED", "Management has not signed the review as it is now. Have it signed first.");
            await transaction.ExecuteAsync(
                """
                UPDATE project SET closed_on = @closedOn::date WHERE partnership_id = @PartnershipId AND project_id = @projectId;
                UPDATE close_out SET closed_on = @closedOn::date WHERE partnership_id = @PartnershipId AND close_out_id = @CloseOutId
                """,
                new { transaction.PartnershipId, projectId, review.CloseOutId, closedOn }, cancel);
            await project.RecordAsync([ProjectPart.Closing], cancel);
            await transaction.AuditAsync("project.close", "project", projectId, "", cancel);
            return new CloseProjectResponse { ClosedOn = closedOn };
        }, cancel);
    }

    public Task<ReopenProjectResponse> HandleAsync(ReopenProjectRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var because = Parse.Lines(request.Because, "because", 1000, "Say why the project is opened again.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel, evenClosed: true);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Closing], cancel);
            var reopened = await transaction.ExecuteAsync(
                """
                UPDATE close_out SET reopened_on = @today::date, reopened_by = @DisplayName, reopened_by_id = @by, reopened_because = @because
                WHERE partnership_id = @PartnershipId AND project_id = @projectId AND reopened_on IS NULL AND closed_on IS NOT NULL
                """,
                new { transaction.PartnershipId, projectId, today = Days.Today(transaction), caller.DisplayName, by = caller.PersonId, because }, cancel);
            if (reopened == 0)
                throw Problem.Of(StatusCode.FailedPrecondition, "NOT_CLOSED", "The project is not closed.");
            await transaction.ExecuteAsync("UPDATE project SET closed_on = NULL WHERE partnership_id = @PartnershipId AND project_id = @ProjectId", project.Key, cancel);
            await project.RecordAsync([ProjectPart.Closing, ProjectPart.CloseOut], cancel);
            await transaction.AuditAsync("project.reopen", "project", projectId, "", cancel);
            return new ReopenProjectResponse();
        }, cancel);
    }
}
