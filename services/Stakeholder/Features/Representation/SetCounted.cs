using System.Globalization;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Population;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Representation;

/// <summary>
/// Whether somebody may be counted: said by themselves, or written down for them by somebody who says why, which they can read. It holds for a while. Which it is stands
/// in no audit.
/// </summary>
internal sealed class SetCounted(Commands commands, CountingOptions options)
{
    public Task<SetCountedResponse> HandleAsync(SetCountedRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var whose = await Whose.MayWriteAsync(transaction, request.PersonId, "person.write", cancel);
            var because = whose.IsOwn ? "" : RequireAsked(request);
            var wish = await CountingWish.ReadAsync(transaction, whose.PersonId, options, cancel);
            if (wish.Counted == request.Counted)
                return new SetCountedResponse();
            if (string.CompareOrdinal(Days.Today(transaction), wish.ChangeableOn) < 0)
                throw Problem.Of(StatusCode.FailedPrecondition, "CHANGED_LATELY",
                    $"This was changed on {Days.InWords(wish.ChangedOn)}. It can be changed again from {Days.InWords(wish.ChangeableOn)}: if it went back and forth, numbers could tell what somebody said.");
            await transaction.ExecuteAsync(
                """
                INSERT INTO left_out_of_counts (partnership_id, person_id, since, written_by_id, because) VALUES (@PartnershipId, @PersonId, @Now, @by, @because)
                ON CONFLICT (partnership_id, person_id) DO UPDATE
                SET since = CASE WHEN @Counted THEN left_out_of_counts.since ELSE @Now END, until = CASE WHEN @Counted THEN @Now END, written_by_id = @by, because = @because
                """,
                new { transaction.PartnershipId, whose.PersonId, transaction.Now, request.Counted, by = whose.IsOwn ? (Guid?)null : caller.PersonId, because }, cancel);
            await transaction.AuditAsync("counting.set", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
            return new SetCountedResponse();
        }, cancel);

    private static string RequireAsked(SetCountedRequest request)
    {
        var because = Parse.Text(request.Because, "because", 300, "Say why you write this down for them. They can read it.");
        return request.TheyAsked ? because : throw Problem.Invalid("they_asked", "Ask them first, and tick this when they have said so themselves.");
    }
}

/// <summary>What somebody wishes, since when, from which day it can be changed, and what whoever wrote it down for them said. Days are ISO dates, empty when there is none.</summary>
internal sealed record CountingWish(bool Counted, string ChangedOn, string ChangeableOn, string WrittenBy, string Because)
{
    private static readonly CountingWish _usual = new(true, "", "", "", "");

    public static async Task<CountingWish> ReadAsync(TenantTransaction transaction, Guid personId, CountingOptions options, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<WishRow>(
            """
            SELECT n.until IS NOT NULL AS counted, coalesce(n.until, n.since) AS changed_at, coalesce(p.display_name, '') AS written_by, n.because
            FROM left_out_of_counts n LEFT JOIN person p ON p.partnership_id = n.partnership_id AND p.person_id = n.written_by_id
            WHERE n.partnership_id = @PartnershipId AND n.person_id = @personId
            """,
            new { transaction.PartnershipId, personId }, cancel);
        return row is null ? _usual : new(row.Counted, Iso(row.ChangedAt), Iso(row.ChangedAt.AddDays(options.WishDays)), row.WrittenBy, row.Because);
    }

    private static string Iso(DateTime moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record WishRow(bool Counted, DateTime ChangedAt, string WrittenBy, string Because);
}
