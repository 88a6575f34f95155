using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;

namespace CoProduction.Review.Features.StatementBank;

internal sealed class ReadStatementBank(TenantDatabase database)
{
    public async Task<GetStatementBankResponse> HandleAsync(Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        return new() { Bank = await ReadAsync(transaction, null, cancel) };
    }

    /// <summary>For a worker: what bears on one question.</summary>
    public async Task<V1.StatementBank> OfAsync(Guid partnershipId, short question, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Worker, partnershipId, cancel);
        return await ReadAsync(transaction, question, cancel);
    }

    private static async Task<V1.StatementBank> ReadAsync(TenantTransaction transaction, short? question, CancellationToken cancel)
    {
        var entries = await transaction.QueryAsync<BankRow>(
            $"""
            SELECT {BankRow.Columns} FROM bank_entry
            WHERE partnership_id = @PartnershipId AND (@question::smallint IS NULL OR question = @question) ORDER BY lower(topic), entry_id LIMIT {BankRow.Most}
            """, new { transaction.PartnershipId, question }, cancel);
        var off = await transaction.QueryAsync<string>(
            $"SELECT wording FROM bank_switch WHERE partnership_id = @PartnershipId ORDER BY wording LIMIT {BankRow.Most}",
            new { transaction.PartnershipId }, cancel);
        return new() { Entries = { entries.ConvertAll(row => row.ToEntry()) }, SwitchedOff = { off } };
    }
}
