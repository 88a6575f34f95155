using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.Governance;

/// <summary>A version of a group's terms as it is kept.</summary>
internal sealed record TermsRow(
    Guid TermsId, Guid GoverningGroupId, int Version, string Aims, string Roles, string Principles, string Guidelines, short SettleBy, int Quorum, string Settling,
    string Authority, string Reward, string Problems, string StartedOn, string? AgreedOn)
{
    private const string Columns = """
        terms_id, governing_group_id, version, aims, roles, principles, guidelines, settle_by, quorum, settling, authority, reward, problems, started_on::text, agreed_on::text
        """;

    // The words of a project's versions come to megabytes.
    private const string WithoutWords = """
        terms_id, governing_group_id, version, '' AS aims, '' AS roles, '' AS principles, '' AS guidelines, settle_by, quorum, '' AS settling, '' AS authority, '' AS reward,
        '' AS problems, started_on::text, agreed_on::text
        """;

    /// <summary>All of a project without their words, each group's newest first.</summary>
    public static Task<List<TermsRow>> ReadHeadsAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.QueryAsync<TermsRow>(
        $"SELECT {WithoutWords} FROM terms WHERE partnership_id = @PartnershipId AND project_id = @projectId ORDER BY version DESC",
        new { transaction.PartnershipId, projectId }, cancel);

    /// <summary>All of a group, the newest first.</summary>
    public static Task<List<TermsRow>> ReadAsync(TenantTransaction transaction, Guid projectId, Guid groupId, CancellationToken cancel) => transaction.QueryAsync<TermsRow>(
        $"SELECT {Columns} FROM terms WHERE partnership_id = @PartnershipId AND project_id = @projectId AND governing_group_id = @groupId ORDER BY version DESC",
        new { transaction.PartnershipId, projectId, groupId }, cancel);

    /// <summary>NOT_FOUND when the project has no such version.</summary>
    public static async Task<TermsRow> GetAsync(TenantTransaction transaction, Guid projectId, Guid termsId, CancellationToken cancel) => await transaction.FindAsync<TermsRow>(
        $"SELECT {Columns} FROM terms WHERE partnership_id = @PartnershipId AND project_id = @projectId AND terms_id = @termsId",
        new { transaction.PartnershipId, projectId, termsId }, cancel) ?? throw Problem.NotFound("version");

    public bool IsBlank => SettleBy == 0 && (Aims + Roles + Principles + Guidelines + Settling + Authority + Reward + Problems).Length == 0;

    public Terms ToTerms(IEnumerable<AgreementRow> agreements, bool withWords) => new()
    {
        TermsId = TermsId.ToString(),
        Version = Version,
        StartedOn = StartedOn,
        AgreedOn = AgreedOn ?? "",
        SettleBy = (SettleBy)SettleBy,
        Agreements = { agreements.Select(agreement => agreement.ToAgreement()) },
        Words = !withWords ? null : new()
        {
            Aims = Aims,
            Roles = Roles,
            Principles = Principles,
            Guidelines = Guidelines,
            SettleBy = (SettleBy)SettleBy,
            Quorum = Quorum,
            Settling = Settling,
            Authority = Authority,
            Reward = Reward,
            Problems = Problems,
        },
    };
}

/// <summary>Somebody's yes to a version as it is kept.</summary>
internal sealed record AgreementRow(Guid TermsId, Guid? MemberId, string Name, string How, string AgreedOn, string RecordedBy, DateTime? VoidSince)
{
    private const string Select = "SELECT terms_id, member_id, name, how, agreed_on::text, recorded_by, void_since FROM terms_agreement WHERE partnership_id = @PartnershipId AND project_id = @projectId";

    /// <summary>Those to words that have not changed since.</summary>
    public static Task<List<AgreementRow>> ReadThatCountAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.QueryAsync<AgreementRow>(
        $"{Select} AND void_since IS NULL ORDER BY agreement_id", new { transaction.PartnershipId, projectId }, cancel);

    /// <summary>The newest 2,000, oldest first: those that count no more as well.</summary>
    public static Task<List<AgreementRow>> ReadAllAsync(TenantTransaction transaction, Guid projectId, Guid groupId, CancellationToken cancel) => transaction.QueryAsync<AgreementRow>(
        """
        SELECT terms_id, member_id, name, how, agreed_on, recorded_by, void_since FROM (
          SELECT agreement_id, terms_id, member_id, name, how, agreed_on::text, recorded_by, void_since FROM terms_agreement
          WHERE partnership_id = @PartnershipId AND project_id = @projectId
            AND terms_id IN (SELECT terms_id FROM terms WHERE partnership_id = @PartnershipId AND governing_group_id = @groupId)
          ORDER BY agreement_id DESC LIMIT 2000) AS newest
        ORDER BY agreement_id
        """,
        new { transaction.PartnershipId, projectId, groupId }, cancel);

    public TermsAgreement ToAgreement() => new()
    {
        MemberId = MemberId?.ToString() ?? "",
        Name = Name,
        How = How,
        AgreedOn = AgreedOn,
        RecordedBy = RecordedBy,
        VoidSince = VoidSince is { } since ? Timestamp.FromDateTime(since) : null,
    };
}
