using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Deliver;

/// <summary>Where people see a project on the ladder, side by side and over time.</summary>
public sealed class LadderTests(Installation installation)
{
    [Fact]
    public async Task GetLadder_NewProject_HasSevenRungsAndNoRating()
    {
        var ladder = await (await NewAsync()).LadderAsync();

        Assert.Equal(["Coercion", "Educating", "Informing", "Consultation", "Engagement", "Co-design", "Co-production"], ladder.Rungs.Select(rung => rung.Name));
        Assert.Equal((0, 0), (ladder.Points.Count, ladder.Ratings.Count));
    }

    [Fact]
    public async Task GetLadder_BothSidesRated_HasEachMedianAndTheGap()
    {
        var project = await NewAsync();
        await project.RateAsync(Perspective.LivedExperience, 2);
        await project.RateAsync(Perspective.Carer, 3);
        await project.RateAsync(Perspective.Staff, 5);
        await project.RateAsync(Perspective.Staff, 7);
        await project.RateAsync(Perspective.Staff, 6);
        await project.RateAsync(Perspective.Other, 1);

        var level = Assert.Single(Assert.Single((await project.LadderAsync()).Points).Levels);

        Assert.Equal((2, 2.5), (level.Lived.People, level.Lived.Median));
        Assert.Equal((3, 6.0), (level.Staff.People, level.Staff.Median));
        Assert.Equal((true, 3.5), (level.HasGap, level.Gap));
        Assert.Equal([(1, Perspective.Other, 1), (2, Perspective.LivedExperience, 1), (3, Perspective.Carer, 1), (5, Perspective.Staff, 1), (6, Perspective.Staff, 1), (7, Perspective.Staff, 1)],
            level.Counts.Select(count => (count.Rung, count.Perspective, count.People)));
    }

    [Fact]
    public async Task GetLadder_OneSideRated_HasNoGap()
    {
        var project = await NewAsync();
        await project.RateAsync(Perspective.Staff, 5);

        Assert.False((await project.LadderAsync()).Points[0].Levels[0].HasGap);
    }

    [Fact]
    public async Task RateLadder_Again_NewestOfALevelCountsAndTheMonthsShowWhatWas()
    {
        var project = await NewAsync();
        var mina = Callers.WithIn(Roles.Member, project.Partnership, project.Id);
        await project.RateAsync(Perspective.LivedExperience, 6, mina, "2026-03-20");
        await project.RateAsync(Perspective.LivedExperience, 2, mina, "2026-01-05");
        await project.RateAsync(Perspective.LivedExperience, 4, mina, "2026-01-05", ProjectLevel.Individual);

        var ladder = await project.LadderAsync(mina);

        Assert.Equal(["2026-03", "2026-01"], ladder.Points.Select(point => point.Month));
        Assert.Equal([6.0, 4.0], ladder.Points[0].Levels.Select(level => level.Lived.Median));
        Assert.Equal([2.0, 4.0], ladder.Points[1].Levels.Select(level => level.Lived.Median));
        Assert.Equal([(2, false), (4, true), (6, true)], ladder.Ratings.Select(rating => (rating.Rung, rating.Counts)).Order());
        Assert.All(ladder.Ratings, rating => Assert.True(rating.IsMine));
    }

    [Fact]
    public async Task RateLadder_ForSomebodyElse_IsTheirsAndNamedOnlyToThoseWhoLookAfterTheProject()
    {
        var project = await NewAsync();
        var request = new RateLadderRequest(project.AnyRating()) { OnBehalfOf = "Ivy", TheyAgree = true };
        await project.DeliverAs(project.Femi).RateLadderAsync(request);
        await project.DeliverAs(project.Femi).RateLadderAsync(new(request) { RequestId = Installation.NewId(), OnBehalfOf = " ivy", Rung = 5 });
        await project.RateAsync(Perspective.Staff, 6, project.Femi);

        var level = (await project.LadderAsync()).Points[0].Levels[0];

        Assert.Equal((1, 5.0, 1), (level.Lived.People, level.Lived.Median, level.Staff.People));
        Assert.Equal(["", "Ivy", "ivy"], (await project.LadderAsync()).Ratings.Select(rating => rating.OnBehalfOf).Order(StringComparer.Ordinal));
        Assert.All((await project.LadderAsync(Callers.WithIn(Roles.Member, project.Partnership, project.Id))).Ratings, rating => Assert.Equal(("", false), (rating.OnBehalfOf, rating.IsMine)));
    }

    [Fact]
    public async Task GetLadder_BySomebodyWhoDoesNotTakePart_NothingOfFewAndNoNewAnswerMovesIt()
    {
        var project = await NewAsync();
        var analyst = Callers.Analyst(project.Partnership);
        await project.RateAsync(Perspective.Staff, 2);
        for (var i = 0; i < 7; i++)
            await project.RateAsync(Perspective.LivedExperience, 5);
        var few = await project.LadderAsync(analyst);
        await project.RateAsync(Perspective.Carer, 6);
        var round = await project.LadderAsync(analyst);
        for (var i = 0; i < 20; i++)
            await project.RateAsync(Perspective.LivedExperience, 1);

        Assert.Equal((false, 0, 0, 8), (few.Whole, few.Points.Count, few.Ratings.Count, few.Fewest));
        var level = Assert.Single(Assert.Single(round.Points).Levels);
        Assert.Equal((10, 5.0), (level.Lived.People, level.Lived.Median));
        Assert.Equal((0, 0, false), (level.Staff.People, level.Counts.Count, level.HasGap));
        Assert.Equal(round, await project.LadderAsync(analyst));
        Assert.True((await project.LadderAsync()).Whole);
    }

