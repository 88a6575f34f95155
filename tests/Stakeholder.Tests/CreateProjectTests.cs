using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests;

public sealed class CreateProjectTests(Installation installation)
{
    [Fact]
    public async Task CreateProject_GoodRequest_CanBeReadAsAnswered()
    {
        var client = await ClientAsync();
        var request = Installation.AnyProject();

        var created = await client.CreateProjectAsync(request);
        var read = await client.GetProjectAsync(new() { ProjectId = created.Project.ProjectId });

        Assert.Equal((request.Name, request.Purpose, request.Sponsor), (read.Project.Name, read.Project.Purpose, read.Project.Sponsor));
        Assert.Equal(created.Project.ProjectId, read.Project.ProjectId);
        // PostgreSQL keeps microseconds, the clock counts in tenths of them.
        Assert.InRange((created.Project.CreatedAt.ToDateTime() - read.Project.CreatedAt.ToDateTime()).Duration(), TimeSpan.Zero, TimeSpan.FromMicroseconds(1));
        Assert.Empty(read.Project.Cycles);
    }

    [Fact]
    public async Task CreateProject_NoSponsor_IsEmpty()
    {
        var client = await ClientAsync();

        var created = await client.CreateProjectAsync(new(Installation.AnyProject()) { Sponsor = "" });

        Assert.Equal("", created.Project.Sponsor);
    }

    [Fact]
    public async Task CreateProject_GoodRequest_IsAuditedWithItsActor()
    {
        var partnership = await installation.NewPartnershipAsync();
        var facilitator = Callers.Facilitator(partnership);

        var created = await installation.Stakeholder(facilitator).CreateProjectAsync(Installation.AnyProject());

        Assert.Equal(facilitator.PersonId, await installation.ReadBehindTheScenesAsync<Guid>(
            "SELECT actor_id FROM audit WHERE partnership_id = @partnership AND action = 'project.create' AND target_id = @id",
            new { partnership, id = Guid.Parse(created.Project.ProjectId) }));
    }

    [Fact]
    public async Task CreateProject_NameTakenInOtherCase_AlreadyExists()
    {
        var client = await ClientAsync();
        var request = Installation.AnyProject();
        await client.CreateProjectAsync(request);

        var error = await Refused.CallAsync(client.CreateProjectAsync(new(request) { RequestId = Installation.NewId(), Name = request.Name.ToUpperInvariant() }));

        Assert.Equal((StatusCode.AlreadyExists, "NAME_IN_USE"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task CreateProject_NameTakenInOtherPartnership_IsCreated()
    {
        var request = Installation.AnyProject();
        await (await ClientAsync()).CreateProjectAsync(request);

        var created = await (await ClientAsync()).CreateProjectAsync(new(request) { RequestId = Installation.NewId() });

        Assert.Equal(request.Name, created.Project.Name);
    }

    [Fact]
    public async Task CreateProject_RefusedForItsName_SameRequestIdWorksOnceTheNameIsFree()
    {
        var client = await ClientAsync();
        var taken = await client.CreateProjectAsync(Installation.AnyProject());
        var requestId = Installation.NewId();
        await Refused.CallAsync(client.CreateProjectAsync(new(Installation.AnyProject()) { RequestId = requestId, Name = taken.Project.Name }));

        var created = await client.CreateProjectAsync(new(Installation.AnyProject()) { RequestId = requestId });

        Assert.NotEqual(taken.Project.ProjectId, created.Project.ProjectId);
    }

    [Fact]
    public async Task CreateProject_SameRequestAgain_SameAnswer()
    {
        var client = await ClientAsync();
        var request = Installation.AnyProject();

        Assert.Equal(await client.CreateProjectAsync(request), await client.CreateProjectAsync(request));
    }

    [Fact]
    public async Task CreateProject_SameRequestIdOtherContent_RequestIdReused()
    {
        var client = await ClientAsync();
        var request = Installation.AnyProject();
        await client.CreateProjectAsync(request);

        var error = await Refused.CallAsync(client.CreateProjectAsync(new(request) { Purpose = "Something else." }));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task CreateProject_SameRequestIdInOtherPartnership_IsAnotherProject()
    {
        var request = Installation.AnyProject();

        var one = await (await ClientAsync()).CreateProjectAsync(request);
        var other = await (await ClientAsync()).CreateProjectAsync(request);

        Assert.NotEqual(one.Project.ProjectId, other.Project.ProjectId);
    }

    [Fact]
    public async Task CreateProject_TwentyAlikeAtOnce_OneProjectAndOneAnswer()
    {
        var client = await ClientAsync();
        var request = Installation.AnyProject();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.CreateProjectAsync(request).ResponseAsync));

        Assert.Single(answers.Distinct());
        Assert.Single((await client.ListProjectsAsync(new())).Projects);
    }

    [Fact]
    public async Task CreateProject_SameNameTwentyTimesAtOnce_OneProject()
    {
        var client = await ClientAsync();
        var request = Installation.AnyProject();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            try
            {
                await client.CreateProjectAsync(new(request) { RequestId = Installation.NewId() });
                return StatusCode.OK;
            }
            catch (RpcException e)
            {
                return e.StatusCode;
            }
        }));

        Assert.Single(outcomes, StatusCode.OK);
        Assert.Equal(19, outcomes.Count(outcome => outcome == StatusCode.AlreadyExists));
    }

    [Theory]
    [InlineData("request_id", "", 1, 1, 0)]
    [InlineData("name", null, 0, 1, 0)]
    [InlineData("name", null, 201, 1, 0)]
    [InlineData("purpose", null, 1, 0, 0)]
    [InlineData("purpose", null, 1, 2001, 0)]
    [InlineData("sponsor", null, 1, 1, 201)]
    public async Task CreateProject_FieldWillNotDo_InvalidArgumentNamesIt(string field, string? requestId, int name, int purpose, int sponsor)
    {
        var client = await ClientAsync();

        var error = await Refused.CallAsync(client.CreateProjectAsync(new()
        {
            RequestId = requestId ?? Installation.NewId(),
            Name = new('n', name),
            Purpose = new('p', purpose),
            Sponsor = new('s', sponsor),
        }));

        Assert.Equal(StatusCode.InvalidArgument, error.Code);
        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    private async Task<StakeholderService.StakeholderServiceClient> ClientAsync() =>
        installation.Stakeholder(Callers.Administrator(await installation.NewPartnershipAsync()));
}
