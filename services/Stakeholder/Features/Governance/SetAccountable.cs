using CoProduction.Shared.Access;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Governance;

/// <summary>Says who answers for the project's success and for its money.</summary>
internal sealed class SetAccountable(Commands commands)
{
    public Task<SetAccountableResponse> HandleAsync(SetAccountableRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var wanted = request.Accountable ?? new();
        var success = Parse.OptionalText(wanted.Success, "success", 200);
        var money = Parse.OptionalText(wanted.Money, "money", 200);
        var keptUp = Parse.OptionalLines(wanted.KeptUp, "kept_up", 2000);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Accountable], cancel);
            await transaction.ExecuteAsync(
                """
                INSERT INTO governance (partnership_id, project_id, accountable_success, accountable_money, kept_up)
                VALUES (@PartnershipId, @projectId, @success, @money, @keptUp)
                ON CONFLICT (partnership_id, project_id) DO UPDATE
                SET accountable_success = excluded.accountable_success, accountable_money = excluded.accountable_money, kept_up = excluded.kept_up
                """,
                new { transaction.PartnershipId, projectId, success, money, keptUp }, cancel);
            await project.RecordAsync([ProjectPart.Accountable], cancel);
            await transaction.AuditAsync("governance.accountable", "project", projectId, "", cancel);
            return new SetAccountableResponse();
        }, cancel);
    }
}
