using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Checkpoints;

/// <summary>Looks back while the project runs, when there is still time to change something.</summary>
internal sealed class Checkpoints(Commands commands, TenantDatabase database)
{
    public async Task<GetCheckpointsResponse> HandleAsync(GetCheckpointsRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        await ReadProjects.RequireAsync(transaction, projectId, cancel);
        return new() { Checkpoints = { await ReadAsync(transaction, projectId, cancel) } };
    }

    public Task<AddCheckpointResponse> HandleAsync(AddCheckpointRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var reviewedBy = Parse.Text(request.ReviewedBy, "reviewed_by", 300, "Say who looked back.");
        var goesWell = Parse.Lines(request.GoesWell, "goes_well", 2000, "Say what goes well.");
        var lessWell = Parse.Lines(request.LessWell, "less_well", 2000, "Say what goes less well. If nothing does, say so.");
        var toChange = Parse.Lines(request.ToChange, "to_change", 2000, "Say what is to change. If nothing is, say so.");
        var nextOn = Parse.OptionalDate(request.NextOn, "next_on");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var heldOn = Days.PastOrToday(transaction, request.HeldOn, "held_on");
            if (nextOn.Length > 0 && string.CompareOrdinal(nextOn, heldOn) <= 0)
                throw Problem.Invalid("next_on", "The next time must be after this one.");
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("checkpoint", cancel);
            var checkpointId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO checkpoint (partnership_id, checkpoint_id, project_id, held_on, reviewed_by, goes_well, less_well, to_change, next_on, recorded_by_id, recorded_at)
                VALUES (@PartnershipId, @checkpointId, @projectId, @heldOn::date, @reviewedBy, @goesWell, @lessWell, @toChange, nullif(@nextOn, '')::date, @PersonId, @Now)
                """,
                new { transaction.PartnershipId, checkpointId, projectId, heldOn, reviewedBy, goesWell, lessWell, toChange, nextOn, caller.PersonId, transaction.Now }, cancel);
            await project.RecordAsync([ProjectPart.Checkpoints], cancel);
            await transaction.AuditAsync("checkpoint.add", "checkpoint", checkpointId, "", cancel);
            return new AddCheckpointResponse { Checkpoint = (await ReadAsync(transaction, projectId, cancel)).Single(one => one.CheckpointId == checkpointId.ToString()) };
        }, cancel);
    }

    /// <summary>The newest first.</summary>
    public static async Task<List<Checkpoint>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<CheckpointRow>(
            """
            SELECT checkpoint_id, held_on::text, reviewed_by, goes_well, less_well, to_change, next_on::text FROM checkpoint
            WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY held_on DESC, checkpoint_id DESC
            """,
            new { transaction.PartnershipId, projectId }, cancel);
        return rows.ConvertAll(row => row.ToCheckpoint());
    }

    /// <summary>The day of the newest; empty when there is none.</summary>
    public static async Task<string> LastDayAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => await transaction.FindAsync<string>(
        "SELECT max(held_on)::text FROM checkpoint WHERE partnership_id = @PartnershipId AND project_id = @projectId", new { transaction.PartnershipId, projectId }, cancel) ?? "";

    private sealed record CheckpointRow(Guid CheckpointId, string HeldOn, string ReviewedBy, string GoesWell, string LessWell, string ToChange, string? NextOn)
    {
        public Checkpoint ToCheckpoint() => new()
        {
            CheckpointId = CheckpointId.ToString(),
            HeldOn = HeldOn,
            ReviewedBy = ReviewedBy,
            GoesWell = GoesWell,
            LessWell = LessWell,
            ToChange = ToChange,
            NextOn = NextOn ?? "",
        };
    }
}
