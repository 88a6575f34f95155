using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Represent;

/// <summary>Every group by every step: how many are engaged, and where nobody is.</summary>
public sealed class CoverageTests(Installation installation) : RegisterTest(installation)
{
    [Fact]
    public async Task GetCoverage_GroupsWithAndWithout_CountsAndGaps()
    {
        var project = await NewAsync();
        var (with, _) = (await project.NameGroupAsync(GroupCategory.Secondary), await project.NameGroupAsync(GroupCategory.Receive));
        await project.RepresentAsync(with.GroupId, stages: [ProjectStep.Identify, ProjectStep.Govern]);
        await project.RepresentAsync(with.GroupId, stages: ProjectStep.Govern);
        await project.RepresentAsync(with.GroupId);

        var groups = (await project.CoverageAsync()).Groups;

        Assert.Equal([GroupCategory.Receive, GroupCategory.Secondary], groups.Select(group => group.Category));
        Assert.Equal((0, true), (groups[0].People, groups[0].HasNobody));
        Assert.Equal((3, false), (groups[1].People, groups[1].HasNobody));
        Assert.Equal(Represented.EveryStep, groups[1].Cells.Select(cell => cell.Step));
        Assert.Equal([(1, false), (0, true), (0, true), (2, false), (0, true)], groups[1].Cells.Select(cell => (cell.People, cell.HasNobody)));
    }

    [Fact]
    public async Task GetCoverage_SomebodyDoesNotWantToBeCounted_NothingOfItTells()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        var mina = await project.NewPersonAsync();
        await project.RepresentAsync(group.GroupId, mina, RepresentativeExperience.CurrentNeeds, stages: Represented.EveryStep);
        var before = await project.CoverageAsync();

        await project.CountAsync(mina, false);

        Assert.Equal(before, await project.CoverageAsync());
        Assert.Equal((await project.RepresentativesAsync()).Count, Assert.Single(before.Groups).People);
        Assert.False((await project.FlagAsync("group-without-representative")).IsUp);
    }

    [Fact]
    public async Task GetCoverage_BySomebodyWhoMayNotSeeWhoTheyAre_SaysWhereNobodyIsAndNoNumber()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        await project.RepresentAsync(group.GroupId, stages: ProjectStep.Engage);

        var seen = Assert.Single((await project.RepresentAs(Callers.Analyst(project.Partnership)).GetCoverageAsync(new() { ProjectId = project.ProjectId })).Groups);

        Assert.Equal((false, false), (seen.HasPeople, seen.HasNobody));
        Assert.Equal([(false, true), (false, false), (false, true), (false, true), (false, true)], seen.Cells.Select(cell => (cell.HasPeople, cell.HasNobody)));
    }

    [Fact]
    public async Task SetCounted_ByThemselvesOrOthers_OnlyTheirOwnWithoutPersonWrite()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var project = await StartedProject.CreateAsync(Installed.Module, partnership);
        var (mina, ivy) = (await MemberAsync(partnership, "member"), await project.NewPersonAsync());

        await project.RepresentAs(mina).SetCountedAsync(new() { RequestId = Installation.NewId() });
        var other = await Refused.CallAsync(project.RepresentAs(mina).SetCountedAsync(new() { RequestId = Installation.NewId(), PersonId = ivy }));

        Assert.False((await project.RepresentAs(mina).ListRepresentationsAsync(new())).Counted);
        Assert.Equal("NOT_YOURS", other.Reason);
    }

    [Fact]
    public async Task GetCoverage_OnADayBefore_IsAsItWasThen()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        var id = await project.RepresentAsync(group.GroupId, fromOn: "2026-02-01", stages: ProjectStep.Engage);
        await project.EndAsync(id, "2026-04-01");

        var days = new List<bool>();
        foreach (var day in new[] { "2026-01-31", "2026-02-01", "2026-03-31", "2026-04-01", "" })
            days.Add(Assert.Single((await project.CoverageAsync(day)).Groups).Cells[1].HasNobody);

        Assert.Equal([true, false, false, true, true], days);
    }

    [Fact]
    public async Task GetCoverage_DayThatHasNotCome_NamesIt()
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.RepresentAs(project.Femi).GetCoverageAsync(new() { ProjectId = project.ProjectId, On = "2199-01-01" }));

        Assert.Equal("on", Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task GetCoverage_WithoutGroupsOrWithoutAProject_NoneOrNotFound()
    {
        var project = await NewAsync();

        var unknown = await Refused.CallAsync(project.RepresentAs(project.Femi).GetCoverageAsync(new() { ProjectId = Installation.NewId() }));

        Assert.Empty((await project.CoverageAsync()).Groups);
        Assert.Equal(StatusCode.NotFound, unknown.Code);
    }

    [Fact]
    public async Task StepWithoutRepresentative_GroupsWithoutAnybodyAtGovern_NamesGroupAndStepAndNobody()
    {
        var project = await NewAsync();
        var group = await project.NameGroupAsync();
        await project.RepresentAsync(group.GroupId, await project.NewPersonAsync("Mina Shah"), stages: ProjectStep.Identify);
        await project.Governed.AddGroupAsync();

        var flag = await project.FlagAsync("step-without-representative");

        Assert.Equal($"Nobody is engaged for: {group.Name} (at the step Govern).", flag.Evidence);
    }

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(Installed.Module, await Installed.NewPartnershipAsync());
}
