using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.AffectedGroups;

/// <summary>Somebody else's look whether a group is missing.</summary>
internal sealed class VerifyGroups(Commands commands)
{
    public Task<VerifyGroupsResponse> HandleAsync(VerifyGroupsRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var complete = request.Complete switch
        {
            YesNo.Yes => true,
            YesNo.No => false,
            _ => throw Problem.Invalid("complete", "Say whether all groups are there, or some are missing."),
        };
        var missing = complete ? "" : Parse.Lines(request.Missing, "missing", 1000, "Say which groups are missing.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Groups], cancel);
            await RequireSomebodyElseAsync(transaction, projectId, cancel);
            var verificationId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO verification (partnership_id, verification_id, project_id, complete, missing, verified_by_id, verified_by, verified_at)
                VALUES (@PartnershipId, @verificationId, @projectId, @complete, @missing, @PersonId, @DisplayName, @Now);
                UPDATE project SET groups_round = groups_round + 1 WHERE partnership_id = @PartnershipId AND project_id = @projectId AND @complete
                """,
                new { transaction.PartnershipId, verificationId, projectId, complete, missing, caller.PersonId, caller.DisplayName, transaction.Now }, cancel);
            await project.RecordAsync([ProjectPart.Verification], cancel);
            await transaction.AuditAsync("group.verify", "project", projectId, complete ? "complete" : "groups missing", cancel);
            return new VerifyGroupsResponse();
        }, cancel);
    }

    /// <summary>The newest first, and where they leave the project.</summary>
    public static async Task<(List<Verification> Verifications, VerificationState State)> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<VerificationRow>(
            """
            SELECT complete, missing, verified_by, verified_at, reopened_at FROM verification
            WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY verification_id DESC LIMIT 20
            """,
            new { transaction.PartnershipId, projectId }, cancel);
        return (rows.ConvertAll(row => row.ToVerification()), rows.FirstOrDefault() switch
        {
            null => VerificationState.NotDone,
            { Complete: false } => VerificationState.Missing,
            { ReopenedAt: null } => VerificationState.Complete,
            _ => VerificationState.Reopened,
        });
    }

    // Of the newest round: what is older was found complete by somebody else.
    private static async Task RequireSomebodyElseAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var authors = await transaction.QueryAsync<Guid>(
            """
            SELECT DISTINCT named_by_id FROM affected_group
            WHERE partnership_id = @PartnershipId AND project_id = @projectId AND ended_on IS NULL AND round =
              (SELECT max(round) FROM affected_group WHERE partnership_id = @PartnershipId AND project_id = @projectId AND ended_on IS NULL)
            """,
            new { transaction.PartnershipId, projectId }, cancel);
        if (authors.Count == 0)
            throw Problem.Of(StatusCode.FailedPrecondition, "NO_GROUPS", "No group is named yet. Name the groups first.");
        if (authors.Contains(transaction.Caller.PersonId))
            throw Problem.Of(StatusCode.FailedPrecondition, "OWN_GROUPS", "You named one of these groups yourself. Ask somebody else to look whether anybody is missing.");
    }

    private sealed record VerificationRow(bool Complete, string Missing, string VerifiedBy, DateTime VerifiedAt, DateTime? ReopenedAt)
    {
        public Verification ToVerification() => new()
        {
            Complete = Complete,
            Missing = Missing,
            VerifiedBy = VerifiedBy,
            VerifiedAt = Timestamp.FromDateTime(VerifiedAt),
            ReopenedAt = ReopenedAt is { } at ? Timestamp.FromDateTime(at) : null,
        };
    }
}
