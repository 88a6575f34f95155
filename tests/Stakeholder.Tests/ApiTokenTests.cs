using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests;

/// <summary>Programs' ways in.</summary>
public sealed class ApiTokenTests(Installation installation) : SignInTest(installation)
{
    [Fact]
    public async Task ApiToken_RevokedOrExpired_IsNotTaken()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await Installed.Postgres.NewDatabaseAsync("stakeholder"), time: time);
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

    [Theory]
    [InlineData("person.read")]
    [InlineData("person.contact")]
    [InlineData("representative.read")]
    public async Task CreateApiToken_ToReadBothWhoPeopleAreAndWhatTheySaid_IsRefused(string ofPeople)
    {
        var administrator = Installed.Module.Client<AccessService.AccessServiceClient>(Callers.Administrator(await Installed.NewPartnershipAsync()));

        var refused = await Refused.CallAsync(administrator.CreateApiTokenAsync(
            new() { RequestId = Installation.NewId(), Name = "Both", Scopes = { "statement.read", ofPeople }, Days = 1 }));

        Assert.Contains("Make two tokens", Assert.Single(refused.Violations, violation => violation.Field == "scopes").Description);
    }
}
