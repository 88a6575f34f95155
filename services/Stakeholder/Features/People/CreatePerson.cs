using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>Writes somebody down; no sign-in, email address or telephone is needed.</summary>
internal sealed class CreatePerson(Commands commands)
{
    public Task<CreatePersonResponse> HandleAsync(CreatePersonRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var profile = await ProfileFields.CheckedAsync(transaction, request.Profile, cancel);
            if (!request.Agreed)
                throw Problem.Invalid("agreed", "Ask them first, and tick this when they have said yes.");
            // A person must not be guessed from their id: it is random, not sorted by time.
            var personId = Guid.NewGuid();
            await transaction.ExecuteAsync(
                """
                INSERT INTO person (partnership_id, person_id, display_name, own_words, pronouns, experience, journey, skills, interests, routes, availability, heard_from,
                  job_title, created_at)
                VALUES (@PartnershipId, @personId, @DisplayName, @OwnWords, @Pronouns, @Experience, @Journey, @Skills, @Interests, @Routes, @Availability, @HeardFrom,
                  @JobTitle, @Now);
                INSERT INTO agreement (partnership_id, person_id, kind, agreed_at) VALUES (@PartnershipId, @personId, 'privacy-notice', @Now)
                """,
                ProfileFields.Parameters(transaction, personId, profile), cancel);
            await transaction.AuditAsync("person.create", "person", personId, "", cancel, forPersonId: personId);
            return new CreatePersonResponse { Person = (await PersonRow.GetAsync(transaction, personId, cancel)).ToRecord() };
        }, cancel);
}
