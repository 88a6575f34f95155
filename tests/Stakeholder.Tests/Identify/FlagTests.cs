using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Identify;

/// <summary>Each flag goes up and comes down by what is recorded; people may decide otherwise.</summary>
public sealed class FlagTests(Installation installation)
{
    private static readonly GroupCategory[] _categories = [.. Enum.GetValues<GroupCategory>().Skip(1)];

    /// <summary>Of each flag: the colour, what puts it up, words of its evidence, and what takes it down again.</summary>
    private static readonly Dictionary<string, (FlagColour Colour, Func<StartedProject, Task> Up, string Evidence, Func<StartedProject, Task> Down)> _flags = new()
    {
        ["leaders-will-not-act"] = (FlagColour.Red, project => project.AnswerAsync(("leaders_act", YesNo.No)), "Grace Obi answered", project => project.AnswerAsync()),
        ["no-budget"] = (FlagColour.Red, project => project.AnswerAsync(("budget", YesNo.No)), "on 3 May 2026", project => project.AnswerAsync()),
        ["not-asked-if-ready"] = (FlagColour.Amber, _ => Task.CompletedTask, "No sponsor has answered", project => project.AnswerAsync()),
        ["nobody-responsible"] = (FlagColour.Amber, _ => Task.CompletedTask, "names nobody", project => project.EditAsync(request => request.Responsible = "Femi")),
        ["outcomes-from-staff-only"] = (FlagColour.Amber, project => project.HopeAsync(ProposedBy.Staff), "1 outcome was proposed, by staff", project => project.HopeAsync(ProposedBy.Carers)),
        ["category-not-considered"] = (FlagColour.Amber, project => project.NameGroupAsync(), "Others for whom it makes things worse", async project =>
        {
            foreach (var category in _categories.Skip(1))
                await project.SayNobodyAsync(category);
        }),
        ["seldom-heard-not-named"] = (FlagColour.Amber, project => project.NameGroupAsync(), "1 group is named", async project =>
        {
            var request = project.AnyGroup();
            (request.Group.IsSeldomHeard, request.Group.SeldomHeard) = (true, "Gypsy, Roma and Traveller people");
            await project.Identify.AddGroupAsync(request);
        }),
        ["groups-not-verified"] = (FlagColour.Amber, project => project.NameGroupAsync(), "1 group is named, and no check", VerifyAsync),
        ["groups-missing"] = (FlagColour.Amber, project => VerifyAsync(project, complete: false), "found missing: Young carers", VerifyAsync),
        ["verification-reopened"] = (FlagColour.Amber, async project =>
        {
            await VerifyAsync(project);
            await project.NameGroupAsync();
        }, "found the groups complete on", VerifyAsync),
        ["groups-verified"] = (FlagColour.Green, VerifyAsync, "found them complete on", project => project.NameGroupAsync()),
        ["started-together"] = (FlagColour.Green, project => project.HopeAsync(ProposedBy.Together), "1 outcome was proposed together", project => project.HopeAsync(ProposedBy.Staff)),
        ["group-without-representative"] = (FlagColour.Amber, project => project.NameGroupAsync(), "Nobody speaks for: People", async project => await project.RepresentAsync(await GroupAsync(project))),
        ["step-without-representative"] = (FlagColour.Amber, async project => await project.RepresentAsync((await project.NameGroupAsync()).GroupId), "(at the step Identify)",
            async project => await project.SetStagesAsync(Assert.Single(await project.RepresentativesAsync()).RepresentationId, ProjectStep.Identify)),
        ["only-confident-experts"] = (FlagColour.Amber, project => RepresentByConfidentAsync(project, 3),
            "nobody as having needs of their own now", async project => await project.RepresentAsync(await GroupAsync(project))),
        ["everybody-engaged"] = (FlagColour.Green, async project => await project.RepresentAsync((await project.NameGroupAsync()).GroupId, stages: Represented.EveryStep),
            "at each of the five steps for: People", project => project.NameGroupAsync()),
        ["found-by-their-own"] = (FlagColour.Green, async project => await project.RepresentAsync((await project.NameGroupAsync()).GroupId, through: FoundThrough.LedByCarers),
            "led by carers found", async project => await project.EndAsync(Assert.Single(await project.RepresentativesAsync()).RepresentationId)),
        ["group-not-told"] = (FlagColour.Amber, project => project.NameGroupAsync(), "Nobody has been told in: People", TellAsync),
        ["few-told"] = (FlagColour.Amber, async project => await project.InviteAsync(await project.NameGroupOfAsync(100), 19), "at most 19 of about 100", TellAsync),
        ["told-online-only"] = (FlagColour.Amber, async project => await project.InviteAsync(await project.NameGroupAsync(), channel: "email"), "By email, text or online alone: People", TellAsync),
        ["long-without-answer"] = (FlagColour.Amber, async project => await project.InviteAsync(await project.NameGroupAsync(), on: Delivery.MonthsAgo(2)), "since", async project =>
            await project.AnswerAsync((await project.EngagementAsync()).Invitations[0], InvitationAnswer.NoneCame)),
        ["barrier-stands"] = (FlagColour.Amber, project => project.NoticeAsync(), "1 barrier stands, the first noticed on 4 May 2026", SettleAsync),
        ["told-in-several-ways"] = (FlagColour.Green, async project =>
        {
            await project.InviteAsync(await project.NameGroupAsync());
            await TellAsync(project);
        }, "The 1 group has been told in 2 ways or more", project => project.NameGroupAsync()),
        ["barriers-removed"] = (FlagColour.Green, async project =>
        {
            await project.NoticeAsync();
            await SettleAsync(project);
        }, "1 barrier was noticed and removed, the last on 20 May 2026", project => project.NoticeAsync()),
        ["training-wanted-for-long"] = (FlagColour.Amber, async project => await project.WantAsync(await project.PersonAsync("carer"), "chairing", Delivery.MonthsAgo(4)),
            "1 wish for training has waited for more than 3 months", async project =>
        {
            var person = Assert.Single((await project.LearningAsync()).Named).PersonId;
            await project.SayHadAsync(person, Assert.Single((await project.LearningOfAsync(person)).Entries).LearningId);
        }),
        ["only-experts-trained"] = (FlagColour.Amber, async project => await project.HadAsync(await project.PersonAsync("lived"), "chairing"),
            "1 training was had, none of them by staff", async project => await project.HadAsync(await project.PersonAsync("staff"), "co-production")),
        ["newcomers-without-peer"] = (FlagColour.Amber, async project => await project.WantAsync(await project.PersonAsync("lived", "starting")),
            "1 person has just started", async project =>
        {
            var newcomer = Assert.Single((await project.LearningAsync()).Named).PersonId;
            await project.EmpowerAs(project.Femi).AddPeerAsync(project.AnyPeer(newcomer, await project.PersonAsync("lived", "leading")));
        }),
        ["inductions-had"] = (FlagColour.Green, async project => await project.HadAsync(await project.PersonAsync("staff")),
            "1 person has had an induction, and nobody waits for one", async project => await project.WantAsync(await project.PersonAsync("carer"))),
        ["no-way-to-settle"] = (FlagColour.Red, project => project.Governed.AgreedGroupAsync(saysHowToSettle: false), "none of them says how", project => project.Governed.AgreedGroupAsync()),
        ["no-lived-seat"] = (FlagColour.Red, project => project.Governed.AddGroupAsync(WithoutASeat()), "Steering group (6 seats)", async project =>
            await project.Governed.EditGroupAsync((await project.Governed.ReadAsync()).Groups[0].GoverningGroupId, GovernedProject.AnyFields())),
        ["terms-not-agreed"] = (FlagColour.Amber, async project =>
        {
            var (group, _, _) = await project.Governed.AgreedGroupAsync(fields: GovernedProject.AnyFields("Board"));
            await project.Governed.AddMemberAsync(group, "Ben");
        }, "Still to agree: 1 in Board.", async project =>
        {
            var board = Assert.Single((await project.Governed.ReadAsync()).Groups);
            await project.Governed.AgreeAsync(board.Terms[0].TermsId, board.Members.Single(member => member.Name == "Ben").MemberId);
        }),
        ["nobody-accountable-for-success"] = (FlagColour.Amber, _ => Task.CompletedTask, "names nobody", project => project.Governed.NameAccountableAsync()),
        ["nobody-accountable-for-money"] = (FlagColour.Amber, project => project.Governed.NameAccountableAsync(money: ""), "names nobody", project => project.Governed.NameAccountableAsync()),
        ["terms-agreed"] = (FlagColour.Green, project => project.Governed.AgreedGroupAsync(), "people with lived experience decide on 4 seats", project => project.Governed.AddGroupAsync()),
        ["closed-without-experts"] = (FlagColour.Red, project => project.CloseAsync(), "Experts by experience have not signed", project => project.SignAsync(CloseOutSide.Experts)),
        ["seen-far-apart"] = (FlagColour.Amber, async project =>
        {
            await project.RateAsync(Perspective.Carer, 3);
            await project.RateAsync(Perspective.Staff, 5);
        }, "1 person with lived experience or caring see it at informing, 1 of staff at engagement", project => project.RateAsync(Perspective.LivedExperience, 5)),
        ["rated-by-staff-only"] = (FlagColour.Amber, project => project.RateAsync(Perspective.Staff, 6), "All who have said where it stands are staff.", project => project.RateAsync(Perspective.Carer, 6)),
        ["long-without-checkpoint"] = (FlagColour.Amber, project => project.EditAsync(request => request.TimeFrame = new() { StartsOn = Delivery.MonthsAgo(7) }), "no checkpoint since the start on", project => project.LookBackAsync()),
        ["harm-may-wait"] = (FlagColour.Red, project => project.SayAsync("He hits me when nobody is there."), "1 message waits to be read, the first since", async project =>
            await project.SettleAsync((await project.HeldAsync()).Single().Message.MessageId, VoiceDecision.Refer)),
        ["challenge-not-answered"] = (FlagColour.Red, project => project.RecordAsync(VoiceKind.Challenge, Delivery.MonthsAgo(3)), "1 challenge has no answer; the first was promised by", AnswerAllAsync),
        ["said-not-answered"] = (FlagColour.Amber, project => project.RecordAsync(VoiceKind.Saying, Delivery.MonthsAgo(3)), "1 message has no answer; the first was promised by", AnswerAllAsync),
        ["decided-beforehand"] = (FlagColour.Amber, async project => await project.ClearAsync(await project.ChallengeAsync(Callers.With(Roles.Member, project.Partnership), beforehand: true)),
            "1 challenge says so", async project => await project.AnswerAsync(await OnlyMessageAsync(project), VoiceOutcome.Changed)),
        ["answered-in-time"] = (FlagColour.Green, async project =>
        {
            await project.SayAsync("The bus comes too late.");
            await AnswerAllAsync(project);
        }, "1 message is answered, none of them late", project => project.CloseChannelAsync()),
        ["lessons-written"] = (FlagColour.Green, async project =>
        {
            await project.WriteReviewAsync();
            await project.TellAsync(StoryKind.Lesson);
        }, "1 lesson is kept with it", project => project.RemoveStoriesAsync()),
    };

