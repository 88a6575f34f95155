using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using Dapper;
using Grpc.Core;

namespace CoProduction.Shared.Data;

/// <summary>The only door to tenants' tables: every transaction belongs to one partnership.</summary>
public sealed class TenantDatabase(AppDatabase database, TimeProvider time)
{
    private PageTokens? _pageTokens;

    /// <summary>Begins a transaction for the caller's partnership; PERMISSION_DENIED when the token names none.</summary>
    public Task<TenantTransaction> BeginAsync(Caller caller, CancellationToken cancel) =>
        BeginAsync(caller, caller.PartnershipId ?? throw Problem.Of(StatusCode.PermissionDenied, "NO_PARTNERSHIP", "Choose a partnership first."), cancel);

    /// <summary>Begins a transaction for a partnership that comes from the system's own tables, such as that of an event or a leased piece of work.</summary>
    public async Task<TenantTransaction> BeginAsync(Caller caller, Guid partnershipId, CancellationToken cancel)
    {
        var connection = await database.Source.OpenConnectionAsync(cancel);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancel);
            await connection.ExecuteAsync(new CommandDefinition(
                "SELECT set_config('coproduction.partnership_id', @partnership, true)",
                new { partnership = partnershipId.ToString() }, transaction, cancellationToken: cancel));
            return new TenantTransaction(this, connection, transaction, caller, partnershipId, time.GetUtcNow());
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>What seals this module's page tokens; its key is read once.</summary>
    internal async Task<PageTokens> PageTokensAsync(TenantTransaction transaction, CancellationToken cancel) =>
        _pageTokens ??= new(await transaction.GetAsync<byte[]>("SELECT key FROM page_key", null, cancel));
}
