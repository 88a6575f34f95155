using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Review.Features.Forgetting;

/// <summary>Takes the names of people who asked to be forgotten out of what they did. What they did stays, for others go on from it.</summary>
internal sealed class ForgetNames : IEventHandler
{
    public string Type => PersonErased.Descriptor.FullName;

    public string Consumer => "review.forget-names";

    public Task HandleAsync(TenantTransaction transaction, IReadOnlyList<ReceivedEvent> received, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        UPDATE import SET imported_by = @Name WHERE partnership_id = @PartnershipId AND imported_by_id = ANY(@people);
        UPDATE import SET taken_back_by = @Name WHERE partnership_id = @PartnershipId AND taken_back_by_id = ANY(@people);
        UPDATE act SET actor = @Name WHERE partnership_id = @PartnershipId AND actor_id = ANY(@people);
        UPDATE theme SET changed_by = @Name WHERE partnership_id = @PartnershipId AND changed_by_id = ANY(@people);
        UPDATE bank_entry SET changed_by = @Name WHERE partnership_id = @PartnershipId AND changed_by_id = ANY(@people);
        """,
        new { transaction.PartnershipId, Forgotten.Name, people = received.Select(one => Guid.Parse(one.Read<PersonErased>().PersonId)).ToArray() }, cancel);
}
