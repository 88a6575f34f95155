using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.StatementBank;

/// <summary>Adds to a partnership's bank, changes and takes away what it has added, and switches built-in statements off and on.</summary>
internal sealed class ChangeStatementBank(Commands commands)
{
    public Task<AddBankEntryResponse> HandleAsync(AddBankEntryRequest request, Caller caller, CancellationToken cancel)
    {
        var fields = BankEntryFields.From(request.Question, request.Topic, request.Words, request.Wording);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await RequireRoomAsync(transaction, "bank_entry", cancel);
            var entryId = transaction.NewId();
            var row = await transaction.GetAsync<BankRow>(
                $"""
                INSERT INTO bank_entry (partnership_id, entry_id, question, topic, words, wording, changed_by, changed_by_id, changed_at)
                VALUES (@PartnershipId, @entryId, @Question, @Topic, @Words, @Wording, @DisplayName, @PersonId, @Now) RETURNING {BankRow.Columns}
                """, Key(transaction, entryId, fields), cancel);
            await transaction.AuditAsync("bank.add", "bank_entry", entryId, "", cancel);
            return new AddBankEntryResponse { Entry = row.ToEntry() };
        }, cancel);
    }

    public Task<ChangeBankEntryResponse> HandleAsync(ChangeBankEntryRequest request, Caller caller, CancellationToken cancel)
    {
        var entryId = Parse.Id(request.EntryId, "entry_id");
        var fields = BankEntryFields.From(request.Question, request.Topic, request.Words, request.Wording);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await BankRow.LockAsync(transaction, entryId, request.Etag, cancel);
            var row = await transaction.GetAsync<BankRow>(
                $"""
                UPDATE bank_entry SET question = @Question, topic = @Topic, words = @Words, wording = @Wording, version = version + 1, changed_by = @DisplayName, changed_by_id = @PersonId, changed_at = @Now
                WHERE partnership_id = @PartnershipId AND entry_id = @entryId RETURNING {BankRow.Columns}
                """, Key(transaction, entryId, fields), cancel);
            await transaction.AuditAsync("bank.change", "bank_entry", entryId, "", cancel);
            return new ChangeBankEntryResponse { Entry = row.ToEntry() };
        }, cancel);
    }

    public Task<RemoveBankEntryResponse> HandleAsync(RemoveBankEntryRequest request, Caller caller, CancellationToken cancel)
    {
        var entryId = Parse.Id(request.EntryId, "entry_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await BankRow.LockAsync(transaction, entryId, request.Etag, cancel);
            await transaction.ExecuteAsync(
                "DELETE FROM bank_entry WHERE partnership_id = @PartnershipId AND entry_id = @entryId", new { transaction.PartnershipId, entryId }, cancel);
            await transaction.AuditAsync("bank.remove", "bank_entry", entryId, "", cancel);
            return new RemoveBankEntryResponse();
        }, cancel);
    }

    public Task<SwitchBankEntryResponse> HandleAsync(SwitchBankEntryRequest request, Caller caller, CancellationToken cancel)
    {
        var wording = Parse.Text(request.Wording, "wording", 300, "Say which statement.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            if (request.Off)
                await RequireRoomAsync(transaction, "bank_switch", cancel);
            var changed = await transaction.ExecuteAsync(
                request.Off
                    ? "INSERT INTO bank_switch (partnership_id, wording) VALUES (@PartnershipId, @wording) ON CONFLICT DO NOTHING"
                    : "DELETE FROM bank_switch WHERE partnership_id = @PartnershipId AND wording = @wording",
                new { transaction.PartnershipId, wording }, cancel);
            if (changed > 0)
                await transaction.AuditAsync(request.Off ? "bank.switch-off" : "bank.switch-on", "partnership", transaction.PartnershipId, "", cancel);
            return new SwitchBankEntryResponse();
        }, cancel);
    }

    // Two at once may go over by one; what is read stops at the limit.
    private static async Task RequireRoomAsync(TenantTransaction transaction, string table, CancellationToken cancel)
    {
        var count = await transaction.GetAsync<long>($"SELECT count(*) FROM {table} WHERE partnership_id = @PartnershipId", new { transaction.PartnershipId }, cancel);
        if (count >= BankRow.Most)
            throw Problem.Of(StatusCode.FailedPrecondition, "BANK_FULL", $"There are {BankRow.Most} already. Take some away first.");
    }

    private static object Key(TenantTransaction transaction, Guid entryId, BankEntryFields fields) => new
    {
        transaction.PartnershipId,
        entryId,
        fields.Question,
        fields.Topic,
        fields.Words,
        fields.Wording,
        transaction.Caller.DisplayName,
        transaction.Caller.PersonId,
        transaction.Now,
    };
}
