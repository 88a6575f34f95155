using CoProduction.Audit.V1;
using CoProduction.Messages.V1;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using Google.Protobuf.Reflection;
using Xunit;

namespace CoProduction.Architecture.Tests;

public class ProtoTests
{
    private static readonly FileDescriptor[] _files =
    [
        ReviewReflection.Descriptor, ThemingWorkReflection.Descriptor, StatementBankReflection.Descriptor, ModelReflection.Descriptor, Review.V1.EventsReflection.Descriptor,
        SafeguardingReflection.Descriptor, StakeholderReflection.Descriptor, IdentifyReflection.Descriptor, EngageReflection.Descriptor, GovernReflection.Descriptor, DeliverReflection.Descriptor, RepresentReflection.Descriptor, AccessReflection.Descriptor, PeopleReflection.Descriptor, PeopleImportReflection.Descriptor, OwnDataReflection.Descriptor, EmpowerReflection.Descriptor, VoiceReflection.Descriptor, Stakeholder.V1.EventsReflection.Descriptor, MessagesReflection.Descriptor, AuditReflection.Descriptor,
    ];

    private static IEnumerable<MethodDescriptor> Calls => _files.SelectMany(file => file.Services).SelectMany(service => service.Methods);

    [Fact]
    public void Permissions_OfCalls_AreExactlyThoseOfTheContracts()
    {
        var calls = Calls.Select(call => $"/{call.Service.FullName}/{call.Name}");

        Assert.Equal(calls.Order(), Permissions.Calls.Order());
    }

    [Fact]
    public void Calls_OfContracts_HaveTheirOwnRequestAndResponse() =>
        Assert.All(Calls, call =>
        {
            Assert.Equal(call.Name + "Request", call.InputType.Name);
            Assert.Equal(call.Name + "Response", call.OutputType.Name);
        });

    [Fact]
    public void Enums_OfContracts_StartUnspecified() =>
        Assert.All(_files.SelectMany(file => file.EnumTypes), type => Assert.EndsWith("_UNSPECIFIED", type.FindValueByNumber(0).Name));

    [Fact]
    public void Files_OfContracts_AreAllLookedAtHere()
    {
        var files = Directory.EnumerateFiles(RepositoryFolder.At("protos/coproduction"), "*.proto", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFolder.At("protos"), file))
            .Where(file => !file.StartsWith("coproduction/common/", StringComparison.Ordinal));

        Assert.Equal(files.Order(), _files.Select(file => file.Name).Order());
    }
}
