using CoProduction.Shared.Access;

namespace CoProduction.Stakeholder.Tests;

/// <summary>What lets somebody in is kept nowhere as it is.</summary>
public sealed class SecretsTests(Installation installation) : SignInTest(installation)
{
    [Fact]
    public async Task Secrets_OfEveryKind_AreNowhereInTheDatabase()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var access = Installed.Access(await Installed.NewAdministratorAsync(partnership));
        var granted = await access.GrantMembershipAsync(Grant(Installation.NewName("sam"), Roles.Analyst));
        var token = await access.CreateApiTokenAsync(new() { RequestId = Installation.NewId(), Name = "Dashboard", Scopes = { "theme.read" }, Days = 1 });
        var signedIn = (await SignIn.SignInByLinkAsync(new() { Secret = granted.LinkSecret })).SignedIn;
        await SignIn.SetPasswordAsync(new() { Session = signedIn.Session, NewPassword = Password + " too" });
        var codes = (await SignIn.CreateRecoveryCodesAsync(new() { Session = signedIn.Session })).Codes;

        foreach (var table in new[] { "account", "session", "device", "one_time_secret", "api_token", "request", "audit", "outbox" })
        {
            var text = await Installed.ReadBehindTheScenesAsync<string?>($"SELECT string_agg(t::text || encode(coalesce(row_to_json(t)::text, '')::bytea, 'escape'), ' ') FROM {table} t", new { }) ?? "";
            foreach (var secret in new[] { granted.LinkSecret, token.Secret, signedIn.Session, signedIn.Device, Password + " too", codes[0] })
            {
                Assert.DoesNotContain(secret, text);
                Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(secret)), text);
            }
        }
    }
}
