using System.Reflection;
using CoProduction.Common.V1;
using CoProduction.Shared.Access;
using Google.Protobuf.Reflection;

namespace CoProduction.Shared.Tests.Access;

public sealed class PermissionsTests
{
    private static readonly string[] _roles = [Roles.Administrator, Roles.Analyst, Roles.Facilitator, Roles.System, Roles.Worker, Roles.Gateway];

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
    public void Allows_EachListedCall_SomebodyButNotNobody()
    {
        Assert.All(Permissions.Calls, call =>
        {
            Assert.True(Permissions.Allows(call, _roles));
            Assert.False(Permissions.Allows(call, []));
            Assert.False(Permissions.Allows(call, ["king"]));
        });
    }

    [Fact]
    public void Allows_CallNotListed_Refused() =>
        Assert.False(Permissions.Allows("/coproduction.stakeholder.v1.StakeholderService/DropEverything", _roles));

    [Fact]
    public void Allows_Worker_ThemingWorkOnly() =>
        Assert.All(Permissions.Calls, call => Assert.Equal(call.Contains(".ThemingWorkService/"), Permissions.Allows(call, [Roles.Worker])));

    [Fact]
    public void Allows_Gateway_ResolveAccountOnly() =>
        Assert.All(Permissions.Calls, call => Assert.Equal(call.EndsWith("/ResolveAccount"), Permissions.Allows(call, [Roles.Gateway])));
}
