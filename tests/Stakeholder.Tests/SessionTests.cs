using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests;

/// <summary>For how long somebody is signed in, and what ends it.</summary>
public sealed class SessionTests(Installation installation) : SignInTest(installation)
{
    [Fact]
    public async Task Session_IdleOrOld_IsOver()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await Installed.Postgres.NewDatabaseAsync("stakeholder"), time: time);
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

    [Fact]
    public async Task RemoveMembership_SignedIn_RolesAreGoneAtOnce()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var access = Installed.Access(Callers.Administrator(partnership));
        var granted = await access.GrantMembershipAsync(Grant(Installation.NewName("sam"), Roles.Analyst));
        var signedIn = (await SignIn.SignInByLinkAsync(new() { Secret = granted.LinkSecret })).SignedIn;
        Assert.Equal(partnership.ToString(), (await ResolveAsync(signedIn)).PartnershipId);

        await access.RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = granted.Account.PersonId });

        Assert.Empty((await ResolveAsync(signedIn)).Account.Memberships);
    }
}
