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
/// calls come first. Takes away those that have been kept for long enough.
/// </summary>
internal sealed partial class OwnDataCopies(RelayDatabase queue, TenantDatabase database, TimeProvider time, ILogger<OwnDataCopies> log) : BackgroundService
{
    /// <summary>How long a copy is kept from when it was asked for.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private const int RowsAtOnce = 500;
    private static readonly TimeSpan _sweep = TimeSpan.FromSeconds(2);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when a copy may be there. Take it before looking, and a ring in between is not missed.</summary>
    public Task NextRing => Volatile.Read(ref _next).Task;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var wakeup = await Wakeup.ListenAsync(queue.Source, "own_data_copy", stopping);
                while (true)
                {
                    foreach (var copy in await WaitingAsync(stopping))
                        await TryMakeAsync(copy, stopping);
                    Ring();
                    await wakeup.WaitAsync(_sweep, stopping);
                }
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Interrupted(FailureTrace.Of(e));
                await Pause.ForAsync(_sweep, stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<List<Waiting>> WaitingAsync(CancellationToken cancel)
    {
        await using var connection = await queue.Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM own_data_copy WHERE asked_at < @before", new { before = time.GetUtcNow() - Kept }, cancellationToken: cancel));
        return (await connection.QueryAsync<Waiting>(new CommandDefinition(
            "SELECT partnership_id, copy_id FROM own_data_copy WHERE parts IS NULL ORDER BY asked_at LIMIT 20", cancellationToken: cancel))).AsList();
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
            await connection.ExecuteAsync(new CommandDefinition("DELETE FROM own_data_copy WHERE copy_id = @CopyId AND parts IS NULL", copy, cancellationToken: cancel));
        }
    }

    private async Task MakeAsync(Waiting copy, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.System, copy.PartnershipId, cancel);
        // Another process may have it; whoever is being erased waits here, or it is gone.
        if (await transaction.FindAsync<Whose>(
            "SELECT person_id, asked_by_id FROM own_data_copy WHERE partnership_id = @PartnershipId AND copy_id = @CopyId AND parts IS NULL FOR UPDATE SKIP LOCKED", copy, cancel)
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
        await transaction.ExecuteAsync("UPDATE own_data_copy SET parts = @place WHERE partnership_id = @PartnershipId AND copy_id = @CopyId", new { copy.PartnershipId, copy.CopyId, place }, cancel);
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

    private void Ring() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    [LoggerMessage(LogLevel.Error, "A copy of what is held about somebody could not be made: {Failure}")]
    private partial void Failed(string failure);

    [LoggerMessage(LogLevel.Warning, "Making copies of what is held about people was interrupted; it goes on in a moment: {Failure}")]
    private partial void Interrupted(string failure);

    private sealed record Waiting(Guid PartnershipId, Guid CopyId);

    private sealed record Whose(Guid PersonId, Guid AskedById);
}
