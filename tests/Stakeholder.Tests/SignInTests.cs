using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests;

/// <summary>Ways in, for how long they lead in, and who is kept out.</summary>
public sealed class SignInTests(Installation installation)
{
    private const string Password = "kettle orchard bicycle";

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

    [Fact]
    public async Task SignIn_TooManyWrongTriesFromOnePlace_KeepsThatPlaceOutAndNobodyElse()
    {
        var name = await WithPasswordAsync();
        var device = (await SignIn.SignInAsync(Try(name, Password, "192.0.2.1"))).SignedIn.Device;
        for (var i = 0; i < 10; i++)
            Assert.Equal("WRONG_PASSWORD", (await Refused.CallAsync(SignIn.SignInAsync(Try(name, "guess number " + i, "192.0.2.66")))).Reason);

        var there = await Refused.CallAsync(SignIn.SignInAsync(Try(name, Password, "192.0.2.66")));
        var elsewhere = await EndAsync(SignIn.SignInAsync(Try(name, Password, "192.0.2.2")));
        var ownBrowserThere = await EndAsync(SignIn.SignInAsync(Try(name, Password, "192.0.2.66", device)));

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_TRIES"), (there.Code, there.Reason));
        Assert.Equal((StatusCode.OK, StatusCode.OK), (elsewhere, ownBrowserThere));
    }

    [Fact]
    public async Task SignIn_WrongTriesFromEverywhere_OwnBrowserAndRecoveryCodeLeadInStill()
    {
        var name = await WithPasswordAsync();
        var signedIn = (await SignIn.SignInAsync(Try(name, Password))).SignedIn;
        var codes = (await SignIn.CreateRecoveryCodesAsync(new() { Session = signedIn.Session })).Codes;
        for (var i = 0; i < 100; i++)
            await EndAsync(SignIn.SignInAsync(Try(name, "guess number " + i, $"198.51.100.{i}")));

        Assert.Equal("TOO_MANY_TRIES", (await Refused.CallAsync(SignIn.SignInAsync(Try(name, Password, "203.0.113.9")))).Reason);
        Assert.Equal(StatusCode.OK, await EndAsync(SignIn.SignInAsync(Try(name, Password, "203.0.113.9", signedIn.Device))));
        Assert.Equal(StatusCode.OK, await EndAsync(SignIn.SignInByRecoveryCodeAsync(new() { AccountName = name, Code = codes[0], Place = new() { Address = "203.0.113.9" } })));
    }

    [Fact]
    public async Task SignIn_AnotherPersonsDevice_IsNotKnown()
    {
        var (mine, theirs) = (await WithPasswordAsync(), await WithPasswordAsync());
        var device = (await SignIn.SignInAsync(Try(mine, Password))).SignedIn.Device;
        for (var i = 0; i < 10; i++)
            await EndAsync(SignIn.SignInAsync(Try(theirs, "guess number " + i, "192.0.2.70", device)));

        Assert.Equal("TOO_MANY_TRIES", (await Refused.CallAsync(SignIn.SignInAsync(Try(theirs, Password, "192.0.2.70", device)))).Reason);
    }

    [Fact]
    public async Task SignIn_AfterAQuarterOfAnHour_TriesCountAnew()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"), time: time);
        var signIn = apart.Client<SignInService.SignInServiceClient>(Caller.Gateway);
        for (var i = 0; i < 10; i++)
            await EndAsync(signIn.SignInAsync(Try("sam", "guess number " + i)));
        Assert.Equal("TOO_MANY_TRIES", (await Refused.CallAsync(signIn.SignInAsync(Try("sam", "guess")))).Reason);

