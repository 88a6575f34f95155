using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests;

public sealed class AccessCheckTests(Installation installation)
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a.b.c")]
    public async Task AnyCall_NoTokenOrNonsense_Unauthenticated(string? token)
    {
        var error = await CallAsync(installation.Module, token);

        Assert.Equal((StatusCode.Unauthenticated, "UNAUTHENTICATED"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task AnyCall_TokenTamperedWith_Unauthenticated()
    {
        var mine = installation.Module.Token(Callers.Analyst(await installation.NewPartnershipAsync())).Split('.');
        var theirs = installation.Module.Token(Callers.Administrator(await installation.NewPartnershipAsync())).Split('.');

        var error = await CallAsync(installation.Module, string.Join('.', mine[0], theirs[1], mine[2]));

        Assert.Equal(StatusCode.Unauthenticated, error.Code);
    }

    [Fact]
    public async Task AnyCall_TokenOfAnotherKey_Unauthenticated()
    {
        var folder = Directory.CreateTempSubdirectory("coproduction-key-").FullName;
        KeyFile.CreateIfMissing(Path.Combine(folder, "key.pem"));
        var keys = TokenKeys.From(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Identity:KeyFile"] = Path.Combine(folder, "key.pem") }).Build());
        Directory.Delete(folder, recursive: true);
        var token = new TokenIssuer(keys, TimeProvider.System).Issue(Callers.Analyst(await installation.NewPartnershipAsync()));

        var error = await CallAsync(installation.Module, token);

        Assert.Equal(StatusCode.Unauthenticated, error.Code);
    }

    [Fact]
    public async Task AnyCall_TokenExpired_Unauthenticated()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var module = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"), time: time);
        var token = module.Token(Callers.Analyst(Guid.NewGuid()));
        time.Advance(TimeSpan.FromSeconds(119));
        var before = await CallAsync(module, token);

        time.Advance(TimeSpan.FromSeconds(12)); // past the two minutes and the ten seconds that clocks may differ
        var after = await CallAsync(module, token);

        Assert.Equal((StatusCode.NotFound, StatusCode.Unauthenticated), (before.Code, after.Code));
    }

    [Fact]
    public async Task AnyCall_RoleWithoutPermission_PermissionDenied()
    {
        var partnership = await installation.NewPartnershipAsync();
        var (administrator, analyst, facilitator) = (Callers.Administrator(partnership), Callers.Analyst(partnership), Callers.Facilitator(partnership));
        var grant = new GrantMembershipRequest { RequestId = Installation.NewId(), AccountName = Installation.NewName("sam"), DisplayName = "Sam", Roles = { Roles.Administrator } };
        var resolve = new ResolveAccountRequest { AccountName = "sam" };
        var create = new CreatePartnershipRequest { RequestId = Installation.NewId(), Name = Installation.NewName("Wenlow") };

        var errors = await Task.WhenAll(
            Refused.CallAsync(installation.Stakeholder(analyst).CreateProjectAsync(Installation.AnyProject())),
            Refused.CallAsync(installation.Stakeholder(Caller.Worker with { PartnershipId = partnership }).ListProjectsAsync(new())),
            Refused.CallAsync(installation.Stakeholder(administrator).CreatePartnershipAsync(create)),
            Refused.CallAsync(installation.Access(analyst).GrantMembershipAsync(grant)),
            Refused.CallAsync(installation.Access(facilitator).GrantMembershipAsync(grant)),
            Refused.CallAsync(installation.Access(administrator).ResolveAccountAsync(resolve)),
            Refused.CallAsync(installation.Access(Caller.Gateway).ResolveAccountAsync(resolve)));

        Assert.All(errors, error => Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), (error.Code, error.Reason)));
    }

    private static Task<Shared.Errors.ServiceError> CallAsync(RunningModule module, string? token) =>
        Refused.CallAsync(module.ClientWithToken<StakeholderService.StakeholderServiceClient>(token).GetPartnershipAsync(new()));
}
