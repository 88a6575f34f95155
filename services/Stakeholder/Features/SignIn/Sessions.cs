using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>Who is signed in, and for how long.</summary>
internal sealed class Sessions(TenantDatabase database, SignInOptions options)
{
    private static readonly TimeSpan _deviceIsRemembered = TimeSpan.FromDays(365);

    /// <summary>Starts a session, part of the transaction that has found out who it is.</summary>
    public async Task<SignedIn> StartAsync(TenantTransaction transaction, Guid personId, string how, bool maySetPassword, CancellationToken cancel)
    {
        var (session, device) = (Secret.New(), Secret.New());
        var mustSetPassword = await transaction.GetAsync<bool>(
            """
            DELETE FROM session WHERE person_id = @personId AND started_at < @over;
            DELETE FROM device WHERE person_id = @personId AND seen_at < @forgotten;
            INSERT INTO session (secret_hash, person_id, started_at, seen_at, may_set_password) VALUES (@sessionHash, @personId, @Now, @Now, @maySetPassword);
            INSERT INTO device (secret_hash, person_id, seen_at) VALUES (@deviceHash, @personId, @Now);
            UPDATE account SET last_signed_in_at = @Now WHERE person_id = @personId RETURNING must_set_password AND NOT demo
            """,
            new
            {
                personId,
                sessionHash = Secret.Hash(session),
                deviceHash = Secret.Hash(device),
                transaction.Now,
                maySetPassword,
                over = transaction.Now - options.Longest,
                forgotten = transaction.Now - _deviceIsRemembered,
            }, cancel);
        await transaction.AuditAsync("session.start", "person", personId, how, cancel, forPersonId: personId);
        return new() { Session = session, Device = device, MustSetPassword = mustSetPassword };
    }

    public async Task<ResolveSessionResponse> HandleAsync(ResolveSessionRequest request, CancellationToken cancel)
    {
        await using var transaction = await BeginAsync(cancel);
        var session = await FindAsync(transaction, request.Session, cancel);
        var memberships = await Accounts.MembershipsAsync(transaction, session.PersonId, cancel);
        // Seen once in a minute is enough to tell idle from busy, and spares the writing.
        await transaction.ExecuteAsync(
            "UPDATE session SET seen_at = @Now WHERE secret_hash = @hash AND seen_at < @aMinuteAgo",
            new { transaction.Now, hash = Secret.Hash(request.Session), aMinuteAgo = transaction.Now.AddMinutes(-1) }, cancel);
        await transaction.CommitAsync(cancel);
        var chosen = memberships.Count == 1 ? memberships[0] : memberships.Find(membership => membership.PartnershipId == session.PartnershipId?.ToString());
        return new()
        {
            Account = session.ToAccount(memberships),
            PartnershipId = chosen?.PartnershipId ?? "",
            MustSetPassword = session.MustSetPassword,
            Operator = session.Operator,
            Demo = session.Demo,
            ByProvider = session.ByProvider,
        };
    }

    public async Task<ChoosePartnershipResponse> HandleAsync(ChoosePartnershipRequest request, CancellationToken cancel)
    {
        await using var transaction = await BeginAsync(cancel);
        var session = await FindAsync(transaction, request.Session, cancel);
        var chosen = (await Accounts.MembershipsAsync(transaction, session.PersonId, cancel)).Find(membership => membership.PartnershipId == request.PartnershipId)
            ?? throw Problem.NotFound("partnership");
        await transaction.ExecuteAsync(
            "UPDATE session SET partnership_id = @id WHERE secret_hash = @hash",
            new { id = Guid.Parse(chosen.PartnershipId), hash = Secret.Hash(request.Session) }, cancel);
        await transaction.CommitAsync(cancel);
        return new();
    }

    public async Task<EndSessionResponse> HandleAsync(EndSessionRequest request, CancellationToken cancel)
    {
        await using var transaction = await BeginAsync(cancel);
        var session = await FindAsync(transaction, request.Session, cancel);
        await transaction.ExecuteAsync(
            "DELETE FROM session WHERE person_id = @PersonId AND (@Everywhere OR secret_hash = @hash)",
            new { session.PersonId, request.Everywhere, hash = Secret.Hash(request.Session) }, cancel);
        await transaction.AuditAsync("session.end", "person", session.PersonId, request.Everywhere ? "everywhere" : "", cancel, forPersonId: session.PersonId);
        await transaction.CommitAsync(cancel);
        return new();
    }

    /// <summary>Nobody's partnership: a session has none until one is chosen.</summary>
    public Task<TenantTransaction> BeginAsync(CancellationToken cancel) => database.BeginAsync(Caller.Gateway, Guid.Empty, cancel);

    /// <summary>The session and its person; UNAUTHENTICATED when it is over.</summary>
    public async Task<Row> FindAsync(TenantTransaction transaction, string session, CancellationToken cancel) =>
        await transaction.FindAsync<Row>(
            """
            SELECT a.person_id, a.account_name, a.display_name, a.password_hash, a.operator, a.demo, s.partnership_id, s.may_set_password,
                   a.must_set_password AND NOT a.demo AS must_set_password
            FROM session s JOIN account a ON a.person_id = s.person_id
            WHERE s.secret_hash = @hash AND s.seen_at > @idle AND s.started_at > @over
            """,
            new { hash = Secret.Hash(session), idle = transaction.Now - options.Idle, over = transaction.Now - options.Longest }, cancel)
        ?? throw Problem.Of(StatusCode.Unauthenticated, "SESSION_OVER", "You were signed out. Please sign in again.");

    internal sealed record Row(
        Guid PersonId, string AccountName, string DisplayName, string? PasswordHash, bool Operator, bool Demo, Guid? PartnershipId, bool MaySetPassword, bool MustSetPassword)
    {
        /// <summary>No password, and none to choose.</summary>
        public bool ByProvider => PasswordHash is null && !MustSetPassword && !Demo;

        public Account ToAccount(IEnumerable<Membership> memberships) =>
            new() { PersonId = PersonId.ToString(), AccountName = AccountName, DisplayName = DisplayName, Memberships = { memberships } };
    }
}
