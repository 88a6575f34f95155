using System.Buffers.Text;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests;

public sealed class ReadProjectsTests(Installation installation)
{
    [Fact]
    public async Task GetProject_NoSuchProject_NotFound()
    {
        var client = installation.Stakeholder(Callers.Analyst(await installation.NewPartnershipAsync()));

        var error = await Refused.CallAsync(client.GetProjectAsync(new() { ProjectId = Installation.NewId() }));

        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task GetProject_OtherPartnerships_NotFound()
    {
        var theirs = await installation.NewProjectAsync(await installation.NewPartnershipAsync());
        var client = installation.Stakeholder(Callers.Administrator(await installation.NewPartnershipAsync()));

        var error = await Refused.CallAsync(client.GetProjectAsync(new() { ProjectId = theirs.ToString() }));

        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task GetProject_IdIsNoId_InvalidArgument()
    {
        var client = installation.Stakeholder(Callers.Analyst(await installation.NewPartnershipAsync()));

        var error = await Refused.CallAsync(client.GetProjectAsync(new() { ProjectId = "first" }));

        Assert.Equal((StatusCode.InvalidArgument, "project_id"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task ListProjects_OtherPartnershipHasProjects_Empty()
    {
        await installation.NewProjectAsync(await installation.NewPartnershipAsync());
        var client = installation.Stakeholder(Callers.Administrator(await installation.NewPartnershipAsync()));

        var list = await client.ListProjectsAsync(new());

        Assert.Empty(list.Projects);
        Assert.Equal("", list.NextPageToken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task ListProjects_PageByPage_EachOnceNewestFirst(int pageSize)
    {
        var partnership = await installation.NewPartnershipAsync();
        var expected = new List<string>();
        for (var i = 0; i < 5; i++)
            expected.Insert(0, (await installation.NewProjectAsync(partnership)).ToString());
        var client = installation.Stakeholder(Callers.Analyst(partnership));

        var seen = new List<string>();
        var token = "";
        do
        {
            var page = await client.ListProjectsAsync(new() { Page = new() { PageSize = pageSize, PageToken = token } });
            Assert.InRange(page.Projects.Count, 1, pageSize);
            seen.AddRange(page.Projects.Select(project => project.ProjectId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task ListProjects_NoPageSize_Fifty()
    {
        var partnership = await installation.NewPartnershipAsync();
        for (var i = 0; i < 51; i++)
            await installation.NewProjectAsync(partnership);

        var list = await installation.Stakeholder(Callers.Analyst(partnership)).ListProjectsAsync(new());

        Assert.Equal(50, list.Projects.Count);
        Assert.NotEqual("", list.NextPageToken);
    }

    [Fact]
    public async Task ListProjects_TokenThatIsNotTheirs_InvalidArgument()
    {
        var (partnership, other) = (await installation.NewPartnershipAsync(), await installation.NewPartnershipAsync());
        var ana = Callers.Analyst(partnership);
        var token = await FirstTokenAsync(installation.Module, ana);
        // As they once were: anybody could write one, and its keys went into the query.
        var written = Base64Url.EncodeToString("[\"0123456789ABCDEF\",\"x\",\"y\"]"u8);

        await AssertRefusedAsync(ana, written);
        await AssertRefusedAsync(ana, token[..^1]);
        await AssertRefusedAsync(Callers.Analyst(partnership), token);
        await AssertRefusedAsync(ana with { PartnershipId = other }, token);
        Assert.Single((await installation.Stakeholder(ana).ListProjectsAsync(new() { Page = new() { PageToken = token } })).Projects);
    }

    [Fact]
    public async Task ListProjects_TokenOfAnotherList_InvalidArgument()
    {
        var ana = Callers.Administrator(await installation.NewPartnershipAsync());
        var token = await FirstTokenAsync(installation.Module, ana);

        var error = await Refused.CallAsync(installation.Access(ana).ListMembersAsync(new() { Page = new() { PageToken = token } }));

        Assert.Equal((StatusCode.InvalidArgument, "page_token"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task ListProjects_TokenOfAnotherProcessOfTheModule_ShowsTheNextPage()
    {
        var ana = Callers.Analyst(await installation.NewPartnershipAsync());
        var token = await FirstTokenAsync(installation.Module, ana);
        await using var another = await RunningModule.StartAsync(new StakeholderModule(), installation.Module.Database);

        var next = await another.Client<StakeholderService.StakeholderServiceClient>(ana).ListProjectsAsync(new() { Page = new() { PageToken = token } });

        Assert.Single(next.Projects);
    }

    private async Task<string> FirstTokenAsync(RunningModule module, Caller caller)
    {
        await installation.NewProjectAsync(caller.PartnershipId!.Value);
        await installation.NewProjectAsync(caller.PartnershipId.Value);
        return (await module.Client<StakeholderService.StakeholderServiceClient>(caller).ListProjectsAsync(new() { Page = new() { PageSize = 1 } })).NextPageToken;
    }

    private async Task AssertRefusedAsync(Caller caller, string token)
    {
        var error = await Refused.CallAsync(installation.Stakeholder(caller).ListProjectsAsync(new() { Page = new() { PageToken = token } }));
        Assert.Equal((StatusCode.InvalidArgument, "page_token"), (error.Code, Assert.Single(error.Violations).Field));
    }
}
