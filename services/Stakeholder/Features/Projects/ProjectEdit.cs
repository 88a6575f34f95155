using System.Globalization;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Projects;

/// <summary>A project that somebody is about to change; locked, it stays as it is until the transaction ends.</summary>
internal sealed class ProjectEdit
{
    private const int MostOfAKind = 200;
    private readonly TenantTransaction _transaction;
    private readonly long _version;

    private ProjectEdit(TenantTransaction transaction, Guid projectId, LockedRow row)
    {
        _transaction = transaction;
        ProjectId = projectId;
        _version = row.Version;
        GroupsRound = row.GroupsRound;
    }

    public Guid ProjectId { get; }

    /// <summary>The round of naming groups that is going on.</summary>
    public int GroupsRound { get; }

    /// <summary>What every statement about the project needs.</summary>
    public object Key => new { _transaction.PartnershipId, ProjectId };

    /// <summary>
    /// Locks the project; NOT_FOUND when the partnership has no such project, FAILED_PRECONDITION when it is closed, unless the change is one that may come afterwards.
    /// </summary>
    public static async Task<ProjectEdit> BeginAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel, bool evenClosed = false)
    {
        var row = await transaction.FindAsync<LockedRow>(
            "SELECT version, groups_round, closed_on IS NOT NULL AS is_closed FROM project WHERE partnership_id = @PartnershipId AND project_id = @projectId FOR NO KEY UPDATE",
            new { transaction.PartnershipId, projectId }, cancel) ?? throw Problem.NotFound("project");
        if (row.IsClosed && !evenClosed)
            throw Problem.Of(StatusCode.FailedPrecondition, "PROJECT_CLOSED", "The project is closed. Open it again first, at its close-out.");
        return new(transaction, projectId, row);
    }

    /// <summary>ABORTED, with who changed what, when one of these parts is not as the caller saw it.</summary>
    public async Task RequireUnchangedAsync(string etag, string[] parts, CancellationToken cancel)
    {
        if (!long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) || seen < 1 || seen > _version)
            throw Problem.Invalid("etag", "Send the etag of the project as you saw it.");
        var since = await _transaction.QueryAsync<ChangeRow>(
            """
            SELECT changed_by, parts FROM project_change
            WHERE partnership_id = @PartnershipId AND project_id = @ProjectId AND version > @seen AND parts && @parts ORDER BY version
            """,
            new { _transaction.PartnershipId, ProjectId, seen, parts }, cancel);
        if (since.Count == 0)
            return;
        var told = string.Join("; ", since.GroupBy(change => change.ChangedBy)
            .Select(by => $"{by.Key} changed {string.Join(", ", ProjectPart.WordsOf(by.SelectMany(change => change.Parts)).Distinct())}"));
        throw Problem.Of(StatusCode.Aborted, "CHANGED_MEANWHILE", $"{told}, since you opened this page. Look at it as it is now, then decide.", ("who", since[^1].ChangedBy));
    }

    /// <summary>RESOURCE_EXHAUSTED when the project has as many of these as there may be: everything about a project is read at once.</summary>
    public async Task RequireRoomAsync(string table, CancellationToken cancel, int most = MostOfAKind)
    {
        if (await _transaction.GetAsync<long>($"SELECT count(*) FROM {table} WHERE partnership_id = @PartnershipId AND project_id = @ProjectId", Key, cancel) >= most)
            throw Problem.Of(StatusCode.ResourceExhausted, "TOO_MANY", $"There can be {most} of these in a project. Put some of them together, or start another project.");
    }

    /// <summary>Notes who changed which parts; to be called once in a transaction.</summary>
    public Task RecordAsync(string[] parts, CancellationToken cancel) => _transaction.ExecuteAsync(
        """
        WITH changed AS (
          UPDATE project SET version = version + 1 WHERE partnership_id = @PartnershipId AND project_id = @ProjectId
          RETURNING partnership_id, project_id, version)
        INSERT INTO project_change (partnership_id, project_id, version, parts, changed_by_id, changed_by, changed_at)
        SELECT partnership_id, project_id, version, @parts, @PersonId, @DisplayName, @Now FROM changed
        """,
        new { _transaction.PartnershipId, ProjectId, parts, _transaction.Caller.PersonId, _transaction.Caller.DisplayName, _transaction.Now }, cancel);

    private sealed record LockedRow(long Version, int GroupsRound, bool IsClosed);

    // Set by name: the driver gives the type of an array only when it is read.
    private sealed record ChangeRow
    {
        public string ChangedBy { get; init; } = "";

        public string[] Parts { get; init; } = [];
    }
}
