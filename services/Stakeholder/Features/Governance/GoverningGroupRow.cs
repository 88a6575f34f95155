using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Governance;

/// <summary>A governing group as it is kept.</summary>
internal sealed record GoverningGroupRow(
    Guid GoverningGroupId, Guid? ParentId, short Kind, string Name, string Purpose, string Reporting, short LivedRole, int Seats, int LivedSeats, string? EndedOn,
    string EndedBecause)
{
    private const string Columns = "governing_group_id, parent_id, kind, name, purpose, reporting, lived_role, seats, lived_seats, ended_on::text, ended_because";

    public static Task<List<GoverningGroupRow>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.QueryAsync<GoverningGroupRow>(
        $"SELECT {Columns} FROM governing_group WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY ended_on IS NOT NULL, governing_group_id",
        new { transaction.PartnershipId, projectId }, cancel);

    /// <summary>NOT_FOUND when the project has no such group.</summary>
    public static async Task<GoverningGroupRow> GetAsync(TenantTransaction transaction, Guid projectId, Guid groupId, CancellationToken cancel) =>
        await transaction.FindAsync<GoverningGroupRow>(
            $"SELECT {Columns} FROM governing_group WHERE partnership_id = @PartnershipId AND project_id = @projectId AND governing_group_id = @groupId",
            new { transaction.PartnershipId, projectId, groupId }, cancel) ?? throw Problem.NotFound("group");

    public void RequireGoingOn()
    {
        if (EndedOn is not null)
            throw Problem.Of(StatusCode.FailedPrecondition, "GROUP_ENDED", "This group has ended.");
    }

    public GoverningGroup ToGroup() => new()
    {
        GoverningGroupId = GoverningGroupId.ToString(),
        Fields = new()
        {
            Kind = (GoverningGroupKind)Kind,
            Name = Name,
            Purpose = Purpose,
            ParentId = ParentId?.ToString() ?? "",
            Reporting = Reporting,
            LivedRole = (LivedRole)LivedRole,
            Seats = Seats,
            LivedSeats = LivedSeats,
        },
        EndedOn = EndedOn ?? "",
        EndedBecause = EndedBecause,
    };
}
