using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests;

/// <summary>Ways in, each for its person alone.</summary>
public sealed class SignInTests(Installation installation) : SignInTest(installation)
{
    [Fact]
    public async Task SignInByLink_New_LeadsInOnceAndAsksForAPassword()
    {
        var (name, secret) = await InvitedAsync();

        var signedIn = (await SignIn.SignInByLinkAsync(new() { Secret = secret })).SignedIn;
        var again = await Refused.CallAsync(SignIn.SignInByLinkAsync(new() { Secret = secret }));

        Assert.True(signedIn.MustSetPassword);
        Assert.Equal(name, (await ResolveAsync(signedIn)).Account.AccountName);
        Assert.Equal("LINK_USED", again.Reason);
    }

    [Fact]
    public async Task SignInByLink_ManyAtOnce_OneGetsIn()
    {
        var (_, secret) = await InvitedAsync();

        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => EndAsync(SignIn.SignInByLinkAsync(new() { Secret = secret }))));

        Assert.Equal(1, ends.Count(code => code == StatusCode.OK));
    }

    [Fact]
    public async Task SignIn_PasswordInAnyCaseOfTheName_RightOneOnly()
    {
        var name = await WithPasswordAsync();

        var signedIn = (await SignIn.SignInAsync(Try(name.ToUpperInvariant(), Password))).SignedIn;

        Assert.False(signedIn.MustSetPassword);
        Assert.Equal("WRONG_PASSWORD", (await Refused.CallAsync(SignIn.SignInAsync(Try(name, Password + "x")))).Reason);
        Assert.Equal("WRONG_PASSWORD", (await Refused.CallAsync(SignIn.SignInAsync(Try(name, Password.ToUpperInvariant())))).Reason);
    }

    [Fact]
    public async Task SignIn_NobodyOfThatName_SameAnswerAsForAWrongPassword()
    {
        var wrong = await Refused.CallAsync(SignIn.SignInAsync(Try(await WithPasswordAsync(), "something quite else")));
        var unknown = await Refused.CallAsync(SignIn.SignInAsync(Try(Installation.NewName("nobody"), "something quite else")));

        Assert.Equal((wrong.Code, wrong.Reason, wrong.Message), (unknown.Code, unknown.Reason, unknown.Message));
    }

    [Theory]
    [InlineData("too short 1")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("1234567890123")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("Password12345!")]
    [InlineData("qwertyuiop123")]
    [InlineData("CoProduction1")]
    public async Task SetPassword_EasilyGuessed_RefusedInWords(string password)
    {
        var (_, secret) = await InvitedAsync();
        var session = (await SignIn.SignInByLinkAsync(new() { Secret = secret })).SignedIn.Session;

        var error = await Refused.CallAsync(SignIn.SetPasswordAsync(new() { Session = session, NewPassword = password }));

        Assert.Equal((StatusCode.InvalidArgument, "new_password"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Theory]
    [InlineData("Alexandra2026!")]
    [InlineData("4l3x4ndr4-1984")]
    [InlineData("OkaforOkafor99")]
    [InlineData("a.okafor.12345")]
    [InlineData("Bramblewick2026")]
    [InlineData("BramblewickTogether1")]
    [InlineData("Alexandra Okafor")]
    public async Task SetPassword_MadeOfNamesThatOthersKnow_RefusedInWords(string password)
    {
        var partnership = await Installed.NewPartnershipAsync(Installation.NewName("Bramblewick Together"));
        var granted = await Installed.Access(Callers.Administrator(partnership)).GrantMembershipAsync(
            new(Grant(Installation.NewName("alex"), Roles.Analyst)) { DisplayName = "Alexandra Okafor", Email = "a.okafor@example.org" });
        var session = (await SignIn.SignInByLinkAsync(new() { Secret = granted.LinkSecret })).SignedIn.Session;

        var error = await Refused.CallAsync(SignIn.SetPasswordAsync(new() { Session = session, NewPassword = password }));

        Assert.Contains("Use three words", Assert.Single(error.Violations, violation => violation.Field == "new_password").Description);
    }

    [Fact]
    public async Task SendLink_WhileAccountsCannotBeRead_AnswersForEverybodyAndWritesLater()
    {
        var grant = Grant(Installation.NewName("sam"), Roles.Analyst);
        grant.Email = "sam@example.org";
        var granted = await Installed.Access(Callers.Administrator(await Installed.NewPartnershipAsync())).GrantMembershipAsync(grant);
        await using (var held = await Installed.Postgres.OpenAsSuperuserAsync(Installed.Module.Database))
        {
            await using var transaction = await held.BeginTransactionAsync();
            await Dapper.SqlMapper.ExecuteAsync(held, "LOCK TABLE one_time_secret IN ACCESS EXCLUSIVE MODE", transaction: transaction);

            foreach (var name in new[] { grant.AccountName, Installation.NewName("nobody") })
                Assert.Equal(new SendLinkResponse(), await SignIn.SendLinkAsync(new() { AccountName = name, AddressTemplate = "https://here/{secret}", Place = new() { Address = "192.0.2.9" } }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20)));
        }

        await Eventually.GetAsync(() => Installed.ReadBehindTheScenesAsync<long>(
            "SELECT count(*) FROM audit WHERE action = 'link.send' AND target_id = @id", new { id = Guid.Parse(granted.Account.PersonId) }), sent => sent == 1);
    }

    [Fact]
    public async Task RecoveryCode_HoweverTyped_LeadsInOnceAndNewOnesReplaceOld()
    {
        var name = await WithPasswordAsync();
        var session = (await SignIn.SignInAsync(Try(name, Password))).SignedIn.Session;
        var old = (await SignIn.CreateRecoveryCodesAsync(new() { Session = session })).Codes;
        var codes = (await SignIn.CreateRecoveryCodesAsync(new() { Session = session })).Codes;

        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal(StatusCode.Unauthenticated, await WithCodeAsync(name, old[0]));
        Assert.Equal(StatusCode.OK, await WithCodeAsync(name, " " + codes[0].ToUpperInvariant().Replace('-', ' ')));
        Assert.Equal(StatusCode.Unauthenticated, await WithCodeAsync(name, codes[0]));
        Assert.Equal(StatusCode.Unauthenticated, await WithCodeAsync(await WithPasswordAsync(), codes[1]));
    }

    [Fact]
    public async Task SignInAsDemo_NotOffered_NotFound()
    {
        var granted = await Installed.Access(Callers.System(await Installed.NewPartnershipAsync())).GrantMembershipAsync(
            new(Grant(Installation.NewName("demo"), Roles.Administrator)) { Demo = true });

        Assert.Equal(StatusCode.NotFound, await EndAsync(SignIn.SignInAsDemoAsync(new() { PersonId = granted.Account.PersonId })));
        Assert.Empty((await SignIn.ListDemoPeopleAsync(new())).People);
    }

    [Fact]
    public async Task EnsureAdministrator_ManyAtOnce_MakeOne()
    {
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await Installed.Postgres.NewDatabaseAsync("stakeholder"));
        var client = apart.Client<SignInService.SignInServiceClient>(Caller.System);

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.EnsureAdministratorAsync(new()).ResponseAsync));

        Assert.Single(made, one => one.OneTimePassword.Length > 0);
    }
}
