using CoProduction.Shared.Access;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.CloseOut;

/// <summary>Writes the joint review. Signatures are under words: with new ones, both sides sign again.</summary>
internal sealed class WriteCloseOut(Commands commands)
{
    public Task<WriteCloseOutResponse> HandleAsync(WriteCloseOutRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var wentWell = Parse.Lines(request.WentWell, "went_well", 4000, "Say what went well. If nothing did, say so.");
        var lessWell = Parse.Lines(request.LessWell, "less_well", 4000, "Say what went less well. If nothing did, say so.");
        var doBetter = Parse.Lines(request.DoBetter, "do_better", 4000, "Say how to do better next time.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.CloseOut], cancel);
            await project.RequireRoomAsync("close_out", cancel);
            await transaction.ExecuteAsync(
                """
                INSERT INTO close_out (partnership_id, close_out_id, project_id, version, went_well, less_well, do_better, written_by_id, written_by, written_at)
                VALUES (@PartnershipId, @closeOutId, @projectId, 1, @wentWell, @lessWell, @doBetter, @PersonId, @DisplayName, @Now)
                ON CONFLICT (partnership_id, project_id) WHERE reopened_on IS NULL DO UPDATE SET version = close_out.version + 1, went_well = excluded.went_well,
                  less_well = excluded.less_well, do_better = excluded.do_better, written_by_id = excluded.written_by_id, written_by = excluded.written_by, written_at = excluded.written_at
                """,
                new { transaction.PartnershipId, closeOutId = transaction.NewId(), projectId, wentWell, lessWell, doBetter, caller.PersonId, caller.DisplayName, transaction.Now }, cancel);
            await project.RecordAsync([ProjectPart.CloseOut], cancel);
            await transaction.AuditAsync("close-out.write", "project", projectId, "", cancel);
            return new WriteCloseOutResponse { Review = await ReadCloseOut.CurrentAsync(transaction, projectId, cancel) };
        }, cancel);
    }
}
