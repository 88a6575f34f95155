using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>Sets the password of whoever is signed in.</summary>
internal sealed class SetPassword(Sessions sessions, Passwords passwords, Tries tries)
{
    public async Task<SetPasswordResponse> HandleAsync(SetPasswordRequest request, CancellationToken cancel)
    {
        var (session, names) = await FindAsync(request.Session, cancel);
        if (session.Demo)
            throw Problem.Invalid("new_password", "The people of the sample have no passwords.");
        if (PasswordRules.FindFault(request.NewPassword, names) is { } fault)
            throw Problem.Invalid("new_password", fault);
        if (!session.MaySetPassword)
            await RequireCurrentAsync(session, request, cancel);

        var hash = passwords.Hash(request.NewPassword);
        await using var transaction = await sessions.BeginAsync(cancel);
        await transaction.ExecuteAsync(
            """
            UPDATE account SET password_hash = @hash, must_set_password = false WHERE person_id = @PersonId;
            DELETE FROM session WHERE person_id = @PersonId AND secret_hash <> @session;
            DELETE FROM device WHERE person_id = @PersonId AND seen_at < (SELECT started_at FROM session WHERE secret_hash = @session);
            UPDATE session SET may_set_password = false WHERE secret_hash = @session
            """,
            new { hash, session.PersonId, session = Secret.Hash(request.Session) }, cancel);
        await transaction.AuditAsync("password.set", "person", session.PersonId, "", cancel, forPersonId: session.PersonId);
        await transaction.CommitAsync(cancel);
        return new();
    }

    // With the names that others know of its person.
    private async Task<(Sessions.Row Session, string[] Names)> FindAsync(string session, CancellationToken cancel)
    {
        await using var transaction = await sessions.BeginAsync(cancel);
        var found = await sessions.FindAsync(transaction, session, cancel);
        var email = await transaction.GetAsync<string>("SELECT coalesce(email, '') FROM account WHERE person_id = @PersonId", new { found.PersonId }, cancel);
        var partnerships = await Accounts.MembershipsAsync(transaction, found.PersonId, cancel);
        return (found, [found.AccountName, found.DisplayName, email, "CoProduction", .. partnerships.Select(membership => membership.PartnershipName)]);
    }

    private async Task RequireCurrentAsync(Sessions.Row session, SetPasswordRequest request, CancellationToken cancel)
    {
        var counted = await tries.CountAsync(Tries.Place.OfDevice(session.PersonId.ToString()), cancel);
        if (!await passwords.IsRightAsync(session.PasswordHash, request.CurrentPassword, isKnownDevice: true, cancel))
            throw Problem.Invalid("current_password", "This is not your password now. Check it and try again.");
        await using var transaction = await sessions.BeginAsync(cancel);
        await Tries.ForgiveAsync(transaction, counted, cancel);
        await transaction.CommitAsync(cancel);
    }
}
