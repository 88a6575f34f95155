using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.Collections;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>A record of the register beside a row of a file: only what is empty in it is filled from there.</summary>
internal sealed record RecordForFilling(Guid PersonId, ImportedPerson Person, string Etag)
{
    private const int MostContacts = 10;

    /// <summary>NOT_FOUND when the register has no such person; FAILED_PRECONDITION for whoever acts for them, who does not see all of it.</summary>
    public static async Task<RecordForFilling> ReadAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel)
    {
        if ((await Whose.MayWriteAsync(transaction, personId.ToString(), "person.contact", cancel)).IsSupporter)
            throw Problem.Of(StatusCode.FailedPrecondition, "SUPPORTER", "You act for this person. Somebody else decides about this row.");
        var key = new { transaction.PartnershipId, personId };
        var row = await PersonRow.GetAsync(transaction, personId, cancel);
        var contacts = await transaction.QueryAsync<(string Channel, string Detail, bool RoundSupporter)>(
            "SELECT channel, detail, round_supporter FROM person_contact WHERE partnership_id = @PartnershipId AND person_id = @personId ORDER BY place", key, cancel);
        var needs = await transaction.QueryAsync<(Guid Id, string Category, string Wording, DateTime At)>(
            "SELECT adjustment_id, category, wording, recorded_at FROM adjustment WHERE partnership_id = @PartnershipId AND person_id = @personId ORDER BY adjustment_id", key, cancel);
        var contactVersion = await transaction.GetAsync<long>("SELECT contact_version FROM person WHERE partnership_id = @PartnershipId AND person_id = @personId", key, cancel);
        var needVersion = needs.Count == 0 ? 0 : needs.Max(need => need.At.Ticks);
        return new(personId, new()
        {
            Profile = row.ToProfile(),
            Contacts = { contacts.Select(way => new Contact { Channel = way.Channel, Detail = way.Detail, RoundSupporter = way.RoundSupporter }) },
            Needs = { needs.Select(need => new ImportedNeed { Category = need.Category, Wording = need.Wording }) },
        }, $"{row.Version}-{contactVersion}-{needs.Count}-{needVersion}");
    }

    /// <summary>As it would be with what a row says.</summary>
    public ImportedPerson FilledWith(ImportedPerson imported)
    {
        var filled = Person.Clone();
        foreach (var field in Profile.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.Accessor.GetValue(filled.Profile) is RepeatedField<string> list)
                list.AddRange(list.Count == 0 ? (RepeatedField<string>)field.Accessor.GetValue(imported.Profile) : []);
            else if (field.Accessor.GetValue(filled.Profile) is "")
                field.Accessor.SetValue(filled.Profile, field.Accessor.GetValue(imported.Profile));
        }
        var ways = imported.Contacts.Where(way => Person.Contacts.All(there => there.Channel != way.Channel));
        filled.Contacts.AddRange(ways.Take(MostContacts - filled.Contacts.Count));
        filled.Needs.AddRange(imported.Needs.Where(need => Person.Needs.All(there => there.Category != need.Category)));
        return filled;
    }

    public async Task FillAsync(TenantTransaction transaction, ImportedPerson filled, CancellationToken cancel)
    {
        await transaction.ExecuteAsync(
            """
            UPDATE person SET own_words = @OwnWords, pronouns = @Pronouns, experience = @Experience, skills = @Skills, interests = @Interests, routes = @Routes,
              availability = @Availability, version = version + 1, contact_version = contact_version + @newWays
            WHERE partnership_id = @PartnershipId AND person_id = @PersonId
            """,
            new
            {
                transaction.PartnershipId,
                PersonId,
                filled.Profile.OwnWords,
                filled.Profile.Pronouns,
                Experience = filled.Profile.Experience.ToArray(),
                Skills = filled.Profile.Skills.ToArray(),
                Interests = filled.Profile.Interests.ToArray(),
                Routes = filled.Profile.Routes.ToArray(),
                filled.Profile.Availability,
                newWays = filled.Contacts.Count > Person.Contacts.Count ? 1 : 0,
            }, cancel);
        await NewPeople.AddContactsAsync(transaction,
            [.. filled.Contacts.Select((contact, place) => (PersonId, place + 1, contact)).Skip(Person.Contacts.Count)], cancel);
        await NewPeople.AddNeedsAsync(transaction, [.. filled.Needs.Skip(Person.Needs.Count).Select(need => (PersonId, need))], cancel);
    }
}
