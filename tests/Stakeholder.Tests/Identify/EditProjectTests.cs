using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Identify;

public sealed class EditProjectTests(Installation installation)
{
    [Fact]
    public async Task EditProject_EveryPart_CanBeReadAsAnswered()
    {
        var project = await NewAsync();

        var edited = await project.EditAsync(request =>
        {
            request.Purpose = "To plan breaks together.";
            request.Sponsor = "Grace Obi";
            request.Responsible = "Femi";
            request.BudgetHeading = "Carers 2026";
            request.TimeFrame = new() { StartsOn = "2026-06-01", EndsOn = "2027-03-31" };
            request.Methods = new() { Codes = { "wtfc", "other" }, Other = "Walks" };
            request.Level = ProjectLevel.Service;
            request.UnintendedWelcome = YesNo.Yes;
            request.BlankStart = true;
        });

        Assert.Equal(edited, (await project.Stakeholder.GetProjectAsync(new() { ProjectId = project.ProjectId })).Project);
        Assert.Equal(
            ("To plan breaks together.", "Grace Obi", "Femi", "Carers 2026", "2026-06-01", "2027-03-31", "wtfc other", "Walks", ProjectLevel.Service, YesNo.Yes, true, "2"),
            (edited.Purpose, edited.Sponsor, edited.Responsible, edited.BudgetHeading, edited.StartsOn, edited.EndsOn, string.Join(' ', edited.Methods), edited.OtherMethod,
                edited.Level, edited.UnintendedWelcome, edited.BlankStart, edited.Etag));
    }

    [Fact]
    public async Task EditProject_OnePart_OthersStay()
    {
        var project = await NewAsync();
        var before = await project.EditAsync(request => request.TimeFrame = new() { StartsOn = "2026-06-01" });

        var edited = await project.EditAsync(request => request.Responsible = "Femi");

        Assert.Equal((before.Name, before.Purpose, "2026-06-01", "Femi"), (edited.Name, edited.Purpose, edited.StartsOn, edited.Responsible));
        Assert.Equal("", (await project.EditAsync(request => request.TimeFrame = new())).StartsOn);
    }

    [Fact]
    public async Task EditProject_SamePartChangedMeanwhile_SecondIsToldWhoChangedWhatAndNothingIsLost()
    {
        var project = await NewAsync();
        var seen = await project.EtagAsync();
        var ada = installation.Stakeholder(Callers.Administrator(project.Partnership));
        await ada.EditProjectAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = seen, Purpose = "Ada's." });

        var error = await Refused.CallAsync(project.Stakeholder.EditProjectAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = seen, Purpose = "Femi's." }));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
        Assert.StartsWith("Ada changed the purpose", error.Message);
        Assert.Equal("Ada's.", (await project.OverviewAsync()).Project.Purpose);
    }

    [Fact]
    public async Task EditProject_OtherPartChangedMeanwhile_BothStay()
    {
        var project = await NewAsync();
        var seen = await project.EtagAsync();
        await project.EditAsync(request => request.Sponsor = "Grace Obi");

        await project.Stakeholder.EditProjectAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = seen, Responsible = "Femi" });

        var now = (await project.OverviewAsync()).Project;
        Assert.Equal(("Grace Obi", "Femi"), (now.Sponsor, now.Responsible));
    }

    [Fact]
    public async Task EditProject_TenAtOnceFromTheSameEtag_OneIsDone()
    {
        var project = await NewAsync();
        var seen = await project.EtagAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            try
            {
                await project.Stakeholder.EditProjectAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = seen, Purpose = $"Number {number}." });
                return StatusCode.OK;
            }
            catch (RpcException e)
            {
                return e.StatusCode;
            }
        }));

        Assert.Single(outcomes, StatusCode.OK);
        Assert.Equal(9, outcomes.Count(outcome => outcome == StatusCode.Aborted));
    }

    [Fact]
    public async Task EditProject_NameOfAnother_AlreadyExists()
    {
        var project = await NewAsync();
        var other = (await (await NewAsync(project.Partnership)).OverviewAsync()).Project.Name;

        var error = await Refused.CallAsync(project.Stakeholder.EditProjectAsync(
            new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync(), Name = other.ToUpperInvariant() }));

        Assert.Equal((StatusCode.AlreadyExists, "NAME_IN_USE"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task EditProject_TwoTakeOneNameAtOnce_OneIsToldThatItIsTaken()
    {
        for (var round = 0; round < 5; round++)
        {
            var name = $"Wanted by two {Guid.NewGuid():N}";
            var one = await NewAsync();
            StartedProject[] projects = [one, await NewAsync(one.Partnership)];

            var reasons = await Task.WhenAll(projects.Select(async project =>
            {
                try
                {
                    await project.EditAsync(request => request.Name = name);
                    return "";
                }
                catch (RpcException e)
                {
                    return Shared.Errors.ServiceError.From(e).Reason;
                }
            }));

            Assert.Equal(["", "NAME_IN_USE"], reasons.Order());
        }
    }

    public static TheoryData<string, EditProjectRequest> BadFields => new()
    {
        { "name", new() },
        { "name", new() { Name = "" } },
        { "purpose", new() { Purpose = new('p', 2001) } },
        { "sponsor", new() { Sponsor = new('s', 201) } },
        { "responsible", new() { Responsible = new('r', 201) } },
        { "budget_heading", new() { BudgetHeading = new('b', 201) } },
        { "starts_on", new() { TimeFrame = new() { StartsOn = "2026-02-30" } } },
        { "ends_on", new() { TimeFrame = new() { EndsOn = "next year" } } },
        { "ends_on", new() { TimeFrame = new() { StartsOn = "2026-06-02", EndsOn = "2026-06-01" } } },
        { "methods", new() { Methods = new() { Codes = { "magic" } } } },
        { "other_method", new() { Methods = new() { Codes = { "other" } } } },
        { "level", new() { Level = ProjectLevel.Unspecified } },
        { "unintended_welcome", new() { UnintendedWelcome = (YesNo)9 } },
        { "etag", new() { Purpose = "x", Etag = "" } },
        { "etag", new() { Purpose = "x", Etag = "99" } },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task EditProject_FieldWillNotDo_InvalidArgumentNamesIt(string field, EditProjectRequest request)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.Stakeholder.EditProjectAsync(
            new(request) { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = field == "etag" ? request.Etag : "1" }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task EditProject_OtherPartnerships_NotFound()
    {
        var theirs = await NewAsync();
        var client = installation.Stakeholder(Callers.Administrator(await installation.NewPartnershipAsync()));

        var error = await Refused.CallAsync(client.EditProjectAsync(new() { RequestId = Installation.NewId(), ProjectId = theirs.ProjectId, Etag = "1", Purpose = "Ours." }));

        Assert.Equal(StatusCode.NotFound, error.Code);
    }

    private async Task<StartedProject> NewAsync(Guid? partnership = null) =>
        await StartedProject.CreateAsync(installation.Module, partnership ?? await installation.NewPartnershipAsync());
}
