using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>By name and password.</summary>
internal sealed class SignInByPassword(Sessions sessions, Passwords passwords, Tries tries)
{
    public async Task<SignInResponse> HandleAsync(SignInRequest request, CancellationToken cancel)
    {
        var name = Parse.Text(request.AccountName, "account_name", 100, "Give your sign-in name.");
        if (request.Password.Length is 0 or > PasswordRules.Longest)
            throw Problem.Invalid("password", "Give your password.");
        var (account, isKnownDevice) = await FindAsync(name, request.Place?.Device ?? "", cancel);
        var counted = await tries.CountAsync(
            isKnownDevice ? Tries.Place.OfDevice(request.Place!.Device) : Tries.Place.Of(name, request.Place?.Address ?? ""), cancel);
        // No connection is held while this takes its time.
        if (!await passwords.IsRightAsync(account?.PasswordHash, request.Password, isKnownDevice, cancel))
            throw WrongPassword();

        await using var transaction = await sessions.BeginAsync(cancel);
        await Tries.ForgiveAsync(transaction, counted, cancel);
        var signedIn = await sessions.StartAsync(transaction, account!.PersonId, "by password", account.MustSetPassword, cancel);
        await transaction.CommitAsync(cancel);
        return new() { SignedIn = signedIn };
    }

    internal static RpcException WrongPassword() => Problem.Of(
        StatusCode.Unauthenticated, "WRONG_PASSWORD", "The sign-in name or the password is not right. Check both and try again.");

    private async Task<(Accounts.Row? Account, bool IsKnownDevice)> FindAsync(string name, string device, CancellationToken cancel)
    {
        await using var transaction = await sessions.BeginAsync(cancel);
        var account = await Accounts.FindAsync(transaction, name, cancel);
        // Asked of nobody too: how long it takes does not tell whether there is such an account.
        var isKnown = await transaction.GetAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM device WHERE secret_hash = @hash AND person_id = @personId)", new { hash = Secret.Hash(device), personId = account?.PersonId ?? Guid.Empty }, cancel);
        return (account, isKnown);
    }
}
