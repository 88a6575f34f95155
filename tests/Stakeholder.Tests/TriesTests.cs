using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests;

/// <summary>Tries to sign in are counted by where they come from, so that guessing is kept out and nobody else.</summary>
public sealed class TriesTests(Installation installation) : SignInTest(installation)
{
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
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await Installed.Postgres.NewDatabaseAsync("stakeholder"), time: time);
        var signIn = apart.Client<SignInService.SignInServiceClient>(Caller.Gateway);
        for (var i = 0; i < 10; i++)
            await EndAsync(signIn.SignInAsync(Try("sam", "guess number " + i)));
        Assert.Equal("TOO_MANY_TRIES", (await Refused.CallAsync(signIn.SignInAsync(Try("sam", "guess")))).Reason);

        time.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal("WRONG_PASSWORD", (await Refused.CallAsync(apart.Client<SignInService.SignInServiceClient>(Caller.Gateway).SignInAsync(Try("sam", "guess")))).Reason);
    }
}
