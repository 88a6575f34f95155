using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Flags;

/// <summary>Somebody's decision about a flag, with the reason and what the flag rested on then.</summary>
internal sealed class OverrideFlag(Commands commands)
{
    public Task<OverrideFlagResponse> HandleAsync(OverrideFlagRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var rule = FlagRules.All.FirstOrDefault(rule => rule.Id == request.FlagId) ?? throw Problem.Invalid("flag_id", "There is no such flag.");
        var decision = (short)Parse.Choice(request.Decision, "decision", "Choose what is to happen with it.");
        var reason = Parse.Lines(request.Reason, "reason", 1000, "Give the reason. Everybody who sees the project sees it.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel, evenClosed: true);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Of(ProjectPart.Flags, rule.Id)], cancel);
            var evidence = rule.Evidence(await ProjectFacts.ReadAsync(transaction, projectId, cancel)) ?? "";
            await transaction.ExecuteAsync(
                """
                INSERT INTO flag_override (partnership_id, override_id, project_id, flag, decision, evidence, reason, decided_by_id, decided_by, decided_at)
                VALUES (@PartnershipId, @overrideId, @projectId, @flag, @decision, @evidence, @reason, @PersonId, @DisplayName, @Now)
                """,
                new
                {
                    transaction.PartnershipId,
                    overrideId = transaction.NewId(),
                    projectId,
                    flag = rule.Id,
                    decision,
                    evidence,
                    reason,
                    caller.PersonId,
                    caller.DisplayName,
                    transaction.Now,
                }, cancel);
            await project.RecordAsync([ProjectPart.Flags, ProjectPart.Of(ProjectPart.Flags, rule.Id)], cancel);
            await transaction.AuditAsync("flag.decide", "project", projectId, $"{rule.Id}: {request.Decision}", cancel);
            return new OverrideFlagResponse();
        }, cancel);
    }
}
