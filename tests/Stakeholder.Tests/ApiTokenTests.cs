using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.ApiTokens;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests;

/// <summary>Programs' ways in, and who answers for them.</summary>
public sealed class ApiTokenTests(Installation installation) : SignInTest(installation)
{
    public static TheoryData<string> WaysToGo { get; } = ["removed", "another role", "erased", "another role at the provider", "refused by the provider"];

    [Fact]
    public async Task ApiToken_RevokedOrExpired_IsNotTaken()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await Installed.Postgres.NewDatabaseAsync("stakeholder"), time: time);
        var (partnership, administrator) = await ApartAsync(apart);
        var (revoked, expiring) = (await NewAsync(30), await NewAsync(1));

        Assert.Equal(partnership.ToString(), (await Gateway().ResolveApiTokenAsync(new() { Secret = expiring.Secret })).PartnershipId);
        await Access().RevokeApiTokenAsync(new() { RequestId = Installation.NewId(), TokenId = revoked.Token.TokenId });
        time.Advance(TimeSpan.FromDays(1));

        foreach (var secret in new[] { revoked.Secret, expiring.Secret, expiring.Secret + "x", "" })
            Assert.Equal("TOKEN_NOT_VALID", (await Refused.CallAsync(Gateway().ResolveApiTokenAsync(new() { Secret = secret }))).Reason);

        AccessService.AccessServiceClient Access() => apart.Client<AccessService.AccessServiceClient>(administrator);

        SignInService.SignInServiceClient Gateway() => apart.Client<SignInService.SignInServiceClient>(Caller.Gateway);

        async Task<CreateApiTokenResponse> NewAsync(int days) => await Access().CreateApiTokenAsync(AToken(days));
    }

    [Theory, MemberData(nameof(WaysToGo))]
    public async Task ApiToken_OwnerGoesInAnyWay_EndsAtOnceAndForGood(string way)
    {
        var partnershipName = Installation.NewName("Partnership");
        var partnership = await Installed.NewPartnershipAsync(partnershipName);
        var stays = Installed.Access(await Installed.NewAdministratorAsync(partnership));
        var subject = Installation.NewId();
        var provider = new SignInByProviderRequest { Issuer = "https://idp.example", Subject = subject, DisplayName = "Bea", Memberships = { new ProviderMembership { PartnershipName = partnershipName, Roles = { Roles.Administrator } } } };
        var grant = Grant(Installation.NewName("bea"), Roles.Administrator);
        var goes = way.Contains("provider", StringComparison.Ordinal)
            ? (await ResolveAsync((await SignIn.SignInByProviderAsync(provider)).SignedIn)).Account.PersonId
            : (await stays.GrantMembershipAsync(grant)).Account.PersonId;
        var caller = Callers.Administrator(partnership) with { PersonId = Guid.Parse(goes) };
        var made = await Installed.Access(caller).CreateApiTokenAsync(AToken());
        await SignIn.ResolveApiTokenAsync(new() { Secret = made.Secret });

        switch (way)
        {
            case "removed":
                await stays.RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = goes });
                break;
            case "another role":
                await stays.GrantMembershipAsync(Grant(grant.AccountName, Roles.Analyst));
                break;
            case "erased":
                await Installed.Module.Client<OwnDataService.OwnDataServiceClient>(caller).ErasePersonAsync(new() { RequestId = Installation.NewId(), Sure = true });
                break;
            case "another role at the provider":
                provider.Memberships[0].Roles[0] = Roles.Analyst;
                await SignIn.SignInByProviderAsync(provider);
                break;
            default:
                provider.Memberships.Clear();
                await Refused.CallAsync(SignIn.SignInByProviderAsync(provider));
                break;
        }

        Assert.Equal("TOKEN_NOT_VALID", (await Refused.CallAsync(SignIn.ResolveApiTokenAsync(new() { Secret = made.Secret }))).Reason);
        var listed = Assert.Single((await stays.ListApiTokensAsync(new())).Tokens);
        Assert.NotNull(listed.EndedAt);
        Assert.Equal(goes, listed.OwnerId);
        Assert.Equal("api-token.end", await LatestAsync(partnership, listed.TokenId));
        Assert.Equal("TOKEN_ENDED", (await Refused.CallAsync(stays.TakeOverApiTokenAsync(new() { RequestId = Installation.NewId(), TokenId = listed.TokenId }))).Reason);
        if (way is "removed" or "another role")
        {
            // Nobody expects an old way in to open when somebody comes back.
            await stays.GrantMembershipAsync(new(grant) { RequestId = Installation.NewId() });
            Assert.Equal("TOKEN_NOT_VALID", (await Refused.CallAsync(SignIn.ResolveApiTokenAsync(new() { Secret = made.Secret }))).Reason);
        }
    }

    [Fact]
    public async Task TakeOverApiToken_BeforeItsOwnerGoes_GoesOnAndSaysWhoseItIs()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var (goes, stays) = (await Installed.NewAdministratorAsync(partnership), await Installed.NewAdministratorAsync(partnership));
        var made = await Installed.Access(goes).CreateApiTokenAsync(AToken());

        var taken = (await Installed.Access(stays).TakeOverApiTokenAsync(new() { RequestId = Installation.NewId(), TokenId = made.Token.TokenId })).Token;
        await Installed.Access(stays).RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = goes.PersonId.ToString() });

        Assert.Equal((stays.PersonId.ToString(), "Ada"), (taken.OwnerId, taken.OwnerName));
        Assert.NotNull(taken.TakenOverAt);
        Assert.Equal(made.Token.TokenId, (await SignIn.ResolveApiTokenAsync(new() { Secret = made.Secret })).Token.TokenId);
        Assert.Equal("api-token.take-over", await LatestAsync(partnership, taken.TokenId));
        Assert.Empty((await Installed.Access(stays).ListApiTokensAsync(new() { OwnerId = goes.PersonId.ToString() })).Tokens);
    }

    [Fact]
    public async Task TakeOverApiToken_OfAnotherPartnership_IsNotThere()
    {
        var (here, there) = (await Installed.NewPartnershipAsync(), await Installed.NewPartnershipAsync());
        var made = await Installed.Access(await Installed.NewAdministratorAsync(there)).CreateApiTokenAsync(AToken());
        var access = Installed.Access(await Installed.NewAdministratorAsync(here));

        Assert.Equal(StatusCode.NotFound, await EndAsync(access.TakeOverApiTokenAsync(new() { RequestId = Installation.NewId(), TokenId = made.Token.TokenId })));
    }

    [Fact]
    public async Task CreateApiToken_ByTheStillGoodTokenOfSomebodyWhoHasGone_IsRefused()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var (goes, stays) = (await Installed.NewAdministratorAsync(partnership), await Installed.NewAdministratorAsync(partnership));
        var of = await Installed.Access(stays).CreateApiTokenAsync(AToken());
        await Installed.Access(stays).RemoveMembershipAsync(new() { RequestId = Installation.NewId(), PersonId = goes.PersonId.ToString() });

        var made = await Refused.CallAsync(Installed.Access(goes).CreateApiTokenAsync(AToken()));
        var taken = await Refused.CallAsync(Installed.Access(goes).TakeOverApiTokenAsync(new() { RequestId = Installation.NewId(), TokenId = of.Token.TokenId }));

        Assert.Equal(("NO_OWNER", "NO_OWNER"), (made.Reason, taken.Reason));
    }

    [Fact]
    public async Task ResolveApiToken_AgainAndAgain_KeepsTheDayWithOneWriteForEach()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56).AddHours(8));
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await Installed.Postgres.NewDatabaseAsync("stakeholder"), time: time);
        var (_, administrator) = await ApartAsync(apart);
        var access = apart.Client<AccessService.AccessServiceClient>(administrator);
        var made = await access.CreateApiTokenAsync(AToken());
        var before = (await access.ListApiTokensAsync(new())).Tokens[0].LastUsedOn;

        var first = await UseAsync();
        var again = await UseAsync();
        time.Advance(TimeSpan.FromDays(1));
        var nextDay = await UseAsync();

        Assert.Equal("", before);
        Assert.Equal("2026-01-02", (await apart.Client<AccessService.AccessServiceClient>(administrator).ListApiTokensAsync(new())).Tokens[0].LastUsedOn);
        Assert.Equal(first, again);
        Assert.NotEqual(again, nextDay);

        // The transaction that has written the row last.
        async Task<string> UseAsync()
        {
            await apart.Client<SignInService.SignInServiceClient>(Caller.Gateway).ResolveApiTokenAsync(new() { Secret = made.Secret });
            await using var connection = await Installed.Postgres.OpenAsSuperuserAsync(apart.Database);
            return (await Dapper.SqlMapper.ExecuteScalarAsync<string>(connection, "SELECT xmin::text FROM api_token"))!;
        }
    }

    [Fact]
    public async Task WarnOfTokens_RunsOutWithinAWeek_OwnerIsToldOnce()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56).AddHours(8));
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await Installed.Postgres.NewDatabaseAsync("stakeholder"), time: time);
        var (_, administrator) = await ApartAsync(apart);
        var access = apart.Client<AccessService.AccessServiceClient>(administrator);
        await access.CreateApiTokenAsync(AToken(days: 20));
        var warn = apart.Services.GetRequiredService<WarnOfTokens>();
        await warn.WarnAsync(TestContext.Current.CancellationToken);
        var atFirst = await WarnedAsync();
        time.Advance(TimeSpan.FromDays(14));

        await warn.WarnAsync(TestContext.Current.CancellationToken);
        var told = await WarnedAsync();
        time.Advance(TimeSpan.FromHours(1));
        await warn.WarnAsync(TestContext.Current.CancellationToken);

        Assert.Null(atFirst);
        Assert.NotNull(told);
        Assert.Equal(told, await WarnedAsync());
        Assert.Single((await apart.Client<AccessService.AccessServiceClient>(administrator).ListApiTokensAsync(new() { RunningOutWithinDays = 7 })).Tokens);
        Assert.Empty((await apart.Client<AccessService.AccessServiceClient>(administrator).ListApiTokensAsync(new() { RunningOutWithinDays = 1 })).Tokens);

        async Task<DateTime?> WarnedAsync()
        {
            await using var connection = await Installed.Postgres.OpenAsSuperuserAsync(apart.Database);
            return await Dapper.SqlMapper.ExecuteScalarAsync<DateTime?>(connection, "SELECT warned_at FROM api_token");
        }
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

    private static CreateApiTokenRequest AToken(int days = 30) => new() { RequestId = Installation.NewId(), Name = "Dashboard", Scopes = { "theme.read" }, Days = days };

    private static async Task<(Guid Partnership, Caller Administrator)> ApartAsync(RunningModule apart)
    {
        var created = await apart.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = "Wenlow" });
        var partnership = Guid.Parse(created.Partnership.PartnershipId);
        var granted = await apart.Client<AccessService.AccessServiceClient>(Callers.System(partnership)).GrantMembershipAsync(
            new(Grant("ada", Roles.Administrator)) { Email = "ada@wenlow.example" });
        return (partnership, Callers.Administrator(partnership) with { PersonId = Guid.Parse(granted.Account.PersonId) });
    }

    private async Task<string> LatestAsync(Guid partnership, string tokenId) => await Installed.ReadBehindTheScenesAsync<string>(
        "SELECT action FROM audit WHERE partnership_id = @partnership AND target_id = @id ORDER BY at DESC, audit_id DESC LIMIT 1", new { partnership, id = Guid.Parse(tokenId) });
}
