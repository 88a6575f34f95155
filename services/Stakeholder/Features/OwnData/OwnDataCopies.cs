using System.Text.Json;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Messaging;
using CoProduction.Stakeholder.V1;
using Dapper;
using Google.Protobuf;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Stakeholder.Features.OwnData;

/// <summary>
/// Makes the copies that people have asked for, one at a time in this process, however many ask: it goes through all that is held about somebody, and everybody else's
/// calls come first. Partnerships take turns. Takes away those that have been kept for long enough.
/// </summary>
internal sealed partial class OwnDataCopies(RelayDatabase queue, TenantDatabase database, TimeProvider time, ILogger<OwnDataCopies> log) : BackgroundService
{
    /// <summary>How long a copy is kept from when it was made.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private const int RowsAtOnce = 500;
    private readonly Bell _bell = new();

    /// <summary>Done when a copy may be there. Take it before looking, and a ring in between is not missed.</summary>
    public Task NextRing => _bell.NextRing;

    protected override Task ExecuteAsync(CancellationToken stopping) => _bell.KeepAsync(queue, "own_data_copy", MakeRoundAsync, log, stopping);

    private async Task MakeRoundAsync(CancellationToken cancel)
    {
        foreach (var copy in await NextRoundAsync(cancel))
        {
            await TryMakeAsync(copy, cancel);
            _bell.Ring();
        }
    }

    // One of each partnership that waits, so that none waits longer than for one of each of the others.
    private async Task<List<Waiting>> NextRoundAsync(CancellationToken cancel)
    {
        await using var connection = await queue.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM own_data_copy WHERE made_at < @before", new { before = time.GetUtcNow() - Kept }, cancellationToken: cancel));
        return (await connection.QueryAsync<Waiting>(new CommandDefinition(
            "SELECT DISTINCT ON (partnership_id) partnership_id, copy_id FROM own_data_copy WHERE made_at IS NULL ORDER BY partnership_id, asked_at", cancellationToken: cancel))).AsList();
    }

    private async Task TryMakeAsync(Waiting copy, CancellationToken cancel)
    {
        try
        {
            await MakeAsync(copy, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // Whoever waits for it is told, and it holds up nobody else's.
            Failed(FailureTrace.Of(e));
            await using var connection = await queue.Source.OpenConnectionAsync(cancel);
            await connection.ExecuteAsync(new CommandDefinition("DELETE FROM own_data_copy WHERE copy_id = @CopyId AND made_at IS NULL", copy, cancellationToken: cancel));
        }
    }

    private async Task MakeAsync(Waiting copy, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.System, copy.PartnershipId, cancel);
        // Another process may have it; whoever is being erased waits here, or it is gone.
        if (await transaction.FindAsync<Whose>(
            "SELECT person_id, asked_by_id FROM own_data_copy WHERE partnership_id = @PartnershipId AND copy_id = @CopyId AND made_at IS NULL FOR UPDATE SKIP LOCKED", copy, cancel)
            is not { } whose)
            return;
        var isOwn = whose.PersonId == whose.AskedById;
        var place = 0;
        foreach (var part in PersonalParts.All.Where(part => isOwn || !part.OwnOnly))
        {
            var answer = new ExportPersonResponse { Title = part.Title };
            // As JSON the columns come with their names, in their order.
            foreach (var row in await transaction.QueryAsync<string>($"SELECT row_to_json(r)::text FROM ({part.Rows}) r", new { copy.PartnershipId, whose.PersonId, isOwn }, cancel))
            {
                if (answer.Rows.Count == RowsAtOnce)
                {
                    await KeepAsync(transaction, copy, place++, answer, cancel);
                    answer = new() { Title = part.Title };
                }
                answer.Rows.Add(RowOf(row));
            }
            await KeepAsync(transaction, copy, place++, answer, cancel);
        }
        await transaction.ExecuteAsync(
            "UPDATE own_data_copy SET parts = @place, made_at = @now WHERE partnership_id = @PartnershipId AND copy_id = @CopyId",
            new { copy.PartnershipId, copy.CopyId, place, now = time.GetUtcNow() }, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static Task KeepAsync(TenantTransaction transaction, Waiting copy, int place, ExportPersonResponse answer, CancellationToken cancel) => transaction.ExecuteAsync(
        "INSERT INTO own_data_part (partnership_id, copy_id, place, answer) VALUES (@PartnershipId, @CopyId, @place, @answer)",
        new { copy.PartnershipId, copy.CopyId, place, answer = answer.ToByteArray() }, cancel);

    private static DataRow RowOf(string json)
    {
        using var row = JsonDocument.Parse(json);
        return new() { Fields = { row.RootElement.EnumerateObject().Select(field => new DataField { Name = field.Name, Value = TextOf(field.Value) }) } };
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf)),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToString(),
    };

    [LoggerMessage(LogLevel.Error, "A copy of what is held about somebody could not be made: {Failure}")]
    private partial void Failed(string failure);

    private sealed record Waiting(Guid PartnershipId, Guid CopyId);

    private sealed record Whose(Guid PersonId, Guid AskedById);
}
