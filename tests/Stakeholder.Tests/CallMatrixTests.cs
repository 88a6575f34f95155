using CoProduction.Audit.V1;
using CoProduction.Messages.V1;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Access;
using CoProduction.TestCommon.Modules;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests;

/// <summary>Every call of this module by everybody who could try it.</summary>
public sealed class CallMatrixTests(Installation installation)
{
    private readonly CallMatrix _matrix = new(installation.Module, [.. StakeholderReflection.Descriptor.Services, .. SafeguardingReflection.Descriptor.Services, .. IdentifyReflection.Descriptor.Services, .. AccessReflection.Descriptor.Services,
        .. EngageReflection.Descriptor.Services, .. GovernReflection.Descriptor.Services, .. DeliverReflection.Descriptor.Services, .. RepresentReflection.Descriptor.Services, .. PeopleReflection.Descriptor.Services, .. VoiceReflection.Descriptor.Services,
        .. PeopleImportReflection.Descriptor.Services, .. OwnDataReflection.Descriptor.Services, .. EmpowerReflection.Descriptor.Services,
        MessagesReflection.Descriptor.Services[0], AuditReflection.Descriptor.Services[0]]);

    [Fact]
    public async Task AnyCall_RoleInThePartnership_AllowedWhatTheTableSays() => Assert.Empty(await _matrix.WithARoleAsync(await ThingsAsync()));

    [Fact]
    public async Task AnyCall_RoleInTheProject_AllowedWhatTheTableSays() => Assert.Empty(await _matrix.WithARoleInTheProjectAsync(await ThingsAsync()));

    [Fact]
    public async Task AnyCall_RoleInAnotherProject_FindsNothing() => Assert.Empty(await _matrix.WithARoleInAnotherProjectAsync(await ThingsAsync()));

    [Fact]
    public async Task AnyCall_AnotherPartnership_AnswersNothingOfThisOne() => Assert.Empty(await _matrix.FromAnotherPartnershipAsync(await ThingsAsync()));

    [Fact]
    public async Task AnyCall_ThingsOfAnotherPartnership_AnsweredAsThingsThatAreNowhere() => Assert.Empty(await _matrix.NamesAsIfNowhereAsync(await ThingsAsync()));

    [Fact]
    public async Task AnyCall_NoGoodToken_Refused()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var withClock = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"), time: clock);

        Assert.Empty(await _matrix.WithoutAGoodTokenAsync(await ThingsAsync(), withClock, clock));
    }

    private async Task<CallMatrix.Things> ThingsAsync()
    {
        var partnership = await installation.NewPartnershipAsync();
        var project = await installation.NewProjectAsync(partnership);
        return new(partnership, project, await IdsAsync(partnership, project), await IdsAsync(partnership, await installation.NewProjectAsync(partnership)));
    }

    private async Task<Dictionary<string, string>> IdsAsync(Guid partnership, Guid project)
    {
        var access = installation.Access(await installation.NewAdministratorAsync(partnership));
        var person = await access.GrantMembershipAsync(
            new() { RequestId = Installation.NewId(), AccountName = Installation.NewName("sam"), DisplayName = "Sam", Roles = { Roles.Analyst } });
        var token = await access.CreateApiTokenAsync(new() { RequestId = Installation.NewId(), Name = "Dashboard", Scopes = { "theme.read" }, Days = 1 });
        var offered = await installation.Module.Client<EngageService.EngageServiceClient>(Callers.Administrator(partnership)).AddOpportunityAsync(new()
        {
            RequestId = Installation.NewId(),
            ProjectId = project.ToString(),
            Fields = new() { Kind = "job", Title = "Driver", What = "To drive.", Takes = "A day a week.", Pay = OpportunityPay.Paid, Money = "By the hour.", SayYes = "Ring us." },
        });
        return new() { ["opportunity_id"] = offered.Opportunity.OpportunityId, ["project_id"] = project.ToString(), ["person_id"] = person.Account.PersonId, ["token_id"] = token.Token.TokenId };
    }
}