    [Fact]
    public async Task GetLadder_ByOneWhoSpeaksForAGroupOrHasRated_IsWholeOrShowsTheirOwn()
    {
        var project = await NewAsync();
        var rater = Callers.With(Roles.Member, project.Partnership);
        await project.RateAsync(Perspective.LivedExperience, 4, rater);
        await project.RateAsync(Perspective.Staff, 6);
        var speaker = await project.NewPersonAsync();
        await project.RepresentAsync((await project.NameGroupAsync()).GroupId, speaker);

        var own = await project.LadderAsync(rater);
        var whole = await project.LadderAsync(Callers.With(Roles.Member, project.Partnership) with { PersonId = Guid.Parse(speaker) });

        Assert.True(Assert.Single(own.Ratings).IsMine);
        Assert.Equal((false, 0), (own.Whole, own.Points.Count));
        Assert.Equal((true, 2), (whole.Whole, whole.Ratings.Count));
    }

    [Fact]
    public async Task SeenFarApart_BySomebodyWhoDoesNotTakePart_SaysNothingOfOneOnEachSide()
    {
        var project = await NewAsync();
        await project.RateAsync(Perspective.LivedExperience, 1);
        await project.RateAsync(Perspective.Staff, 7);

        var overview = await project.As(Callers.Analyst(project.Partnership)).GetOverviewAsync(new() { ProjectId = project.ProjectId });

        Assert.True((await project.FlagAsync("seen-far-apart")).IsUp);
        Assert.Equal("", overview.Flags.Single(flag => flag.FlagId == "seen-far-apart").Evidence);
        Assert.DoesNotContain(overview.Steps, step => step.Because.Any(char.IsDigit));
    }

    [Fact]
    public async Task RatedByStaffOnly_BySomebodyWhoDoesNotTakePart_DoesNotTellWhenOneElseRates()
    {
        var project = await NewAsync();
        await project.RateAsync(Perspective.Staff, 7);
        var before = await OutsideAsync();

        Assert.True((await project.FlagAsync("rated-by-staff-only")).IsUp);
        await project.RateAsync(Perspective.Carer, 2);

        Assert.False((await project.FlagAsync("rated-by-staff-only")).IsUp);
        Assert.Equal(before, await OutsideAsync());

        async Task<string> OutsideAsync()
        {
            var overview = await project.As(Callers.Analyst(project.Partnership)).GetOverviewAsync(new() { ProjectId = project.ProjectId });
            return $"{overview.Flags} {overview.Steps}";
        }
    }

    [Fact]
    public async Task RateLadder_OnesOwn_AuditDoesNotSayWhoNorOfWhat()
    {
        var project = await NewAsync();

        await project.DeliverAs(project.Femi).RateLadderAsync(project.AnyRating());

        Assert.Equal($"{Caller.Somebody.PersonId}: ", await installation.ReadBehindTheScenesAsync<string>(
            "SELECT actor_id || ': ' || detail FROM audit WHERE action = 'ladder.rate' AND target_id = @id", new { id = Guid.Parse(project.ProjectId) }));
    }

    [Fact]
    public async Task RateLadder_MemberForSomebodyElse_PermissionDenied()
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.DeliverAs(Callers.With(Roles.Member, project.Partnership)).RateLadderAsync(new(project.AnyRating()) { OnBehalfOf = "Ivy", TheyAgree = true }));

        Assert.Equal((StatusCode.PermissionDenied, "ON_BEHALF"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task RateLadder_Anybody_IsNotAmongTheChangesThatAllAreToldOf()
    {
        var project = await NewAsync();

        await project.RateAsync(Perspective.LivedExperience, 2);

        Assert.Empty((await project.OverviewAsync()).Changes);
    }

    public static TheoryData<string, RateLadderRequest> BadFields
    {
        get
        {
            var good = new RateLadderRequest { Level = ProjectLevel.Service, Rung = 4, Perspective = Perspective.Carer, Evidence = "We were asked." };
            return new()
            {
                { "level", new(good) { Level = ProjectLevel.Unspecified } },
                { "rung", new(good) { Rung = 0 } },
                { "rung", new(good) { Rung = 8 } },
                { "perspective", new(good) { Perspective = Perspective.Unspecified } },
                { "evidence", new(good) { Evidence = " " } },
                { "rated_on", new(good) { RatedOn = "2199-01-01" } },
                { "they_agree", new(good) { OnBehalfOf = "Ivy" } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task RateLadder_FieldWillNotDo_NamesIt(string field, RateLadderRequest request)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(project.DeliverAs(project.Femi).RateLadderAsync(new(request) { RequestId = Installation.NewId(), ProjectId = project.ProjectId }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());
}
