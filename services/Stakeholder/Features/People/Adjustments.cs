using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>What somebody needs so that they can take part: the adjustment, never the diagnosis.</summary>
internal sealed class Adjustments(TenantDatabase database, Commands commands)
{
    public async Task<ListAdjustmentsResponse> HandleAsync(ListAdjustmentsRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var whose = await Whose.MayReadAsync(transaction, request.PersonId, "person.contact", cancel);
        var rows = await transaction.QueryAsync<Row>(
            """
            SELECT a.adjustment_id, a.category, a.wording, coalesce(p.display_name, '') AS recorded_by, a.recorded_at, coalesce(a.review_on::text, '') AS review_on,
              coalesce(a.review_on <= @today::date, false) AS review_due
            FROM adjustment a
            LEFT JOIN person p ON p.partnership_id = a.partnership_id AND p.person_id = a.recorded_by_id
            LEFT JOIN person_choice c ON c.kind = 'adjustment' AND c.code = a.category
            WHERE a.partnership_id = @PartnershipId AND a.person_id = @PersonId ORDER BY c.place, a.recorded_at
            """,
            new { transaction.PartnershipId, whose.PersonId, today = transaction.Now }, cancel);
        if (!whose.IsOwn)
            await transaction.AuditAsync("adjustment.read", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
        await transaction.CommitAsync(cancel);
        return new() { Adjustments = { rows.ConvertAll(row => row.ToAdjustment()) } };
    }

    public Task<RecordAdjustmentResponse> HandleAsync(RecordAdjustmentRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var personId = (await Whose.MayWriteAsync(transaction, request.PersonId, "person.contact", cancel)).PersonId;
            var known = await Choices.KnownAsync(transaction, "adjustment", [request.Category], "category", cancel);
            var wording = Parse.Lines(request.Wording, "wording", 500, "Say what would help, such as: large print, or a ground-floor room.");
            if (request.ReviewInMonths is < 0 or > 60)
                throw Problem.Invalid("review_in_months", "Choose from 0 to 60 months.");
            var adjustmentId = Parse.OptionalId(request.AdjustmentId, "adjustment_id");
            var values = new
            {
                transaction.PartnershipId,
                personId,
                id = adjustmentId ?? transaction.NewId(),
                category = known[0],
                wording,
                by = caller.PersonId,
                transaction.Now,
                review = request.ReviewInMonths == 0 ? (DateTime?)null : transaction.Now.UtcDateTime.AddMonths(request.ReviewInMonths),
            };
            var done = await transaction.ExecuteAsync(
                adjustmentId is null
                    ? """
                      INSERT INTO adjustment (partnership_id, adjustment_id, person_id, category, wording, recorded_by_id, recorded_at, review_on)
                      VALUES (@PartnershipId, @id, @personId, @category, @wording, @by, @Now, @review::date)
                      """
                    : """
                      UPDATE adjustment SET category = @category, wording = @wording, recorded_by_id = @by, recorded_at = @Now, review_on = @review::date
                      WHERE partnership_id = @PartnershipId AND adjustment_id = @id AND person_id = @personId
                      """,
                values, cancel);
            if (done == 0)
                throw Problem.NotFound("adjustment");
            await transaction.AuditAsync("adjustment.record", "person", personId, known[0], cancel, forPersonId: personId);
            return new RecordAdjustmentResponse { AdjustmentId = values.id.ToString() };
        }, cancel);

    public Task<RemoveAdjustmentResponse> HandleAsync(RemoveAdjustmentRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var personId = (await Whose.MayWriteAsync(transaction, request.PersonId, "person.contact", cancel)).PersonId;
            var id = Parse.Id(request.AdjustmentId, "adjustment_id");
            var removed = await transaction.ExecuteAsync(
                "DELETE FROM adjustment WHERE partnership_id = @PartnershipId AND adjustment_id = @id AND person_id = @personId", new { transaction.PartnershipId, id, personId }, cancel);
            if (removed == 0)
                throw Problem.NotFound("adjustment");
            await transaction.AuditAsync("adjustment.remove", "person", personId, "", cancel, forPersonId: personId);
            return new RemoveAdjustmentResponse();
        }, cancel);

    private sealed record Row(Guid AdjustmentId, string Category, string Wording, string RecordedBy, DateTime RecordedAt, string ReviewOn, bool ReviewDue)
    {
        public Adjustment ToAdjustment() => new()
        {
            AdjustmentId = AdjustmentId.ToString(),
            Category = Category,
            Wording = Wording,
            RecordedBy = RecordedBy,
            RecordedAt = Timestamp.FromDateTime(RecordedAt),
            ReviewOn = ReviewOn,
            ReviewDue = ReviewDue,
        };
    }
}
