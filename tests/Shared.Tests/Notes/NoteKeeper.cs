using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging;

namespace CoProduction.Shared.Tests.Notes;

/// <summary>Writes a note for each event, then fails when it is told to. Each time it succeeds there is one note more.</summary>
internal sealed class NoteKeeper(string consumer = "note.keeper", Predicate<CycleProgressed>? fails = null) : IEventHandler
{
    public string Type => CycleProgressed.Descriptor.FullName;

    public string Consumer => consumer;

    public async Task HandleAsync(TenantTransaction transaction, IReadOnlyList<ReceivedEvent> received, CancellationToken cancel)
    {
        foreach (var one in received)
        {
            var happened = one.Read<CycleProgressed>();
            await transaction.ExecuteAsync(
                "INSERT INTO note (partnership_id, note_id, text) VALUES (@PartnershipId, @id, @text)",
                new { transaction.PartnershipId, id = Guid.NewGuid(), text = $"{Consumer}: {happened.CycleName}" }, cancel);
            if (fails?.Invoke(happened) == true)
                throw new InvalidOperationException($"{NoteModule.Secret}: {happened.CycleName}");
        }
    }
}
