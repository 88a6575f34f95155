using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests;

public sealed class SignInByProviderTests(Installation installation)
{
    private readonly string _subject = Installation.NewName("subject");

    private SignInService.SignInServiceClient SignIn => installation.Module.Client<SignInService.SignInServiceClient>(Caller.Gateway);

    [Fact]
    public async Task SignInByProvider_RolesChange_AreReplacedAndOtherPartnershipsLeft()
    {
        var (here, there) = (await NewPartnershipAsync(), await NewPartnershipAsync());
        var first = await ResolveAsync(await EnterAsync((here.Name, [Roles.Facilitator, Roles.Analyst]), (there.Name, [Roles.Member])));

        var second = await ResolveAsync(await EnterAsync((here.Name, [Roles.Sponsor])));

        Assert.Equal(first.Account.PersonId, second.Account.PersonId);
        Assert.Equal(2, first.Account.Memberships.Count);
        var left = Assert.Single(second.Account.Memberships);
        Assert.Equal((here.Id.ToString(), Roles.Sponsor), (left.PartnershipId, Assert.Single(left.Roles)));
        Assert.True(second.ByProvider);
        Assert.Equal(1, await installation.ReadBehindTheScenesAsync<int>(
            "SELECT count(*) FROM audit WHERE partnership_id = @Id AND action = 'access.remove' AND target_id = @person",
            new { there.Id, person = Guid.Parse(first.Account.PersonId) }));
    }

    [Fact]
    public async Task SignInByProvider_OnePartnershipByTwoSpellings_HasTheRolesOfBoth()
    {
        var here = await NewPartnershipAsync();

        var found = await ResolveAsync(await EnterAsync((here.Name, [Roles.Sponsor]), (here.Name.ToUpperInvariant(), [Roles.Analyst]), ("no such partnership", [Roles.Administrator])));

        Assert.Equal([Roles.Analyst, Roles.Sponsor], Assert.Single(found.Account.Memberships).Roles);
    }

    [Fact]
    public async Task SignInByProvider_NothingMapped_RefusedWithoutAnAccount()
    {
        var error = await Refused.CallAsync(SignIn.SignInByProviderAsync(Request(("no such partnership", [Roles.Administrator]))));

        Assert.Equal((StatusCode.PermissionDenied, "NO_ACCESS"), (error.Code, error.Reason));
        Assert.Equal(0, await installation.ReadBehindTheScenesAsync<int>("SELECT count(*) FROM provider_identity WHERE subject = @_subject", new { _subject }));
    }

    [Fact]
    public async Task SignInByProvider_NothingMappedAnyMore_RefusedAndWithoutRolesInTheSessionThatGoesOn()
    {
        var session = await EnterAsync(((await NewPartnershipAsync()).Name, [Roles.Facilitator]));

        var error = await Refused.CallAsync(SignIn.SignInByProviderAsync(Request()));

        Assert.Equal("NO_ACCESS", error.Reason);
        Assert.Empty((await ResolveAsync(session)).Account.Memberships);
    }

    [Fact]
    public async Task SignInByProvider_SameSubjectOfAnotherIssuer_IsSomebodyElse()
    {
        var here = await NewPartnershipAsync();
        var one = await ResolveAsync(await EnterAsync((here.Name, [Roles.Analyst])));

        var request = Request((here.Name, [Roles.Analyst]));
        request.Issuer = "https://other.example/";
        var other = await ResolveAsync((await SignIn.SignInByProviderAsync(request)).SignedIn.Session);

        Assert.NotEqual(one.Account.PersonId, other.Account.PersonId);
    }

    [Fact]
    public async Task CreateRecoveryCodes_PersonOfTheProvider_Refused()
    {
        var session = await EnterAsync(((await NewPartnershipAsync()).Name, [Roles.Member]));

        var error = await Refused.CallAsync(SignIn.CreateRecoveryCodesAsync(new() { Session = session }));

        Assert.Equal((StatusCode.FailedPrecondition, "SIGNS_IN_BY_PROVIDER"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task CreateLink_PersonOfTheProvider_Refused()
    {
        var here = await NewPartnershipAsync();
        var person = (await ResolveAsync(await EnterAsync((here.Name, [Roles.Member])))).Account.PersonId;

        var error = await Refused.CallAsync(installation.Access(Callers.Administrator(here.Id)).CreateLinkAsync(new() { RequestId = Installation.NewId(), PersonId = person }));

        Assert.Equal((StatusCode.FailedPrecondition, "SIGNS_IN_BY_PROVIDER"), (error.Code, error.Reason));
    }

    private async Task<(Guid Id, string Name)> NewPartnershipAsync()
    {
        var name = Installation.NewName("Wenlow");
        return (await installation.NewPartnershipAsync(name), name);
    }

    private async Task<string> EnterAsync(params (string Partnership, string[] Roles)[] mapped) =>
        (await SignIn.SignInByProviderAsync(Request(mapped))).SignedIn.Session;

    private async Task<ResolveSessionResponse> ResolveAsync(string session) => await SignIn.ResolveSessionAsync(new() { Session = session });

    private SignInByProviderRequest Request(params (string Partnership, string[] Roles)[] mapped) => new()
    {
        Issuer = "https://login.example/",
        Subject = _subject,
        DisplayName = "Wren",
        Memberships = { mapped.Select(row => new ProviderMembership { PartnershipName = row.Partnership, Roles = { row.Roles } }) },
    };
}
