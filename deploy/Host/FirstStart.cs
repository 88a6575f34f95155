using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Host;

/// <summary>What the first start of an installation does: it makes somebody who may set it up.</summary>
internal static class FirstStart
{
    /// <summary>The sign-in name of the first administrator.</summary>
    public const string AccountName = "admin";

    /// <summary>Makes the first administrator when there is none, and prints the one-time password, which is kept nowhere.</summary>
    public static async Task EnsureAdministratorAsync(IReadOnlyDictionary<string, string?> callSettings, CancellationToken cancel)
    {
        await using var clients = new OperatorClients(callSettings);
        var made = await clients.As<SignInService.SignInServiceClient>(Caller.System).EnsureAdministratorAsync(new(), cancellationToken: cancel);
        if (made.OneTimePassword.Length > 0)
            Console.WriteLine($"administrator: sign in as {made.AccountName} with the one-time password {made.OneTimePassword} and choose your own. It is shown only now.");
    }
}
