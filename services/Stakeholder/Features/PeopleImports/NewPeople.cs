using System.Text.Json;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>Puts people from a file into the register, however many, in one statement for each table.</summary>
internal static class NewPeople
{
    public static async Task AddAsync(TenantTransaction transaction, IReadOnlyList<(Guid PersonId, ImportedPerson Person)> people, string detail, CancellationToken cancel)
    {
        // Lists within rows: PostgreSQL's own arrays of arrays cannot have rows of different length.
        var json = JsonSerializer.Serialize(people.Select(one => new
        {
            person_id = one.PersonId,
            display_name = one.Person.Profile.DisplayName,
            own_words = one.Person.Profile.OwnWords,
            pronouns = one.Person.Profile.Pronouns,
            experience = one.Person.Profile.Experience,
            skills = one.Person.Profile.Skills,
            interests = one.Person.Profile.Interests,
            routes = one.Person.Profile.Routes,
            availability = one.Person.Profile.Availability,
        }));
        var ids = people.Select(one => one.PersonId).ToArray();
        await transaction.ExecuteAsync(
            """
            INSERT INTO person (partnership_id, person_id, display_name, own_words, pronouns, experience, skills, interests, routes, availability, created_at)
            SELECT @PartnershipId, person_id, display_name, own_words, pronouns, experience, skills, interests, routes, availability, @Now
            FROM jsonb_to_recordset(@json::jsonb) AS p (person_id uuid, display_name text, own_words text, pronouns text, experience text[], skills text[], interests text[],
              routes text[], availability text);
            INSERT INTO agreement (partnership_id, person_id, kind, agreed_at) SELECT @PartnershipId, unnest(@ids), 'privacy-notice', @Now
            """,
            new { transaction.PartnershipId, transaction.Now, json, ids }, cancel);
        await AddContactsAsync(transaction, [.. people.SelectMany(one => one.Person.Contacts.Select((contact, place) => (one.PersonId, place + 1, contact)))], cancel);
        await AddNeedsAsync(transaction, [.. people.SelectMany(one => one.Person.Needs.Select(need => (one.PersonId, need)))], cancel);
        await transaction.AuditPeopleAsync("person.create", ids, detail, cancel);
    }

    /// <summary>Adds ways to reach people, each at its place.</summary>
    public static Task AddContactsAsync(TenantTransaction transaction, IReadOnlyList<(Guid PersonId, int Place, Contact Contact)> contacts, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO person_contact (partnership_id, person_id, place, channel, detail)
            SELECT @PartnershipId, person_id, place, channel, detail FROM unnest(@ids, @places, @channels, @details) AS c (person_id, place, channel, detail)
            """,
            new
            {
                transaction.PartnershipId,
                ids = contacts.Select(contact => contact.PersonId).ToArray(),
                places = contacts.Select(contact => contact.Place).ToArray(),
                channels = contacts.Select(contact => contact.Contact.Channel).ToArray(),
                details = contacts.Select(contact => contact.Contact.Detail).ToArray(),
            }, cancel);

    public static Task AddNeedsAsync(TenantTransaction transaction, IReadOnlyList<(Guid PersonId, ImportedNeed Need)> needs, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        INSERT INTO adjustment (partnership_id, adjustment_id, person_id, category, wording, recorded_by_id, recorded_at)
        SELECT @PartnershipId, adjustment_id, person_id, category, wording, @by, @Now FROM unnest(@adjustments, @ids, @categories, @wordings) AS n (adjustment_id, person_id, category, wording)
        """,
        new
        {
            transaction.PartnershipId,
            transaction.Now,
            by = transaction.Caller.PersonId,
            adjustments = needs.Select(_ => transaction.NewId()).ToArray(),
            ids = needs.Select(need => need.PersonId).ToArray(),
            categories = needs.Select(need => need.Need.Category).ToArray(),
            wordings = needs.Select(need => need.Need.Wording).ToArray(),
        }, cancel);
}
