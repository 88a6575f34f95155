using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>Makes the first account, when there is none at all.</summary>
internal sealed class FirstAdministrator(TenantDatabase database, Passwords passwords)
{
    private const string AccountName = "admin";
    private const int GroupsOfAPassword = 4;

    public async Task<EnsureAdministratorResponse> HandleAsync(Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, Guid.Empty, cancel);
        // Two starts at once make one account.
        await transaction.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtext('first administrator'))", null, cancel);
        if (await transaction.GetAsync<bool>("SELECT EXISTS (SELECT 1 FROM account WHERE operator)", null, cancel))
            return new() { AccountName = AccountName };
        var password = Secret.NewToType(GroupsOfAPassword);
        var personId = await transaction.GetAsync<Guid>(
            """
            INSERT INTO account (person_id, account_name, display_name, password_hash, operator) VALUES (@id, @AccountName, 'Administrator', @hash, true)
            RETURNING person_id
            """,
            new { id = Guid.NewGuid(), AccountName, hash = passwords.Hash(password) }, cancel);
        await transaction.AuditAsync("account.create", "person", personId, "the first", cancel, forPersonId: personId);
        await transaction.CommitAsync(cancel);
        return new() { AccountName = AccountName, OneTimePassword = password };
    }
}
