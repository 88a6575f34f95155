using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.AffectedGroups;
using CoProduction.Stakeholder.Features.Governance;
using CoProduction.Stakeholder.Features.Learning;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.Features.Readiness;
using CoProduction.Stakeholder.Features.Voice;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Overview;

/// <summary>What is recorded of one project, as far as flags and steps rest on it. Read once for all of them.</summary>
internal sealed record ProjectFacts(
    Project Project, IReadOnlyList<ReadinessQuestion> Questions, V1.Readiness? Readiness, IReadOnlyList<Outcome> Outcomes, IReadOnlyList<CategoryGroups> Categories,
    IReadOnlyList<Verification> Verifications, VerificationState VerificationState, Accountable Accountable, IReadOnlyList<GoverningGroup> GoverningGroups,
    DeliveryFacts Delivery, VoiceFacts Voice, RepresentFacts Represent, EngagementFacts Engagement, LearningFacts Learning)
{
    /// <summary>Groups that are affected now.</summary>
    public IEnumerable<AffectedGroup> Groups => Categories.SelectMany(category => category.Groups).Where(group => group.EndedOn.Length == 0);

    /// <summary>Categories in which no group is named, without anybody having said that there is none.</summary>
    public IEnumerable<CategoryGroups> NotConsidered =>
        Categories.Where(category => category.NobodyBecause.Length == 0 && category.Groups.All(group => group.EndedOn.Length > 0));

    /// <summary>Outcomes that hold.</summary>
    public IReadOnlyList<Outcome> Hopes => [.. Outcomes.Where(outcome => outcome.EndedOn.Length == 0)];

    /// <summary>NOT_FOUND when the partnership has no such project.</summary>
    public static async Task<ProjectFacts> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var project = await ReadProjects.GetAsync(transaction, projectId, cancel);
        var (questions, readiness) = await AnswerReadiness.ReadAsync(transaction, projectId, cancel);
        var outcomes = await Features.Outcomes.Outcomes.ReadAsync(transaction, projectId, cancel);
        var categories = await ReadCategories.ReadAsync(transaction, projectId, cancel);
        var (verifications, state) = await VerifyGroups.ReadAsync(transaction, projectId, cancel);
        var accountable = await ReadGovernance.AccountableAsync(transaction, projectId, cancel);
        var governing = await ReadGovernance.GroupsAsync(transaction, projectId, cancel);
        return new(project, questions, readiness, outcomes, categories, verifications, state, accountable, governing,
            await DeliveryFacts.ReadAsync(transaction, projectId, cancel), await VoiceFacts.ReadAsync(transaction, projectId, cancel),
            await RepresentFacts.ReadAsync(transaction, projectId, cancel), await EngagementFacts.ReadAsync(transaction, projectId, cancel),
            await LearningFacts.ReadAsync(transaction, projectId, cancel));
    }
}
