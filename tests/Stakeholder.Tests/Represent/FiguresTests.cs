using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Dapper;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests.Represent;

/// <summary>Figures stand still until enough people have changed and enough days have passed; and a wish to be counted or not holds.</summary>
public sealed class FiguresTests(Installation installation) : RegisterTest(installation), IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56)); // 1 January 2026
    private RunningModule _apart = null!;
    private StartedProject _project = null!;
    private AffectedGroup _group = null!;

    public async ValueTask InitializeAsync()
    {
        _apart = await RunningModule.StartAsync(new StakeholderModule(), await Installed.Postgres.NewDatabaseAsync("stakeholder"), time: _clock);
        var partnership = await _apart.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = "Wenlow" });
        _project = await StartedProject.CreateAsync(_apart, Guid.Parse(partnership.Partnership.PartnershipId));
        await _project.RepresentAs(_project.Femi).ImportPopulationAsync(Represented.Figures("Wenlow,Age,18 to 64,300", "Wenlow,Age,65 and over,100"));
        _group = await _project.NameGroupAsync();
    }

    public ValueTask DisposeAsync() => _apart.DisposeAsync();

    [Fact]
    public async Task GetWhoTakesPart_FewerThanEnough_NotShownYet()
    {
        await JoinAsync(7, "18 to 64");

        var before = await AnswerAsync();
        await JoinAsync(1, "65 and over");
        var after = await AnswerAsync();

        Assert.Equal(("", "", false), (before.AsOf, before.Characteristics[0].AsOf, before.People.HasPeople));
        Assert.Equal(("2026-01-01", "2026-01-31", 8), (after.AsOf, after.NextOn, after.ChangedBy));
        Assert.Equal(10, after.People.People);
    }

    [Fact]
    public async Task GetWhoTakesPart_ManyJoinTheSameMonth_StandsStillUntilItIsOver()
    {
        await JoinAsync(10, "18 to 64");
        await JoinAsync(10, "65 and over");
        var first = await AnswerAsync();
        await JoinAsync(20, "65 and over");
        _clock.Advance(TimeSpan.FromDays(29));

        var same = await AnswerAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        var next = await AnswerAsync();

        Assert.Equal(first, same);
        Assert.Equal(("2026-01-31", 40, 30), (next.AsOf, next.People.People, next.Characteristics[0].Rows[1].People.People));
    }

    [Fact]
    public async Task GetWhoTakesPart_FewJoinOverMonths_StandsStillUntilTheyAreEnough()
    {
        await JoinAsync(10, "18 to 64");
        await JoinAsync(10, "65 and over");
        var first = await AnswerAsync();
        await JoinAsync(7, "65 and over");
        _clock.Advance(TimeSpan.FromDays(300));

        var same = await AnswerAsync();
        await JoinAsync(1, "65 and over");
        var next = await AnswerAsync();

        Assert.Equal(first, same);
        Assert.Equal("2026-10-28", next.Characteristics[0].AsOf);
    }

    [Fact]
    public async Task GetWhoTakesPart_ThosePeopleInAnotherProjectToo_WaitsAndIsNeverTheSameButForOne()
    {
        var people = await JoinAsync(12, "18 to 64");
        people.AddRange(await JoinAsync(12, "65 and over"));
        await AnswerAsync();
        var other = await StartedProject.CreateAsync(_apart, _project.Partnership);
        var group = await other.NameGroupAsync();
        foreach (var person in people.SkipLast(1))
            await other.RepresentAsync(group.GroupId, person);

        var sameDay = await AnswerAsync(other);
        _clock.Advance(TimeSpan.FromDays(300));
        var later = await AnswerAsync(other);

        Assert.Equal(("", ""), (sameDay.AsOf, later.AsOf));
    }

    [Fact]
    public async Task ErasePerson_InFigures_TheyStandAndWhoItWasIsGone()
    {
        var people = await JoinAsync(10, "18 to 64");
        await JoinAsync(10, "65 and over");
        var before = await AnswerAsync();

        await _apart.Client<OwnDataService.OwnDataServiceClient>(Callers.Administrator(_project.Partnership)).ErasePersonAsync(
            new() { RequestId = Installation.NewId(), PersonId = people[0], Sure = true, TheyAsked = true });

        Assert.Equal(before, await AnswerAsync());
        await using var superuser = await Installed.Postgres.OpenAsSuperuserAsync(_apart.Database);
        Assert.Equal((40, 0), await superuser.QuerySingleAsync<(long, long)>(
            "SELECT count(*), count(*) FILTER (WHERE person_id = @id) FROM published_answer", new { id = Guid.Parse(people[0]) }));
    }

    [Fact]
    public async Task SetCounted_AgainSoon_IsRefusedWithTheDayAndLaterIsNot()
    {
        var mina = await MeAsync();
        await SetAsync(mina, false);
        _clock.Advance(TimeSpan.FromDays(89));

        var soon = await Refused.CallAsync(CallAsync(mina, true));
        _clock.Advance(TimeSpan.FromDays(1));
        await SetAsync(mina, true);
        var back = await Refused.CallAsync(CallAsync(mina, false));

        Assert.Equal((StatusCode.FailedPrecondition, "CHANGED_LATELY"), (soon.Code, soon.Reason));
        Assert.StartsWith("This was changed on 1 January 2026. It can be changed again from 1 April 2026", soon.Message);
        Assert.Equal("CHANGED_LATELY", back.Reason);
        Assert.True((await _project.RepresentAs(mina).ListRepresentationsAsync(new())).Counted);
    }

    [Theory]
    [InlineData("they_asked", false, "She told me.")]
    [InlineData("because", true, " ")]
    public async Task SetCounted_ForSomebodyElseWithoutTheSecondStep_NamesTheField(string field, bool theyAsked, string because)
    {
        var person = await _project.NewPersonAsync();

        var error = await Refused.CallAsync(_project.RepresentAs(_project.Femi).SetCountedAsync(
            new() { RequestId = Installation.NewId(), PersonId = person, TheyAsked = theyAsked, Because = because }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task SetCounted_ForSomebodyElse_IsToldToThemWithTheReasonAndCannotBeUndoneSoon()
    {
        var (mina, femi) = (await MeAsync(), await MeAsync("Femi") with { Roles = [Roles.Facilitator] });

        await _project.RepresentAs(femi).SetCountedAsync(
            new() { RequestId = Installation.NewId(), PersonId = mina.PersonId.ToString(), TheyAsked = true, Because = "She told me on the telephone." });
        var error = await Refused.CallAsync(_project.RepresentAs(femi).SetCountedAsync(
            new() { RequestId = Installation.NewId(), PersonId = mina.PersonId.ToString(), Counted = true, TheyAsked = true, Because = "She told me again." }));

        var told = await _project.RepresentAs(mina).ListRepresentationsAsync(new());
        Assert.Equal((false, "2026-01-01", "2026-04-01", "Femi", "She told me on the telephone."),
            (told.Counted, told.CountedChangedOn, told.CountedChangeableOn, told.CountedWrittenBy, told.CountedBecause));
        Assert.Equal("CHANGED_LATELY", error.Reason);
    }

    private async Task<Caller> MeAsync(string name = "Mina Shah") =>
        Callers.With(Roles.Member, _project.Partnership) with { PersonId = Guid.Parse(await _project.NewPersonAsync(name)), DisplayName = name };

    private Task SetAsync(Caller who, bool counted) => CallAsync(who, counted).ResponseAsync;

    private AsyncUnaryCall<SetCountedResponse> CallAsync(Caller who, bool counted) =>
        _project.RepresentAs(who).SetCountedAsync(new() { RequestId = Installation.NewId(), Counted = counted });

    private Task<GetWhoTakesPartResponse> AnswerAsync(StartedProject? project = null) =>
        _project.RepresentAs(Callers.Analyst(_project.Partnership)).GetWhoTakesPartAsync(new() { ProjectId = (project ?? _project).ProjectId }).ResponseAsync;

    private async Task<List<string>> JoinAsync(int people, string age)
    {
        var ids = new List<string>();
        for (var i = 0; i < people; i++)
        {
            var id = await _project.NewPersonAsync($"Somebody {i}");
            await _project.RepresentAs(Callers.With(Roles.Member, _project.Partnership) with { PersonId = Guid.Parse(id) }).SetAboutMeAsync(
                new() { RequestId = Installation.NewId(), Answers = { new AboutMeAnswer { Characteristic = "Age", Value = age } } });
            await _project.RepresentAsync(_group.GroupId, id);
            ids.Add(id);
        }
        return ids;
    }
}
