using CoProduction.Shared.Access;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>Changes what the register says of somebody.</summary>
internal sealed class EditPerson(Commands commands)
{
    public Task<EditPersonResponse> HandleAsync(EditPersonRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var personId = (await Whose.MayWriteAsync(transaction, request.PersonId, "person.write", cancel)).PersonId;
            var profile = await ProfileFields.CheckedAsync(transaction, request.Profile, cancel);
            await transaction.ExecuteAsync(
                "SELECT 1 FROM person WHERE partnership_id = @PartnershipId AND person_id = @personId FOR NO KEY UPDATE", new { transaction.PartnershipId, personId }, cancel);
            var before = await PersonRow.GetAsync(transaction, personId, cancel);
            if (request.Etag != before.ToRecord().Etag)
                throw await ChangedMeanwhile.OfAsync(transaction, personId, "person.edit", cancel);
            await transaction.ExecuteAsync(
                """
                UPDATE person SET display_name = @DisplayName, own_words = @OwnWords, pronouns = @Pronouns, experience = @Experience, journey = @Journey, skills = @Skills,
                  interests = @Interests, routes = @Routes, availability = @Availability, heard_from = @HeardFrom, job_title = @JobTitle, version = version + 1
                WHERE partnership_id = @PartnershipId AND person_id = @personId
                """,
                ProfileFields.Parameters(transaction, personId, profile), cancel);
            var changed = string.Join(", ", ProfileFields.Differences(before.ToProfile(), profile));
            await transaction.AuditAsync("person.edit", "person", personId, changed, cancel, forPersonId: personId);
            return new EditPersonResponse { Person = (await PersonRow.GetAsync(transaction, personId, cancel)).ToRecord() };
        }, cancel);
}
