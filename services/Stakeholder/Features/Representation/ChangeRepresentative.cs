using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Representation;

/// <summary>Says at which steps somebody is engaged, and that they speak for a group no longer.</summary>
internal sealed class ChangeRepresentative(Commands commands)
{
    public Task<SetStagesResponse> HandleAsync(SetStagesRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var representationId = Parse.Id(request.RepresentationId, "representation_id");
        var stages = Stages.Wanted(request.Stages);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var (project, row) = await BeginAsync(transaction, projectId, representationId, request.Etag, cancel);
            await Stages.SetAsync(transaction, representationId, stages, Days.Today(transaction), cancel);
            await RecordAsync(transaction, project, row, "representation.stages", cancel);
            return new SetStagesResponse();
        }, cancel);
    }

    public Task<EndRepresentativeResponse> HandleAsync(EndRepresentativeRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var representationId = Parse.Id(request.RepresentationId, "representation_id");
        var because = Parse.Lines(request.Because, "because", 300, "Say why they do not speak for the group any more.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var untilOn = Days.PastOrToday(transaction, request.UntilOn, "until_on");
            var (project, row) = await BeginAsync(transaction, projectId, representationId, request.Etag, cancel);
            if (string.CompareOrdinal(untilOn, row.FromOn) < 0)
                throw Problem.Invalid("until_on", $"They have spoken for the group since {Days.InWords(row.FromOn)}. Give a day after that.");
            await transaction.ExecuteAsync(
                """
                UPDATE representation SET until_on = @untilOn::date, until_because = @because
                WHERE partnership_id = @PartnershipId AND representation_id = @representationId
                """,
                new { transaction.PartnershipId, representationId, untilOn, because }, cancel);
            await Stages.SetAsync(transaction, representationId, [], untilOn, cancel);
            await RecordAsync(transaction, project, row, "representation.end", cancel);
            return new EndRepresentativeResponse();
        }, cancel);
    }

    /// <summary>A group has ended: nobody speaks for it from this day.</summary>
    public static Task EndAllAsync(TenantTransaction transaction, Guid groupId, string today, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        WITH ended AS (
          UPDATE representation SET until_on = greatest(from_on, @today::date), until_because = 'The group is not affected any more.'
          WHERE partnership_id = @PartnershipId AND group_id = @groupId AND until_on IS NULL
          RETURNING representation_id)
        UPDATE representation_stage SET ended_on = greatest(engaged_on, @today::date)
        WHERE partnership_id = @PartnershipId AND representation_id IN (SELECT representation_id FROM ended) AND ended_on IS NULL
        """,
        new { transaction.PartnershipId, groupId, today }, cancel);

    private static async Task<(ProjectEdit Project, RepresentationRow Row)> BeginAsync(
        TenantTransaction transaction, Guid projectId, Guid representationId, string etag, CancellationToken cancel)
    {
        var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
        await project.RequireUnchangedAsync(etag, [ProjectPart.Of(ProjectPart.Representatives, representationId)], cancel);
        return (project, await RepresentationRow.GetOpenAsync(transaction, projectId, representationId, cancel));
    }

    private static async Task RecordAsync(TenantTransaction transaction, ProjectEdit project, RepresentationRow row, string action, CancellationToken cancel)
    {
        await project.RecordAsync([ProjectPart.Representatives, ProjectPart.Of(ProjectPart.Representatives, row.RepresentationId)], cancel);
        await transaction.AuditAsync(action, "group", row.GroupId, "", cancel, forPersonId: row.PersonId);
    }
}
