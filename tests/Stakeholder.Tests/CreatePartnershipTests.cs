using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests;

public sealed class CreatePartnershipTests(Installation installation)
{
    private readonly StakeholderService.StakeholderServiceClient _system = installation.Stakeholder(Caller.System);

    [Fact]
    public async Task CreatePartnership_NewName_CanBeRead()
    {
        var name = Installation.NewName("Wenlow");
        var created = await _system.CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = $"  {name} " });

        var read = await installation.Stakeholder(Callers.Analyst(Guid.Parse(created.Partnership.PartnershipId))).GetPartnershipAsync(new());

        Assert.Equal(name, created.Partnership.Name);
        Assert.Equal(created.Partnership, read.Partnership);
    }

    [Fact]
    public async Task CreatePartnership_NewName_IsAudited()
    {
        var partnership = await installation.NewPartnershipAsync();

        Assert.Equal(1, await installation.ReadBehindTheScenesAsync<long>(
            "SELECT count(*) FROM audit WHERE partnership_id = @partnership AND action = 'partnership.create' AND target_id = @partnership", new { partnership }));
    }

    [Fact]
    public async Task CreatePartnership_NameTakenInOtherCase_AlreadyExists()
    {
        var name = Installation.NewName("Wenlow");
        await installation.NewPartnershipAsync(name);

        var error = await Refused.CallAsync(_system.CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = name.ToUpperInvariant() }));

        Assert.Equal((StatusCode.AlreadyExists, "NAME_IN_USE"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task CreatePartnership_SameRequestAgain_SameAnswer()
    {
        var request = new CreatePartnershipRequest { RequestId = Installation.NewId(), Name = Installation.NewName("Wenlow") };

        var first = await _system.CreatePartnershipAsync(request);
        var second = await _system.CreatePartnershipAsync(request);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task CreatePartnership_SameRequestIdOtherName_RequestIdReused()
    {
        var request = new CreatePartnershipRequest { RequestId = Installation.NewId(), Name = Installation.NewName("Wenlow") };
        await _system.CreatePartnershipAsync(request);

        var error = await Refused.CallAsync(_system.CreatePartnershipAsync(new(request) { Name = Installation.NewName("Vale") }));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (error.Code, error.Reason));
    }

    [Theory]
    [InlineData("not-an-id", "Wenlow", "request_id")]
    [InlineData("5a3f0c52-6d0e-4f43-9d0c-0b7a54c0a0ff", "   ", "name")]
    public async Task CreatePartnership_FieldWillNotDo_InvalidArgumentNamesIt(string requestId, string name, string field)
    {
        var error = await Refused.CallAsync(_system.CreatePartnershipAsync(new() { RequestId = requestId, Name = name }));

        Assert.Equal(StatusCode.InvalidArgument, error.Code);
        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, StatusCode.InvalidArgument)]
    public async Task CreatePartnership_LongName_AtMost200Characters(int length, StatusCode? expected)
    {
        var name = Installation.NewName("Wenlow").PadRight(length, 'x');
        var call = _system.CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = name });

        if (expected is null)
            Assert.Equal(name, (await call).Partnership.Name);
        else
            Assert.Equal(expected, (await Refused.CallAsync(call)).Code);
    }

    [Fact]
    public async Task GetPartnership_NoSuchPartnership_NotFound()
    {
        var error = await Refused.CallAsync(installation.Stakeholder(Callers.Administrator(Guid.NewGuid())).GetPartnershipAsync(new()));

        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    [Fact]
    public async Task GetPartnership_NoPartnershipInToken_PermissionDenied()
    {
        var error = await Refused.CallAsync(installation.Stakeholder(Callers.WithoutPartnership()).GetPartnershipAsync(new()));

        Assert.Equal((StatusCode.PermissionDenied, "NO_PARTNERSHIP"), (error.Code, error.Reason));
    }
}
