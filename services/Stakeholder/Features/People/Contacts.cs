using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>How to reach somebody, apart from the rest of their record.</summary>
internal sealed class Contacts(TenantDatabase database, Commands commands)
{
    private const int Most = 10;

    public async Task<GetContactsResponse> HandleAsync(GetContactsRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var whose = await Whose.MayReadAsync(transaction, request.PersonId, "person.contact", cancel);
        var rows = await transaction.QueryAsync<(string Channel, string Detail, bool RoundSupporter)>(
            """
            SELECT channel, detail, round_supporter FROM person_contact
            WHERE partnership_id = @PartnershipId AND person_id = @PersonId AND NOT (round_supporter AND @IsSupporter) ORDER BY place
            """,
            new { transaction.PartnershipId, whose.PersonId, whose.IsSupporter }, cancel);
        // Counting how often they change would tell a supporter of a private way.
        var etag = whose.IsSupporter ? "" : (await VersionAsync(transaction, whose.PersonId, cancel)).ToString();
        if (!whose.IsOwn)
            await transaction.AuditAsync("contact.read", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
        await transaction.CommitAsync(cancel);
        return new() { Contacts = { rows.Select(row => new Contact { Channel = row.Channel, Detail = row.Detail, RoundSupporter = row.RoundSupporter }) }, Etag = etag };
    }

    public Task<SetContactsResponse> HandleAsync(SetContactsRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var whose = await Whose.MayWriteAsync(transaction, request.PersonId, "person.contact", cancel);
            if (whose.IsSupporter)
                throw Problem.Of(StatusCode.FailedPrecondition, "SUPPORTER", "You act for this person. Somebody else writes down how to reach them.");
            var contacts = await CheckedAsync(transaction, request.Contacts, cancel);
            await transaction.ExecuteAsync(
                "SELECT 1 FROM person WHERE partnership_id = @PartnershipId AND person_id = @PersonId FOR NO KEY UPDATE", new { transaction.PartnershipId, whose.PersonId }, cancel);
            if (request.Etag != (await VersionAsync(transaction, whose.PersonId, cancel)).ToString())
                throw await ChangedMeanwhile.OfAsync(transaction, whose.PersonId, "contact.set", cancel);
            await transaction.ExecuteAsync(
                """
                DELETE FROM person_contact WHERE partnership_id = @PartnershipId AND person_id = @PersonId;
                UPDATE person SET contact_version = contact_version + 1 WHERE partnership_id = @PartnershipId AND person_id = @PersonId;
                INSERT INTO person_contact (partnership_id, person_id, place, channel, detail, round_supporter)
                SELECT @PartnershipId, @PersonId, place, channel, detail, round FROM unnest(@channels, @details, @rounds) WITH ORDINALITY AS c (channel, detail, round, place)
                """,
                new
                {
                    transaction.PartnershipId,
                    whose.PersonId,
                    channels = contacts.ConvertAll(contact => contact.Channel).ToArray(),
                    details = contacts.ConvertAll(contact => contact.Detail).ToArray(),
                    rounds = contacts.ConvertAll(contact => contact.RoundSupporter).ToArray(),
                }, cancel);
            await transaction.AuditAsync("contact.set", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
            return new SetContactsResponse();
        }, cancel);

    private static Task<long> VersionAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel) => transaction.GetAsync<long>(
        "SELECT contact_version FROM person WHERE partnership_id = @PartnershipId AND person_id = @personId", new { transaction.PartnershipId, personId }, cancel);

    private static async Task<List<Contact>> CheckedAsync(TenantTransaction transaction, IReadOnlyCollection<Contact> asked, CancellationToken cancel)
    {
        if (asked.Count > Most)
            throw Problem.Invalid("contacts", $"These are too many: {Most} at most.");
        await Choices.KnownAsync(transaction, "channel", asked.Select(contact => contact.Channel), "contacts", cancel);
        List<Contact> contacts = [.. asked.SelectMany((contact, place) => Checked(contact, place, asked.Count))];
        return contacts.Count <= Most ? contacts : throw Problem.Invalid("contacts", $"These are too many: {Most} at most.");
    }

    private static IEnumerable<Contact> Checked(Contact contact, int place, int count)
    {
        var words = Parse.Lines(contact.Detail, "contacts", 300, "Say how: the address, the number, or whom to ask.");
        var written = WrittenContacts.Of(contact.Channel, words);
        if ((written.LeavesOutWords ? EmailAddresses.Several : written.Problem) is { } problem)
            throw Problem.Invalid("contacts", count == 1 ? problem : $"Way {place + 1}: {problem}");
        return written.Details.Select(detail => new Contact { Channel = contact.Channel, Detail = detail, RoundSupporter = contact.RoundSupporter });
    }
}
