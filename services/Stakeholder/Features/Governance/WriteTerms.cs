using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Governance;

/// <summary>A group's terms of reference: reads all versions, starts one, and changes a draft part by part.</summary>
internal sealed class WriteTerms(Commands commands, TenantDatabase database)
{
    // Only these are ever put into a statement.
    private static readonly Dictionary<TermsPart, string> _columns = new()
    {
        [TermsPart.Aims] = "aims",
        [TermsPart.Roles] = "roles",
        [TermsPart.Principles] = "principles",
        [TermsPart.Guidelines] = "guidelines",
        [TermsPart.Settling] = "settling",
        [TermsPart.Authority] = "authority",
        [TermsPart.Reward] = "reward",
        [TermsPart.Problems] = "problems",
    };

    public async Task<ListTermsResponse> HandleAsync(ListTermsRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.Id(request.GoverningGroupId, "governing_group_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var project = await ReadProjects.GetAsync(transaction, projectId, cancel);
        await GoverningGroupRow.GetAsync(transaction, projectId, groupId, cancel);
        var agreements = (await AgreementRow.ReadAllAsync(transaction, projectId, groupId, cancel)).ToLookup(agreement => agreement.TermsId);
        var versions = await TermsRow.ReadAsync(transaction, projectId, groupId, cancel);
        return new() { Terms = { versions.Select(terms => terms.ToTerms(agreements[terms.TermsId], withWords: true)) }, Etag = project.Etag };
    }

    public Task<StartTermsResponse> HandleAsync(StartTermsRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var groupId = Parse.Id(request.GoverningGroupId, "governing_group_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("terms", cancel);
            (await GoverningGroupRow.GetAsync(transaction, projectId, groupId, cancel)).RequireGoingOn();
            var last = (await TermsRow.ReadHeadsAsync(transaction, projectId, cancel)).Find(terms => terms.GoverningGroupId == groupId);
            if (last is { AgreedOn: null })
                throw Problem.Of(StatusCode.FailedPrecondition, "HAS_DRAFT", "There is a draft already. Change that one.");
            var termsId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO terms (partnership_id, terms_id, project_id, governing_group_id, version, started_on)
                VALUES (@PartnershipId, @termsId, @projectId, @groupId, @version, @startedOn::date);
                UPDATE terms SET (aims, roles, principles, guidelines, settle_by, quorum, settling, authority, reward, problems) =
                  (last.aims, last.roles, last.principles, last.guidelines, last.settle_by, last.quorum, last.settling, last.authority, last.reward, last.problems)
                FROM terms AS last WHERE terms.partnership_id = @PartnershipId AND terms.terms_id = @termsId AND last.partnership_id = @PartnershipId AND last.terms_id = @lastId
                """,
                new
                {
                    transaction.PartnershipId,
                    termsId,
                    projectId,
                    groupId,
                    version = (last?.Version ?? 0) + 1,
                    startedOn = Days.Today(transaction),
                    lastId = last?.TermsId,
                }, cancel);
            await project.RecordAsync([ProjectPart.Terms], cancel);
            await transaction.AuditAsync("terms.start", "governing-group", groupId, $"version {(last?.Version ?? 0) + 1}", cancel);
            return new StartTermsResponse { TermsId = termsId.ToString() };
        }, cancel);
    }

    public Task<EditTermsResponse> HandleAsync(EditTermsRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var termsId = Parse.Id(request.TermsId, "terms_id");
        var part = Parse.Choice(request.Part, "part", "Choose which part it is.");
        var words = Parse.OptionalLines(request.Words, "words", 4000);
        var (settleBy, quorum) = part == TermsPart.Settling ? Settled(request) : (null, null);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            var terms = await TermsRow.GetAsync(transaction, projectId, termsId, cancel);
            if (terms.AgreedOn is not null)
                throw Problem.Of(StatusCode.FailedPrecondition, "TERMS_AGREED", "Everybody has agreed to this version, so it stays as it is. Start a new version.");
            var changed = ProjectPart.Of(ProjectPart.Of(ProjectPart.Terms, termsId), part);
            await project.RequireUnchangedAsync(request.Etag, [changed], cancel);
            await transaction.ExecuteAsync(
                $"""
                UPDATE terms SET {_columns[part]} = @words, settle_by = coalesce(@settleBy, settle_by), quorum = coalesce(@quorum, quorum)
                WHERE partnership_id = @PartnershipId AND project_id = @projectId AND terms_id = @termsId;
                UPDATE terms_agreement SET void_since = @Now WHERE partnership_id = @PartnershipId AND terms_id = @termsId AND void_since IS NULL
                """,
                new { transaction.PartnershipId, projectId, termsId, words, settleBy, quorum, transaction.Now }, cancel);
            await project.RecordAsync([ProjectPart.Terms, ProjectPart.Of(ProjectPart.Terms, termsId), changed], cancel);
            await transaction.AuditAsync("terms.edit", "governing-group", terms.GoverningGroupId, $"version {terms.Version}: {part}", cancel);
            return new EditTermsResponse();
        }, cancel);
    }

    private static (short? SettleBy, int? Quorum) Settled(EditTermsRequest request)
    {
        var by = Parse.Choice(request.SettleBy, "settle_by", "Choose how disagreements are settled.");
        if (by != SettleBy.Majority)
            return ((short)by, 0);
        return request.Quorum is >= 1 and <= 100
            ? ((short)by, request.Quorum)
            : throw Problem.Invalid("quorum", "Say how many in a hundred of the members have to be there, from 1 to 100.");
    }
}
