using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.CloseOut;

/// <summary>A joint review as it is stored, and the signatures under the words that it has now.</summary>
internal sealed record CloseOutRow(
    Guid CloseOutId, int Version, string WentWell, string LessWell, string DoBetter, string WrittenBy, DateTime WrittenAt, string? ClosedOn, string? ReopenedOn, string ReopenedBy,
    string ReopenedBecause)
{
    /// <summary>The review of the project as it runs, or with which it was closed; null before it is written.</summary>
    public static async Task<CloseOutRow?> CurrentAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) =>
        (await ReadAsync(transaction, projectId, "reopened_on IS NULL", cancel)).SingleOrDefault();

    /// <summary>The same; FAILED_PRECONDITION before it is written.</summary>
    public static async Task<CloseOutRow> RequireAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) =>
        await CurrentAsync(transaction, projectId, cancel) ?? throw Problem.Of(StatusCode.FailedPrecondition, "NO_REVIEW", "The review is not written yet. Write it together first.");

    /// <summary>Those of which the project was opened again, the newest first.</summary>
    public static Task<List<CloseOutRow>> EarlierAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) =>
        ReadAsync(transaction, projectId, "reopened_on IS NOT NULL", cancel);

    /// <summary>Those that count: each side's newest under these words.</summary>
    public static Task<List<SignatureRow>> SignaturesAsync(TenantTransaction transaction, IEnumerable<CloseOutRow> reviews, CancellationToken cancel) => transaction.QueryAsync<SignatureRow>(
        """
        SELECT DISTINCT ON (s.close_out_id, s.side) s.close_out_id, s.side, s.verdict, s.signed_by, s.words, s.recorded_by_id, s.recorded_by, s.signed_at
        FROM close_out_signature s JOIN close_out c ON c.partnership_id = s.partnership_id AND c.close_out_id = s.close_out_id AND c.version = s.version
        WHERE s.partnership_id = @PartnershipId AND s.close_out_id = ANY(@ids) ORDER BY s.close_out_id, s.side, s.signature_id DESC
        """,
        new { transaction.PartnershipId, ids = reviews.Select(review => review.CloseOutId).ToArray() }, cancel);

    public V1.CloseOut ToCloseOut(IEnumerable<SignatureRow> signatures) => new()
    {
        CloseOutId = CloseOutId.ToString(),
        WentWell = WentWell,
        LessWell = LessWell,
        DoBetter = DoBetter,
        WrittenBy = WrittenBy,
        WrittenAt = Timestamp.FromDateTime(WrittenAt),
        Signatures = { signatures.Where(signature => signature.CloseOutId == CloseOutId).Select(signature => signature.ToSignature()) },
        ClosedOn = ClosedOn ?? "",
        ReopenedOn = ReopenedOn ?? "",
        ReopenedBy = ReopenedBy,
        ReopenedBecause = ReopenedBecause,
    };

    private static Task<List<CloseOutRow>> ReadAsync(TenantTransaction transaction, Guid projectId, string which, CancellationToken cancel) => transaction.QueryAsync<CloseOutRow>(
        $"""
        SELECT close_out_id, version, went_well, less_well, do_better, written_by, written_at, closed_on::text, reopened_on::text, reopened_by, reopened_because FROM close_out
        WHERE partnership_id = @PartnershipId AND project_id = @projectId AND {which} ORDER BY close_out_id DESC LIMIT 20
        """,
        new { transaction.PartnershipId, projectId }, cancel);

    internal sealed record SignatureRow(
        Guid CloseOutId, short Side, short Verdict, string SignedBy, string Words, Guid RecordedById, string RecordedBy, DateTime SignedAt)
    {
        public Signature ToSignature() => new()
        {
            Side = (CloseOutSide)Side,
            Verdict = (Verdict)Verdict,
            SignedBy = SignedBy,
            Words = Words,
            RecordedBy = RecordedBy,
            SignedAt = Timestamp.FromDateTime(SignedAt),
        };
    }
}
