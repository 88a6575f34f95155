using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Governance;

/// <summary>Who answers for what, and the groups with their members and how far their terms are.</summary>
internal sealed class ReadGovernance(TenantDatabase database)
{
    public async Task<GetGovernanceResponse> HandleAsync(GetGovernanceRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var project = await ReadProjects.GetAsync(transaction, projectId, cancel);
        return new() { Accountable = await AccountableAsync(transaction, projectId, cancel), Groups = { await GroupsAsync(transaction, projectId, cancel) }, Etag = project.Etag };
    }

    /// <summary>Who is accountable; empty names when nobody is.</summary>
    public static async Task<Accountable> AccountableAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<AccountableRow>(
            "SELECT accountable_success, accountable_money, kept_up FROM governance WHERE partnership_id = @PartnershipId AND project_id = @projectId",
            new { transaction.PartnershipId, projectId }, cancel);
        return row is null ? new() : new() { Success = row.AccountableSuccess, Money = row.AccountableMoney, KeptUp = row.KeptUp };
    }

    /// <summary>Those that go on first.</summary>
    public static async Task<IReadOnlyList<GoverningGroup>> GroupsAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var groups = await GoverningGroupRow.ReadAsync(transaction, projectId, cancel);
        var members = (await MemberRow.ReadAsync(transaction, projectId, cancel)).ToLookup(member => member.GoverningGroupId);
        var terms = (await TermsRow.ReadHeadsAsync(transaction, projectId, cancel)).ToLookup(version => version.GoverningGroupId);
        var agreements = (await AgreementRow.ReadThatCountAsync(transaction, projectId, cancel)).ToLookup(agreement => agreement.TermsId);
        return groups.ConvertAll(row =>
        {
            var group = row.ToGroup();
            group.Members.AddRange(members[row.GoverningGroupId].Select(member => member.ToMember()));
            group.Terms.AddRange(terms[row.GoverningGroupId].Select(version => version.ToTerms(agreements[version.TermsId], withWords: false)));
            return group;
        });
    }

    private sealed record AccountableRow(string AccountableSuccess, string AccountableMoney, string KeptUp);
}
