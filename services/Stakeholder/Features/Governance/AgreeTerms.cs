using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Governance;

/// <summary>Records one yes after the other; with the last of them, a draft is in force.</summary>
internal sealed class AgreeTerms(Commands commands)
{
    public Task<AgreeTermsResponse> HandleAsync(AgreeTermsRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var termsId = Parse.Id(request.TermsId, "terms_id");
        var memberId = Parse.OptionalId(request.MemberId, "member_id");
        var how = Parse.Text(request.How, "how", 300, "Say how they told you, such as: at the meeting.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            var terms = await RequireToBeAgreedAsync(transaction, projectId, termsId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Of(ProjectPart.Terms, termsId)], cancel);
            var name = await NameAsync(transaction, projectId, terms.GoverningGroupId, memberId, cancel);
            if (memberId is null)
                await VoidEarlierAccountableAsync(transaction, termsId, name, cancel);
            if (await transaction.ExecuteAsync(
                """
                INSERT INTO terms_agreement (partnership_id, agreement_id, project_id, terms_id, member_id, name, how, agreed_on, recorded_by_id, recorded_by)
                VALUES (@PartnershipId, @agreementId, @projectId, @termsId, @memberId, @name, @how, @agreedOn::date, @PersonId, @DisplayName)
                ON CONFLICT DO NOTHING
                """,
                new
                {
                    transaction.PartnershipId,
                    agreementId = transaction.NewId(),
                    projectId,
                    termsId,
                    memberId,
                    name,
                    how,
                    agreedOn = Days.PastOrToday(transaction, request.AgreedOn, "agreed_on"),
                    caller.PersonId,
                    caller.DisplayName,
                }, cancel) == 0)
                throw Problem.Of(StatusCode.FailedPrecondition, "AGREED_ALREADY", "They have agreed already.");
            var inForce = terms.AgreedOn is not null || await SettleAsync(transaction, projectId, terms, cancel);
            await project.RecordAsync([ProjectPart.Agreements], cancel);
            await transaction.AuditAsync("terms.agree", "governing-group", terms.GoverningGroupId, $"version {terms.Version}, {(memberId is null ? "accountable person" : "member")}", cancel);
            return new AgreeTermsResponse { InForce = inForce };
        }, cancel);
    }

    /// <summary>Puts a draft in force when every member and the accountable person have agreed to it; whether they have.</summary>
    public static async Task<bool> SettleAsync(TenantTransaction transaction, Guid projectId, TermsRow draft, CancellationToken cancel)
    {
        var accountable = await ReadGovernance.AccountableAsync(transaction, projectId, cancel);
        var members = (await MemberRow.ReadAsync(transaction, projectId, cancel)).Where(member => member.GoverningGroupId == draft.GoverningGroupId && member.LeftOn is null).ToList();
        var yes = (await AgreementRow.ReadThatCountAsync(transaction, projectId, cancel)).Where(agreement => agreement.TermsId == draft.TermsId).ToList();
        if (members.Count == 0 || !members.TrueForAll(member => yes.Exists(one => one.MemberId == member.MemberId))
            || !yes.Exists(one => one.MemberId is null && one.Name == accountable.Success))
            return false;
        await transaction.ExecuteAsync(
            "UPDATE terms SET agreed_on = @agreedOn::date WHERE partnership_id = @PartnershipId AND terms_id = @TermsId",
            new { transaction.PartnershipId, draft.TermsId, agreedOn = Days.Today(transaction) }, cancel);
        return true;
    }

    private static async Task<TermsRow> RequireToBeAgreedAsync(TenantTransaction transaction, Guid projectId, Guid termsId, CancellationToken cancel)
    {
        var terms = await TermsRow.GetAsync(transaction, projectId, termsId, cancel);
        var all = (await TermsRow.ReadHeadsAsync(transaction, projectId, cancel)).Where(other => other.GoverningGroupId == terms.GoverningGroupId);
        // Whoever joins while a next draft is being written agrees to what is in force.
        if (terms.AgreedOn is not null && all.First(other => other.AgreedOn is not null).TermsId != termsId)
            throw Problem.Of(StatusCode.FailedPrecondition, "NOT_NEWEST", "There is a newer version. Agree to that one.");
        if (terms.IsBlank)
            throw Problem.Of(StatusCode.FailedPrecondition, "NOTHING_WRITTEN", "Nothing is written in this version yet.");
        return terms;
    }

    private static async Task<string> NameAsync(TenantTransaction transaction, Guid projectId, Guid groupId, Guid? memberId, CancellationToken cancel)
    {
        if (memberId is null)
            return (await ReadGovernance.AccountableAsync(transaction, projectId, cancel)).Success is { Length: > 0 } name
                ? name
                : throw Problem.Of(StatusCode.FailedPrecondition, "NOBODY_ACCOUNTABLE", "Nobody is named as accountable for success. Say first who is.");
        var member = (await MemberRow.ReadAsync(transaction, projectId, cancel)).Find(member => member.MemberId == memberId && member.GoverningGroupId == groupId)
            ?? throw Problem.NotFound("member");
        return member.LeftOn is null ? member.Name : throw Problem.Of(StatusCode.FailedPrecondition, "MEMBER_LEFT", "They have left the group.");
    }

    // Somebody else is accountable now: what the one before had agreed to is asked of them.
    private static Task VoidEarlierAccountableAsync(TenantTransaction transaction, Guid termsId, string name, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        UPDATE terms_agreement SET void_since = @Now
        WHERE partnership_id = @PartnershipId AND terms_id = @termsId AND member_id IS NULL AND name <> @name AND void_since IS NULL
        """,
        new { transaction.PartnershipId, termsId, name, transaction.Now }, cancel);
}
