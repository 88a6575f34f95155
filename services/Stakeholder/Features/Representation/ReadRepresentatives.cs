using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Population;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Representation;

/// <summary>Who speaks for groups, by project and by person.</summary>
internal sealed class ReadRepresentatives(TenantDatabase database, CountingOptions options)
{
    public async Task<ListRepresentativesResponse> HandleAsync(ListRepresentativesRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.OptionalId(request.GroupId, "group_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var project = await ReadProjects.GetAsync(transaction, projectId, cancel);
        var all = await WithStagesAsync(transaction, await RepresentationRow.ReadAsync(transaction, projectId, groupId, cancel), cancel);
        await transaction.AuditAsync("representation.list", "project", projectId, $"{all.Count} representatives", cancel);
        await transaction.CommitAsync(cancel);
        return new()
        {
            Representatives = { caller.MayIn(projectId, "representative.write") ? all : all.Where(one => one.UntilOn.Length == 0).Select(ToOthers) },
            Etag = project.Etag,
        };
    }

    public async Task<ListRepresentationsResponse> HandleAsync(ListRepresentationsRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var whose = await Whose.MayReadAsync(transaction, request.PersonId, "person.read", cancel);
        var all = await WithStagesAsync(transaction, await RepresentationRow.OfPersonAsync(transaction, whose.PersonId, cancel), cancel);
        var wish = await CountingWish.ReadAsync(transaction, whose.PersonId, options, cancel);
        if (!whose.IsOwn)
            await transaction.AuditAsync("representation.read", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
        await transaction.CommitAsync(cancel);
        return new()
        {
            Representations = { all },
            Counted = wish.Counted,
            CountedChangedOn = wish.ChangedOn,
            CountedChangeableOn = wish.ChangeableOn,
            CountedWrittenBy = wish.WrittenBy,
            CountedBecause = wish.Because,
        };
    }

    // Whoever takes part in the project sees whom to talk to, and no more of them.
    private static Representative ToOthers(Representative one) => new()
    {
        RepresentationId = one.RepresentationId,
        ProjectId = one.ProjectId,
        ProjectName = one.ProjectName,
        GroupId = one.GroupId,
        GroupName = one.GroupName,
        DisplayName = one.DisplayName,
        Stages = { one.Stages },
        FromOn = one.FromOn,
    };

    private static async Task<List<Representative>> WithStagesAsync(TenantTransaction transaction, List<RepresentationRow> rows, CancellationToken cancel)
    {
        var stages = (await transaction.QueryAsync<StageRow>(
            """
            SELECT representation_id, stage, engaged_on::text, ended_on::text FROM representation_stage
            WHERE partnership_id = @PartnershipId AND representation_id = ANY(@ids) ORDER BY engaged_on, stage
            """,
            new { transaction.PartnershipId, ids = rows.ConvertAll(row => row.RepresentationId) }, cancel)).ToLookup(stage => stage.RepresentationId);
        return rows.ConvertAll(row => row.ToRepresentative(stages[row.RepresentationId].Select(stage => stage.ToPeriod())));
    }

    private sealed record StageRow(Guid RepresentationId, short Stage, string EngagedOn, string? EndedOn)
    {
        public StagePeriod ToPeriod() => new() { Stage = (ProjectStep)Stage, EngagedOn = EngagedOn, EndedOn = EndedOn ?? "" };
    }
}