    public static TheoryData<string> Ids => [.. _flags.Keys];

    [Fact]
    public async Task Flags_OfAProject_EachHasARowAbove() =>
        Assert.Equal(_flags.Keys.Order(), (await (await NewAsync()).OverviewAsync()).Flags.Select(flag => flag.FlagId).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Flag_EvidenceComesAndGoes_GoesUpAndComesDown(string id)
    {
        var (colour, up, evidence, down) = _flags[id];
        var project = await NewAsync();

        await up(project);
        var raised = await project.FlagAsync(id);
        await down(project);
        var cleared = await project.FlagAsync(id);

        Assert.Equal((colour, true), (raised.Colour, raised.IsUp));
        Assert.Contains(evidence, raised.Evidence);
        Assert.Equal((false, ""), (cleared.IsUp, cleared.Evidence));
    }

    [Theory]
    [InlineData("outcomes-from-staff-only")]
    [InlineData("started-together")]
    [InlineData("groups-verified")]
    [InlineData("leaders-will-not-act")]
    [InlineData("groups-missing")]
    [InlineData("group-without-representative")]
    [InlineData("step-without-representative")]
    [InlineData("only-confident-experts")]
    [InlineData("everybody-engaged")]
    [InlineData("found-by-their-own")]
    [InlineData("group-not-told")]
    [InlineData("few-told")]
    [InlineData("told-online-only")]
    [InlineData("long-without-answer")]
    [InlineData("barrier-stands")]
    [InlineData("told-in-several-ways")]
    [InlineData("barriers-removed")]
    [InlineData("training-wanted-for-long")]
    [InlineData("only-experts-trained")]
    [InlineData("newcomers-without-peer")]
    [InlineData("inductions-had")]
    [InlineData("no-way-to-settle")]
    [InlineData("no-lived-seat")]
    [InlineData("terms-not-agreed")]
    [InlineData("terms-agreed")]
    [InlineData("closed-without-experts")]
    [InlineData("seen-far-apart")]
    [InlineData("rated-by-staff-only")]
    [InlineData("long-without-checkpoint")]
    [InlineData("lessons-written")]
    [InlineData("harm-may-wait")]
    [InlineData("challenge-not-answered")]
    [InlineData("said-not-answered")]
    [InlineData("decided-beforehand")]
    [InlineData("answered-in-time")]
    public async Task Flag_NothingRecorded_IsNotUp(string id) => Assert.False((await (await NewAsync()).FlagAsync(id)).IsUp);

    [Fact]
    public async Task StartedTogether_BlankStart_IsUp()
    {
        var project = await NewAsync();

        await project.EditAsync(request => request.BlankStart = true);

        Assert.Contains("starts blank", (await project.FlagAsync("started-together")).Evidence);
    }

    [Fact]
    public async Task OnlyConfidentExperts_TwoOfThemOneForTwoGroups_SaysNothingOfTheOneOrTheOther()
    {
        var project = await NewAsync();
        await RepresentByConfidentAsync(project, 2);
        var person = (await project.RepresentativesAsync())[0].PersonId;
        await project.RepresentAsync((await project.NameGroupAsync()).GroupId, person, RepresentativeExperience.Confident);

        Assert.False((await project.FlagAsync("only-confident-experts")).IsUp);
    }

    [Fact]
    public async Task OverrideFlag_SetAside_HoldsUntilTheEvidenceChanges()
    {
        var project = await NewAsync();
        await project.HopeAsync(ProposedBy.Staff);

        await OverrideAsync(project, "outcomes-from-staff-only", FlagDecision.SetAside, "People meet on Friday and start from scratch.");
        var aside = await project.FlagAsync("outcomes-from-staff-only");
        await project.HopeAsync(ProposedBy.Staff, "One more.");
        var again = await project.FlagAsync("outcomes-from-staff-only");

        Assert.Equal((false, true), (aside.IsUp, aside.OverrideHolds));
        Assert.Equal(("Femi", "People meet on Friday and start from scratch."), (Assert.Single(aside.Overrides).By, aside.Overrides[0].Reason));
        Assert.Equal((true, false), (again.IsUp, again.OverrideHolds));
    }

    [Fact]
    public async Task OverrideFlag_PutUpThenAsTheEvidenceSays_BothStayInItsHistory()
    {
        var project = await NewAsync();

        await OverrideAsync(project, "no-budget", FlagDecision.PutUp, "The money went elsewhere.");
        var up = await project.FlagAsync("no-budget");
        await OverrideAsync(project, "no-budget", FlagDecision.Evidence, "It is back.");
        var down = await project.FlagAsync("no-budget");

        Assert.Equal((true, ""), (up.IsUp, up.Evidence));
        Assert.False(down.IsUp);
        Assert.Equal([FlagDecision.Evidence, FlagDecision.PutUp], down.Overrides.Select(one => one.Decision));
    }

    [Fact]
    public async Task OverrideFlag_DecidedMeanwhile_SecondIsTold()
    {
        var project = await NewAsync();
        var request = new OverrideFlagRequest
        {
            RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync(), FlagId = "no-budget", Decision = FlagDecision.PutUp, Reason = "Why.",
        };
        await project.As(Callers.Administrator(project.Partnership)).OverrideFlagAsync(request);

        var error = await Refused.CallAsync(project.Identify.OverrideFlagAsync(new(request) { RequestId = Installation.NewId() }));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
    }

    [Theory]
    [InlineData("flag_id", "no-such-flag", FlagDecision.PutUp, "Why.")]
    [InlineData("decision", "no-budget", FlagDecision.Unspecified, "Why.")]
    [InlineData("reason", "no-budget", FlagDecision.PutUp, " ")]
    public async Task OverrideFlag_FieldWillNotDo_NamesIt(string field, string flag, FlagDecision decision, string reason)
    {
        var project = await NewAsync();

        var error = await Refused.CallAsync(OverrideCallAsync(project, "1", flag, decision, reason));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task Govern_GroupsWithTermsAndWhoIsAccountable_GoesFromNotBegunToDone()
    {
        var project = await NewAsync();
        var before = await GovernAsync(project);

        var id = await project.Governed.AddGroupAsync();
        var underWay = await GovernAsync(project);
        await project.Governed.EndGroupAsync(id);
        await project.Governed.AgreedGroupAsync();

        Assert.Equal([StepState.NotBegun, StepState.UnderWay, StepState.Done], [before, underWay, await GovernAsync(project)]);
    }

    [Fact]
    public async Task NoWayToSettle_GroupsWithoutTerms_IsUp()
    {
        var project = await NewAsync();

        await project.Governed.AddGroupAsync();

        Assert.Equal("There is 1 group, and no terms are in force.", (await project.FlagAsync("no-way-to-settle")).Evidence);
    }

    private static async Task AnswerAllAsync(StartedProject project)
    {
        foreach (var held in await project.HeldAsync())
            await project.ClearAsync(held.Message.MessageId);
        foreach (var message in await project.MessagesAsync())
            await project.AnswerAsync(message.MessageId, message.Kind == VoiceKind.Challenge ? VoiceOutcome.NotChanged : VoiceOutcome.Unspecified);
    }

    private static async Task<string> OnlyMessageAsync(StartedProject project) => Assert.Single(await project.MessagesAsync()).MessageId;

    private static async Task<string> GroupAsync(StartedProject project) => (await project.OverviewAsync()).Categories[0].Groups[0].GroupId;

    private static async Task RepresentByConfidentAsync(StartedProject project, int people)
    {
        var group = (await project.NameGroupAsync()).GroupId;
        for (var i = 0; i < people; i++)
            await project.RepresentAsync(group, experience: RepresentativeExperience.Confident);
    }

    // In another way than by letter.
    private static async Task TellAsync(StartedProject project)
    {
        foreach (var group in (await project.OverviewAsync()).Categories.SelectMany(category => category.Groups))
            await project.InviteAsync(group, 20, "meeting");
    }

    private static async Task SettleAsync(StartedProject project) => await project.SettleAsync((await project.EngagementAsync()).Barriers[0]);

    private static async Task<StepState> GovernAsync(StartedProject project) => (await project.OverviewAsync()).Steps.Single(step => step.Step == ProjectStep.Govern).State;

    private static GoverningGroupFields WithoutASeat() =>
        new(GovernedProject.AnyFields("Steering group")) { Kind = GoverningGroupKind.Steering, LivedRole = LivedRole.None, Seats = 6, LivedSeats = 0 };

    private static Task VerifyAsync(StartedProject project) => VerifyAsync(project, complete: true);

    private static async Task VerifyAsync(StartedProject project, bool complete)
    {
        if ((await project.OverviewAsync()).Categories.All(category => category.Groups.Count == 0))
            await project.NameGroupAsync();
        await project.VerifyAsync(complete);
    }

    private static async Task OverrideAsync(StartedProject project, string flag, FlagDecision decision, string reason) =>
        await OverrideCallAsync(project, await project.EtagAsync(), flag, decision, reason);

    private static AsyncUnaryCall<OverrideFlagResponse> OverrideCallAsync(StartedProject project, string etag, string flag, FlagDecision decision, string reason) =>
        project.Identify.OverrideFlagAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = etag, FlagId = flag, Decision = decision, Reason = reason });

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());
}