        time.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal("WRONG_PASSWORD", (await Refused.CallAsync(apart.Client<SignInService.SignInServiceClient>(Caller.Gateway).SignInAsync(Try("sam", "guess")))).Reason);
    }

    [Fact]
    public async Task Session_IdleOrOld_IsOver()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"), time: time);
        var made = await apart.Client<SignInService.SignInServiceClient>(Caller.System).EnsureAdministratorAsync(new());
        var idle = await EnterAsync();
        var busy = await EnterAsync();

        for (var minutes = 0; minutes < 11 * 60; minutes += 60)
        {
            time.Advance(TimeSpan.FromMinutes(60));
            await Client().ResolveSessionAsync(new() { Session = busy });
        }
        var idleEnd = await Refused.CallAsync(Client().ResolveSessionAsync(new() { Session = idle }));
        time.Advance(TimeSpan.FromMinutes(61));
        var oldEnd = await Refused.CallAsync(Client().ResolveSessionAsync(new() { Session = busy }));

        Assert.Equal(("SESSION_OVER", "SESSION_OVER"), (idleEnd.Reason, oldEnd.Reason));

        SignInService.SignInServiceClient Client() => apart.Client<SignInService.SignInServiceClient>(Caller.Gateway);

        async Task<string> EnterAsync() => (await Client().SignInAsync(Try(made.AccountName, made.OneTimePassword))).SignedIn.Session;
    }

    [Fact]
    public async Task EndSession_HereOrEverywhere_EndsWhatItSays()
    {
        var name = await WithPasswordAsync();
        var sessions = new List<SignedIn>();
        for (var i = 0; i < 3; i++)
            sessions.Add((await SignIn.SignInAsync(Try(name, Password))).SignedIn);

        await SignIn.EndSessionAsync(new() { Session = sessions[0].Session });
        var ends = await Task.WhenAll(sessions.Select(session => EndAsync(SignIn.ResolveSessionAsync(new() { Session = session.Session }))));
        await SignIn.EndSessionAsync(new() { Session = sessions[1].Session, Everywhere = true });

        Assert.Equal([StatusCode.Unauthenticated, StatusCode.OK, StatusCode.OK], ends);
        Assert.Equal(StatusCode.Unauthenticated, await EndAsync(SignIn.ResolveSessionAsync(new() { Session = sessions[2].Session })));
    }

    [Fact]
    public async Task SetPassword_Changed_EndsOtherSessionsAndTheOldPassword()
    {
        var name = await WithPasswordAsync();
        var (mine, other) = ((await SignIn.SignInAsync(Try(name, Password))).SignedIn, (await SignIn.SignInAsync(Try(name, Password))).SignedIn);

        var wrong = await Refused.CallAsync(SignIn.SetPasswordAsync(new() { Session = mine.Session, CurrentPassword = "not this one", NewPassword = "lantern gravel sonnet" }));
        await SignIn.SetPasswordAsync(new() { Session = mine.Session, CurrentPassword = Password, NewPassword = "lantern gravel sonnet" });

        Assert.Equal("current_password", Assert.Single(wrong.Violations).Field);
        Assert.Equal(StatusCode.OK, await EndAsync(SignIn.ResolveSessionAsync(new() { Session = mine.Session })));
        Assert.Equal(StatusCode.Unauthenticated, await EndAsync(SignIn.ResolveSessionAsync(new() { Session = other.Session })));
        Assert.Equal(StatusCode.Unauthenticated, await EndAsync(SignIn.SignInAsync(Try(name, Password))));
        Assert.Equal(StatusCode.OK, await EndAsync(SignIn.SignInAsync(Try(name, "lantern gravel sonnet"))));
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
    public async Task RemoveMembership_SignedIn_RolesAreGoneAtOnce()
    {
        var partnership = await installation.NewPartnershipAsync();
        var access = installation.Access(Callers.Administrator(partnership));
        var granted = await access.GrantMembershipAsync(Grant(Installation.NewName("sam"), Roles.Analyst));
        var signedIn = (await SignIn.SignInByLinkAsync(new() { Secret = granted.LinkSecret })).SignedIn;
        Assert.Equal(partnership.ToString(), (await ResolveAsync(signedIn)).PartnershipId);

        await access.RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = granted.Account.PersonId });

        Assert.Empty((await ResolveAsync(signedIn)).Account.Memberships);
    }

    [Fact]
    public async Task RemoveMembership_LastAdministrator_IsRefused()
    {
        var access = installation.Access(Callers.Administrator(await installation.NewPartnershipAsync()));
        var administrator = await access.GrantMembershipAsync(Grant(Installation.NewName("ada"), Roles.Administrator));

        var removed = await Refused.CallAsync(access.RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = administrator.Account.PersonId }));
        var demoted = await Refused.CallAsync(access.GrantMembershipAsync(Grant(administrator.Account.AccountName, Roles.Analyst)));

        Assert.Equal(("LAST_ADMINISTRATOR", "LAST_ADMINISTRATOR"), (removed.Reason, demoted.Reason));
    }

    [Fact]
    public async Task RemoveMembership_TwoAdministratorsAtOnce_OneStays()
    {
        var partnership = await installation.NewPartnershipAsync();
        var access = installation.Access(Callers.Administrator(partnership));
        var two = new[] { await access.GrantMembershipAsync(Grant(Installation.NewName("ada"), Roles.Administrator)), await access.GrantMembershipAsync(Grant(Installation.NewName("bea"), Roles.Administrator)) };

        var ends = await Task.WhenAll(two.Select(one => EndAsync(access.RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = one.Account.PersonId }))));

        Assert.Equal([StatusCode.OK, StatusCode.FailedPrecondition], ends.Order());
    }

    [Fact]
    public async Task CreateLink_MemberOfAnotherPartnershipToo_IsRefused()
    {
        var (here, there) = (await installation.NewPartnershipAsync(), await installation.NewPartnershipAsync());
        var grant = Grant(Installation.NewName("sam"), Roles.Analyst);
        var granted = await installation.Access(Callers.Administrator(here)).GrantMembershipAsync(grant);
        var link = await installation.Access(Callers.Administrator(here)).CreateLinkAsync(new() { RequestId = Installation.NewId(), PersonId = granted.Account.PersonId });
        await installation.Access(Callers.System(there)).GrantMembershipAsync(new(grant) { RequestId = Installation.NewId() });

        var refused = await Refused.CallAsync(installation.Access(Callers.Administrator(here)).CreateLinkAsync(new() { RequestId = Installation.NewId(), PersonId = granted.Account.PersonId }));

        Assert.NotEmpty(link.LinkSecret);
        Assert.Equal("WORKS_ELSEWHERE", refused.Reason);
    }

    [Fact]
    public async Task GrantMembership_AccountMadeElsewhere_OnlyByWhoeverRunsTheInstallation()
    {
        var grant = Grant(Installation.NewName("sam"), Roles.Administrator);
        var (there, here) = (await installation.NewPartnershipAsync(), await installation.NewPartnershipAsync());
        await installation.Access(Callers.Administrator(there)).GrantMembershipAsync(grant);
        var again = new GrantMembershipRequest(grant) { RequestId = Installation.NewId(), Email = "somebody.else@example.org" };

        var refused = await Refused.CallAsync(installation.Access(Callers.Administrator(here)).GrantMembershipAsync(again));
        var granted = await installation.Access(Callers.System(here)).GrantMembershipAsync(again);
        var changed = await installation.Access(Callers.Administrator(here)).GrantMembershipAsync(new(grant) { RequestId = Installation.NewId() });

        Assert.Equal("ACCOUNT_ELSEWHERE", refused.Reason);
        Assert.Equal(("", granted.Account.PersonId), (granted.LinkSecret, changed.Account.PersonId));
        Assert.Null(await installation.ReadBehindTheScenesAsync<string?>(
            "SELECT email FROM account WHERE person_id = @person", new { person = Guid.Parse(granted.Account.PersonId) }));
    }

    [Fact]
    public async Task GrantMembership_RemovedBefore_ComesBack()
    {
        var access = installation.Access(Callers.Administrator(await installation.NewPartnershipAsync()));
        var grant = Grant(Installation.NewName("sam"), Roles.Analyst);
        var first = await access.GrantMembershipAsync(grant);
        await access.RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = first.Account.PersonId });

        var again = await access.GrantMembershipAsync(new(grant) { RequestId = Installation.NewId() });

        Assert.Equal(first.Account.PersonId, again.Account.PersonId);
    }

    [Fact]
    public async Task SignInAsDemo_NotOffered_NotFound()
    {
        var granted = await installation.Access(Callers.System(await installation.NewPartnershipAsync())).GrantMembershipAsync(
            new(Grant(Installation.NewName("demo"), Roles.Administrator)) { Demo = true });

        Assert.Equal(StatusCode.NotFound, await EndAsync(SignIn.SignInAsDemoAsync(new() { PersonId = granted.Account.PersonId })));
        Assert.Empty((await SignIn.ListDemoPeopleAsync(new())).People);
    }

    [Fact]
    public async Task GrantMembership_DemoByAnAdministrator_IsRefused() =>
        Assert.Equal(StatusCode.InvalidArgument, await EndAsync(installation.Access(Callers.Administrator(await installation.NewPartnershipAsync())).GrantMembershipAsync(
            new(Grant(Installation.NewName("demo"), Roles.Administrator)) { Demo = true })));

    [Fact]
    public async Task EnsureAdministrator_ManyAtOnce_MakeOne()
    {
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"));
        var client = apart.Client<SignInService.SignInServiceClient>(Caller.System);

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.EnsureAdministratorAsync(new()).ResponseAsync));

        Assert.Single(made, one => one.OneTimePassword.Length > 0);
    }

    [Fact]
    public async Task ApiToken_RevokedOrExpired_IsNotTaken()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"), time: time);
        var created = await apart.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = "Wenlow" });
        var administrator = Callers.Administrator(Guid.Parse(created.Partnership.PartnershipId));
        var (revoked, expiring) = (await NewAsync(30), await NewAsync(1));

        Assert.Equal(created.Partnership.PartnershipId, (await Gateway().ResolveApiTokenAsync(new() { Secret = expiring.Secret })).PartnershipId);
        await Access().RevokeApiTokenAsync(new() { RequestId = Installation.NewId(), TokenId = revoked.Token.TokenId });
        time.Advance(TimeSpan.FromDays(1));

        foreach (var secret in new[] { revoked.Secret, expiring.Secret, expiring.Secret + "x", "" })
            Assert.Equal("TOKEN_NOT_VALID", (await Refused.CallAsync(Gateway().ResolveApiTokenAsync(new() { Secret = secret }))).Reason);

        AccessService.AccessServiceClient Access() => apart.Client<AccessService.AccessServiceClient>(administrator);

        SignInService.SignInServiceClient Gateway() => apart.Client<SignInService.SignInServiceClient>(Caller.Gateway);

        async Task<CreateApiTokenResponse> NewAsync(int days) =>
            await Access().CreateApiTokenAsync(new() { RequestId = Installation.NewId(), Name = "Dashboard", Scopes = { "theme.read" }, Days = days });
    }

    [Fact]
    public async Task Secrets_OfEveryKind_AreNowhereInTheDatabase()
    {
        var partnership = await installation.NewPartnershipAsync();
        var access = installation.Access(Callers.Administrator(partnership));
        var granted = await access.GrantMembershipAsync(Grant(Installation.NewName("sam"), Roles.Analyst));
        var token = await access.CreateApiTokenAsync(new() { RequestId = Installation.NewId(), Name = "Dashboard", Scopes = { "theme.read" }, Days = 1 });
        var signedIn = (await SignIn.SignInByLinkAsync(new() { Secret = granted.LinkSecret })).SignedIn;
        await SignIn.SetPasswordAsync(new() { Session = signedIn.Session, NewPassword = Password + " too" });
        var codes = (await SignIn.CreateRecoveryCodesAsync(new() { Session = signedIn.Session })).Codes;

        foreach (var table in new[] { "account", "session", "device", "one_time_secret", "api_token", "request", "audit", "outbox" })
        {
            var text = await installation.ReadBehindTheScenesAsync<string?>($"SELECT string_agg(t::text || encode(coalesce(row_to_json(t)::text, '')::bytea, 'escape'), ' ') FROM {table} t", new { }) ?? "";
            foreach (var secret in new[] { granted.LinkSecret, token.Secret, signedIn.Session, signedIn.Device, Password + " too", codes[0] })
            {
                Assert.DoesNotContain(secret, text);
                Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(secret)), text);
            }
        }
    }

    [Fact]
    public async Task GetMyPage_OfThePersonSupported_OnlyWithinTheScopeAndSeenByThem()
    {
        var partnership = await installation.NewPartnershipAsync();
        var access = installation.Access(Callers.Administrator(partnership));
        var mina = Guid.Parse((await access.GrantMembershipAsync(Grant(Installation.NewName("mina"), Roles.Member))).Account.PersonId);
        var sunny = Guid.Parse((await access.GrantMembershipAsync(
            new(Grant(Installation.NewName("sunny"), Roles.Supporter)) { SupportsPersonId = mina.ToString(), SupportScopes = { "my_page" } })).Account.PersonId);
        var stranger = Guid.Parse((await access.GrantMembershipAsync(Grant(Installation.NewName("kim"), Roles.Member))).Account.PersonId);

        var seen = await installation.Access(Callers.With(Roles.Supporter, partnership) with { PersonId = sunny }).GetMyPageAsync(new() { PersonId = mina.ToString() });
        var refused = await Refused.CallAsync(installation.Access(Callers.With(Roles.Member, partnership) with { PersonId = stranger }).GetMyPageAsync(new() { PersonId = mina.ToString() }));
        var own = await installation.Access(Callers.With(Roles.Member, partnership) with { PersonId = mina }).GetMyPageAsync(new());

        Assert.Equal([Roles.Member], seen.Roles);
        Assert.Equal("NOT_A_SUPPORTER", refused.Reason);
        Assert.Contains(own.Sightings, sighting => sighting.Action == "my-page.read");
    }

    private SignInService.SignInServiceClient SignIn => installation.Module.Client<SignInService.SignInServiceClient>(Caller.Gateway);

    private static SignInRequest Try(string name, string password, string address = "192.0.2.7", string device = "") =>
        new() { AccountName = name, Password = password, Place = new() { Address = address, Device = device } };

    private static GrantMembershipRequest Grant(string name, string role) => new() { RequestId = Installation.NewId(), AccountName = name, DisplayName = "Sam", Roles = { role } };

    private async Task<(string Name, string LinkSecret)> InvitedAsync()
    {
        var grant = Grant(Installation.NewName("sam"), Roles.Analyst);
        var granted = await installation.Access(Callers.Administrator(await installation.NewPartnershipAsync())).GrantMembershipAsync(grant);
        return (grant.AccountName, granted.LinkSecret);
    }

    private async Task<string> WithPasswordAsync()
    {
        var (name, secret) = await InvitedAsync();
        var session = (await SignIn.SignInByLinkAsync(new() { Secret = secret })).SignedIn.Session;
        await SignIn.SetPasswordAsync(new() { Session = session, NewPassword = Password });
        return name;
    }

    private async Task<ResolveSessionResponse> ResolveAsync(SignedIn signedIn) => await SignIn.ResolveSessionAsync(new() { Session = signedIn.Session });

    private Task<StatusCode> WithCodeAsync(string name, string code) =>
        EndAsync(SignIn.SignInByRecoveryCodeAsync(new() { AccountName = name, Code = code, Place = new() { Address = "192.0.2.7" } }));

    private static async Task<StatusCode> EndAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }
}
