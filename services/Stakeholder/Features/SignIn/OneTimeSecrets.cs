using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>Links and recovery codes: each lets its person in once.</summary>
internal sealed class OneTimeSecrets(Sessions sessions, Tries tries)
{
    private const short Link = 1;
    private const short RecoveryCode = 2;
    private const int Codes = 10;
    private const int GroupsOfACode = 4;

    /// <summary>How long a link is good that is handed over, and one that was just asked for.</summary>
    public static readonly TimeSpan Invitation = TimeSpan.FromDays(7), Letter = TimeSpan.FromMinutes(30);

    /// <summary>Makes a link's secret for somebody.</summary>
    public static async Task<string> CreateLinkAsync(TenantTransaction transaction, Guid personId, TimeSpan goodFor, CancellationToken cancel)
    {
        var secret = Secret.New();
        await AddAsync(transaction, personId, Link, Secret.Hash(secret), transaction.Now + goodFor, cancel);
        return secret;
    }

    public async Task<SignInByLinkResponse> HandleAsync(SignInByLinkRequest request, CancellationToken cancel)
    {
        await using var transaction = await sessions.BeginAsync(cancel);
        var personId = await UseAsync(transaction, Link, Secret.Hash(request.Secret), null, cancel)
            ?? throw Problem.Of(StatusCode.Unauthenticated, "LINK_USED", "This link was used already, or is too old. Ask for a new one.");
        var signedIn = await sessions.StartAsync(transaction, personId, "by link", maySetPassword: true, cancel);
        await transaction.CommitAsync(cancel);
        return new() { SignedIn = signedIn };
    }

    public async Task<SignInByRecoveryCodeResponse> HandleAsync(SignInByRecoveryCodeRequest request, CancellationToken cancel)
    {
        var name = Parse.Text(request.AccountName, "account_name", 100, "Give your sign-in name.");
        var counted = await tries.CountAsync([Tries.Place.OfAddress(request.Place?.Address ?? "")], cancel);
        await using var transaction = await sessions.BeginAsync(cancel);
        var account = await Accounts.FindAsync(transaction, name, cancel);
        var personId = await UseAsync(transaction, RecoveryCode, Secret.Hash(Secret.Typed(request.Code)), account?.PersonId ?? Guid.Empty, cancel)
            ?? throw Problem.Of(StatusCode.Unauthenticated, "WRONG_PASSWORD", "The sign-in name or the recovery code is not right. Check both and try again.");
        await Tries.ForgiveAsync(transaction, counted, cancel);
        var signedIn = await sessions.StartAsync(transaction, personId, "by recovery code", maySetPassword: true, cancel);
        await transaction.CommitAsync(cancel);
        return new() { SignedIn = signedIn };
    }

    public async Task<CreateRecoveryCodesResponse> HandleAsync(CreateRecoveryCodesRequest request, CancellationToken cancel)
    {
        await using var transaction = await sessions.BeginAsync(cancel);
        var session = await sessions.FindAsync(transaction, request.Session, cancel);
        await transaction.ExecuteAsync("DELETE FROM one_time_secret WHERE person_id = @PersonId AND kind = @RecoveryCode", new { session.PersonId, RecoveryCode }, cancel);
        var codes = Enumerable.Range(0, Codes).Select(_ => Secret.NewToType(GroupsOfACode)).ToList();
        foreach (var code in codes)
            await AddAsync(transaction, session.PersonId, RecoveryCode, Secret.Hash(Secret.Typed(code)), DateTimeOffset.MaxValue, cancel);
        await transaction.AuditAsync("recovery-codes.create", "person", session.PersonId, "", cancel, forPersonId: session.PersonId);
        await transaction.CommitAsync(cancel);
        return new() { Codes = { codes } };
    }

    private static async Task AddAsync(TenantTransaction transaction, Guid personId, short kind, byte[] hash, DateTimeOffset until, CancellationToken cancel)
    {
        // Past the provider, nobody would hear that it knows them no more.
        if (await transaction.GetAsync<bool>("SELECT EXISTS (SELECT 1 FROM provider_identity WHERE person_id = @personId)", new { personId }, cancel))
            throw Problem.Of(StatusCode.FailedPrecondition, "SIGNS_IN_BY_PROVIDER", "Whoever signs in with their organisation needs no link and no recovery code.");
        await transaction.ExecuteAsync(
            """
            DELETE FROM one_time_secret WHERE person_id = @personId AND expires_at < @Now;
            INSERT INTO one_time_secret (secret_hash, person_id, kind, expires_at) VALUES (@hash, @personId, @kind, @until)
            """,
            new { personId, kind, hash, until, transaction.Now }, cancel);
    }

    // Whoever deletes it has used it: of two at once one finds nothing.
    private static Task<Guid?> UseAsync(TenantTransaction transaction, short kind, byte[] hash, Guid? of, CancellationToken cancel) =>
        transaction.FindAsync<Guid?>(
            """
            DELETE FROM one_time_secret WHERE secret_hash = @hash AND kind = @kind AND expires_at > @Now AND (@of::uuid IS NULL OR person_id = @of)
            RETURNING person_id
            """,
            new { kind, hash, of, transaction.Now }, cancel);
}
