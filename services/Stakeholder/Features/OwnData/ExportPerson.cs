using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.OwnData;

/// <summary>All that is held about somebody, for them to take away: a copy that is made once, beside what else goes on, and kept for some minutes for whoever asked.</summary>
internal sealed class ExportPerson(TenantDatabase database, OwnDataCopies copies, OwnDataOptions options)
{
    private static readonly TimeSpan _glance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _aMoment = TimeSpan.FromSeconds(10);

    public async Task HandleAsync(ExportPersonRequest request, IServerStreamWriter<ExportPersonResponse> answers, Caller caller, CancellationToken cancel)
    {
        var copyId = await AskAsync(request, caller, cancel);
        if (await WhenMadeAsync(caller, copyId, cancel) is not { } parts)
            throw Problem.Of(StatusCode.FailedPrecondition, "BEING_MADE", "The copy is being made. Ask again in a moment: it is kept for ten minutes.");
        await RecordAsync(request, caller, cancel);
        for (var place = 0; place < parts; place++)
            await answers.WriteAsync(await PartAsync(caller, copyId, place, cancel), cancel);
    }

    /// <summary>Whoever acts for somebody is not shown the private ways round them.</summary>
    public static void RequireNoSupporter(Whose whose)
    {
        if (whose.IsSupporter)
            throw Problem.Of(StatusCode.FailedPrecondition, "SUPPORTER", "You act for this person, who may have written down what is private from you. Somebody else does this.");
    }

    private static async Task<Whose> MayAsync(TenantTransaction transaction, ExportPersonRequest request, CancellationToken cancel)
    {
        var whose = await Whose.MayReadAsync(transaction, request.PersonId, "person.contact", cancel);
        RequireNoSupporter(whose);
        return whose;
    }

    // However often somebody asks, one copy is made for them and kept; and however many people they ask about, one copy of theirs waits at a time.
    private async Task<Guid> AskAsync(ExportPersonRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var whose = await MayAsync(transaction, request, cancel);
        var key = new { transaction.PartnershipId, whose.PersonId, askedById = caller.PersonId, copyId = transaction.NewId(), transaction.Now, before = transaction.Now - OwnDataCopies.Kept };
        // Whoever is being erased meanwhile is there no more when the lock is given.
        await transaction.ExecuteAsync(
            """
            DELETE FROM own_data_copy WHERE partnership_id = @PartnershipId AND person_id = @PersonId AND asked_by_id = @askedById AND made_at < @before;
            INSERT INTO own_data_copy (partnership_id, copy_id, person_id, asked_by_id, asked_at)
            SELECT partnership_id, @copyId, person_id, @askedById, @Now FROM person WHERE partnership_id = @PartnershipId AND person_id = @PersonId AND erased_at IS NULL FOR KEY SHARE
            ON CONFLICT DO NOTHING
            """, key, cancel);
        var copyId = await transaction.FindAsync<Guid?>(
            "SELECT copy_id FROM own_data_copy WHERE partnership_id = @PartnershipId AND person_id = @PersonId AND asked_by_id = @askedById", key, cancel);
        if (copyId is null)
            throw await transaction.FindAsync<bool>("SELECT true FROM person WHERE partnership_id = @PartnershipId AND person_id = @PersonId AND erased_at IS NULL", key, cancel)
                ? Problem.TooMany("ONE_AT_A_TIME", "Another copy that you asked for is being made. Please try again in a moment.", _aMoment)
                : Problem.NotFound("person");
        await transaction.CommitAsync(cancel);
        return copyId.Value;
    }

    // Its number of parts, or none when it takes longer. Nobody holds a connection while they wait.
    private async Task<int?> WhenMadeAsync(Caller caller, Guid copyId, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Patience);
        while (true)
        {
            var ring = copies.NextRing;
            if (await LookAsync(caller, copyId, cancel) is { } parts)
                return parts;
            if (patience.IsCancellationRequested)
                return null;
            // Rings are of this process; another may have made it.
            await Task.WhenAny(ring, Task.Delay(_glance, patience.Token));
            cancel.ThrowIfCancellationRequested();
        }
    }

    private async Task<int?> LookAsync(Caller caller, Guid copyId, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var parts = await transaction.FindAsync<int?>(
            "SELECT coalesce(parts, 0) FROM own_data_copy WHERE partnership_id = @PartnershipId AND copy_id = @copyId", new { transaction.PartnershipId, copyId }, cancel) ?? throw Gone();
        return parts == 0 ? null : parts;
    }

    // Before the first part leaves, or whoever hangs up before the last would have read without a trace.
    private async Task RecordAsync(ExportPersonRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var whose = await MayAsync(transaction, request, cancel);
        if (!whose.IsOwn)
            await transaction.AuditAsync("person.export", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
        await transaction.CommitAsync(cancel);
    }

    private async Task<ExportPersonResponse> PartAsync(Caller caller, Guid copyId, int place, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        return ExportPersonResponse.Parser.ParseFrom(await transaction.FindAsync<byte[]>(
            "SELECT answer FROM own_data_part WHERE partnership_id = @PartnershipId AND copy_id = @copyId AND place = @place", new { transaction.PartnershipId, copyId, place }, cancel) ?? throw Gone());
    }

    // It could not be made, its ten minutes are over, or the person has been erased.
    private static RpcException Gone() => Problem.Of(StatusCode.Unavailable, "COPY_GONE", "This copy is not there any more. Please ask for it again.");
}
