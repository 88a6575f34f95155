using System.Reflection;
using CoProduction.Common.V1;
using CoProduction.Shared.Access;
using Google.Protobuf.Reflection;

namespace CoProduction.Shared.Tests.Access;

public sealed class PermissionsTests
{
    [Fact]
    public void Calls_ComparedWithProtos_ListsEveryRpcAndNoOther()
    {
        var rpcs = typeof(Envelope).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .SelectMany(file => file.Services)
            .SelectMany(service => service.Methods)
            .Select(method => $"/{method.Service.FullName}/{method.Name}")
            .ToList();

        Assert.NotEmpty(rpcs);
        Assert.Equal(rpcs.Order(), Permissions.Calls.Order());
    }

    [Fact]
    public void Calls_Each_SomebodyMayMakeAndNobodyWithoutARole() =>
        Assert.All(Permissions.Calls, call =>
        {
            var (permission, _) = Permissions.OfCall(call)!.Value;
            Assert.True(Permissions.Gives(permission, [.. Roles.All]));
            Assert.False(Permissions.Gives(permission, []));
            Assert.False(Permissions.Gives(permission, ["king"]));
        });

    [Fact]
    public void OfCall_NotListed_Nothing() =>
        Assert.Null(Permissions.OfCall("/coproduction.stakeholder.v1.StakeholderService/DropEverything"));

    [Fact]
    public void Calls_OfWorker_ThemingWorkOnly() => AssertOnly(Roles.Worker, call => call.Contains(".ThemingWorkService/"));

    [Fact]
    public void Calls_OfGateway_SigningInAndTheOpenChannelOnly() => AssertOnly(
        Roles.Gateway, call => call.Contains(".OpenChannelService/") || (call.Contains(".SignInService/") && !call.EndsWith("/EnsureAdministrator")));

    [Fact]
    public void Words_AndWhoSaidThem_AreForDifferentRoles()
    {
        Assert.True(Permissions.Gives("statement.read", [Roles.Analyst]));
        Assert.False(Permissions.Gives("person.read", [Roles.Analyst]));
    }

    [Fact]
    public void Pages_Each_NeedSomethingThatSomebodyHas() =>
        Assert.All(Permissions.Pages, page =>
        {
            var needed = Permissions.OfPage(page)!;
            Assert.True(needed is Permissions.Public or Permissions.SignedIn || Permissions.Gives(needed, [.. Roles.All]));
        });

    private static void AssertOnly(string role, Predicate<string> expected) =>
        Assert.All(Permissions.Calls, call => Assert.Equal(expected(call), Permissions.Gives(Permissions.OfCall(call)!.Value.Permission, [role])));
}
