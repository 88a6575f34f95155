using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.Flags;

/// <summary>All flags of one project, with what they rest on and what people decided about them.</summary>
internal static class ReadFlags
{
    private const int MostOverrides = 200;

    public static async Task<IEnumerable<Flag>> ReadAsync(TenantTransaction transaction, ProjectFacts facts, CancellationToken cancel)
    {
        var overrides = (await transaction.QueryAsync<OverrideRow>(
            $"""
            SELECT flag, decision, evidence, reason, decided_by, decided_at FROM flag_override
            WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY override_id DESC LIMIT {MostOverrides}
            """,
            new { transaction.PartnershipId, projectId = Guid.Parse(facts.Project.ProjectId) }, cancel)).ToLookup(row => row.Flag);
        return FlagRules.All.Select(rule => FlagOf(rule, facts, [.. overrides[rule.Id]]));
    }

    private static Flag FlagOf(FlagRule rule, ProjectFacts facts, List<OverrideRow> overrides)
    {
        var evidence = rule.Evidence(facts) ?? "";
        var newest = overrides.FirstOrDefault();
        var putUp = newest is { Decision: (short)FlagDecision.PutUp };
        // Set aside for what was known then: when that has changed, somebody has to look again.
        var setAside = newest is { Decision: (short)FlagDecision.SetAside } && newest.Evidence == evidence;
        return new()
        {
            FlagId = rule.Id,
            Colour = rule.Colour,
            Step = rule.Step,
            Words = rule.Words,
            Evidence = evidence,
            IsUp = putUp || evidence.Length > 0 && !setAside,
            OverrideHolds = putUp || setAside,
            Overrides = { overrides.Select(row => row.ToOverride()) },
        };
    }

    private sealed record OverrideRow(string Flag, short Decision, string Evidence, string Reason, string DecidedBy, DateTime DecidedAt)
    {
        public FlagOverride ToOverride() => new() { Decision = (FlagDecision)Decision, Reason = Reason, By = DecidedBy, At = Timestamp.FromDateTime(DecidedAt) };
    }
}
