using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Engage;

/// <summary>Who of a group has been told, what they answered, and how far that goes.</summary>
public sealed class InvitationTests(Installation installation) : RegisterTest(installation)
{
    [Fact]
    public async Task GetEngagement_TheSamePeopleMayHaveBeenToldTwice_SaysBetweenHowManyAndHowMany()
    {
        var (project, group) = await NewAsync(size: 100);
        await project.InviteAsync(group, people: 40);
        await project.InviteAsync(group, people: 25, channel: "meeting");
        var person = await AgreeingAsync(project.Partnership);
        await project.InviteAsync(project.AnyInvitation(group, personId: person));
        await project.InviteAsync(project.AnyInvitation(group, channel: "phone", personId: person));

        var reached = await project.ReachedAsync();

        Assert.Equal((40, 66, 4), (reached.ToldAtLeast, reached.ToldAtMost, reached.Invitations));
        Assert.Equal(0.66, reached.ShareAtMost);
        Assert.Equal(["meeting", "phone", "post"], reached.Channels);
    }

    [Fact]
    public async Task GetEngagement_MoreToldThanThereAre_ClaimsNoMoreThanTheGroupHas()
    {
        var (project, group) = await NewAsync(size: 30);
        await project.InviteAsync(group, people: 40);
        await project.InviteAsync(group, people: 5);

        var reached = await project.ReachedAsync();

        Assert.Equal((30, 30, 1.0), (reached.ToldAtLeast, reached.ToldAtMost, reached.ShareAtMost));
    }

    [Fact]
    public async Task GetEngagement_SizeUnknown_HasNoShare()
    {
        var (project, group) = await NewAsync(size: 0);
        await project.InviteAsync(group, people: 40);

        var reached = await project.ReachedAsync();

        Assert.Equal((40, false), (reached.ToldAtMost, reached.HasShareAtMost));
    }

    [Theory]
    [InlineData(InvitationAnswer.NotReached, 0, 1)]
    [InlineData(InvitationAnswer.Mistake, 0, 0)]
    [InlineData(InvitationAnswer.No, 10, 1)]
    public async Task GetEngagement_AnswerThatMayMeanNobodyWasTold_CountsAccordingly(InvitationAnswer answer, int told, int invitations)
    {
        var (project, group) = await NewAsync(size: 100);
        await project.AnswerAsync(await project.InviteAsync(group, people: 10), answer);

        var reached = await project.ReachedAsync();

        Assert.Equal((told, invitations), (reached.ToldAtMost, reached.Invitations));
    }

    [Fact]
    public async Task GetEngagement_PageByPage_GivesEveryInvitationOnceAndThoseWithoutAnAnswerFirst()
    {
        var (project, group) = await NewAsync();
        var waiting = await project.InviteAsync(group, on: "2026-05-01");
        for (var i = 0; i < 4; i++)
            await project.AnswerAsync(await project.InviteAsync(group, on: "2026-05-02"));
        var seen = new List<string>();
        var token = "";
        do
        {
            var page = await project.EngageAs(project.Femi).GetEngagementAsync(new() { ProjectId = project.ProjectId, Page = new() { PageSize = 2, PageToken = token } });
            seen.AddRange(page.Invitations.Select(invitation => invitation.InvitationId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(waiting.InvitationId, seen[0]);
        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public async Task GetEngagement_GroupEnded_IsNotCountedAndItsInvitationsStay()
    {
        var (project, group) = await NewAsync();
        await project.InviteAsync(group);
        await project.Identify.EndGroupAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GroupId = group.GroupId, Etag = await project.EtagAsync(), Because = "It moved." });

        var engagement = await project.EngagementAsync();

        Assert.Equal((0, 1), (engagement.Groups.Count, engagement.Invitations.Count));
        var refused = await Refused.CallAsync(project.EngageAs(project.Femi).AddInvitationAsync(project.AnyInvitation(group)));
        Assert.Equal((StatusCode.FailedPrecondition, "GROUP_ENDED"), (refused.Code, refused.Reason));
    }

    [Fact]
    public async Task AddInvitation_EveryField_CanBeReadAsAnswered()
    {
        var (project, group) = await NewAsync();
        var request = new AddInvitationRequest(project.AnyInvitation(group, 25, "meeting"))
        {
            ToldOn = "2026-04-05", Whom = "People at the library stall", Through = "Carers Hub", Answer = InvitationAnswer.Yes, SaidYes = 3,
        };

        var added = await project.InviteAsync(request);

        Assert.Equal(added, Assert.Single((await project.EngagementAsync()).Invitations));
        Assert.Equal((25, "People at the library stall", "meeting", "Carers Hub", 3, "2026-04-05", "Femi"),
            (added.People, added.Whom, added.Channel, added.Through, added.SaidYes, added.AnsweredOn, added.RecordedBy));
    }

    [Theory]
    [InlineData(false, false, "They have not agreed")]
    [InlineData(true, true, "They have taken back")]
    public async Task AddInvitation_PersonWhoDoesNotAgree_IsRefusedUnlessTheyCame(bool agreed, bool tookBack, string words)
    {
        var (project, group) = await NewAsync();
        var person = (await AddAsync(project.Partnership, "Amina")).PersonId;
        if (agreed)
            await ConsentAsync(project.Partnership, person, true);
        if (tookBack)
            await ConsentAsync(project.Partnership, person, false);
        var request = project.AnyInvitation(group, personId: person);

        var refused = await Refused.CallAsync(project.EngageAs(project.Femi).AddInvitationAsync(request));
        var came = await project.InviteAsync(new AddInvitationRequest(request) { RequestId = Installation.NewId(), CameToUs = true });

        Assert.Equal((StatusCode.FailedPrecondition, "NO_CONSENT"), (refused.Code, refused.Reason));
        Assert.Contains(words, refused.Message);
        Assert.Equal(("Amina", true), (came.PersonName, came.CameToUs));
    }

    [Fact]
    public async Task AddInvitation_ForAPerson_TheySeeItOnTheirPage()
    {
        var (project, group) = await NewAsync();
        var mina = await MemberAsync(project.Partnership, Roles.Member);
        await ConsentAsync(project.Partnership, mina.PersonId.ToString(), true);

        await project.InviteAsync(project.AnyInvitation(group, personId: mina.PersonId.ToString()));

        Assert.Contains("invitation.add", (await Installed.Access(mina).GetMyPageAsync(new())).Sightings.Select(sighting => sighting.Action));
    }

    [Fact]
    public async Task GetEngagement_WhoMayNotReadTheRegister_SeesThatAPersonWasToldAndNotWho()
    {
        var (project, group) = await NewAsync();
        await project.InviteAsync(project.AnyInvitation(group, personId: await AgreeingAsync(project.Partnership)));

        var seen = Assert.Single((await project.EngagementAsync(Callers.With(Roles.Sponsor, project.Partnership))).Invitations);

        Assert.Equal(("", "", true), (seen.PersonId, seen.PersonName, seen.IsPerson));
    }

    [Fact]
    public async Task AnswerInvitation_ChangedLater_TheLastOneCounts()
    {
        var (project, group) = await NewAsync();
        var invitation = await project.InviteAsync(group, people: 40);
        await project.AnswerAsync(invitation, InvitationAnswer.NoneCame);
        var none = await project.ReachedAsync();

        await project.AnswerAsync(invitation, InvitationAnswer.Yes, 7);

        Assert.Equal((0, 0), (none.SaidYes, none.Waiting));
        Assert.Equal(7, (await project.ReachedAsync()).SaidYes);
    }

    [Fact]
    public async Task AnswerInvitation_AnsweredMeanwhile_SecondIsToldWhoWasFirst()
    {
        var (project, group) = await NewAsync();
        var invitation = await project.InviteAsync(group);
        var second = await project.AnyAnswerAsync(invitation);
        await project.EngageAs(Callers.Administrator(project.Partnership)).AnswerInvitationAsync(await project.AnyAnswerAsync(invitation, InvitationAnswer.No));

        var refused = await Refused.CallAsync(project.EngageAs(project.Femi).AnswerInvitationAsync(second));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (refused.Code, refused.Reason));
        Assert.Contains("Ada changed", refused.Message);
    }

    [Fact]
    public async Task AnswerInvitation_AnotherAnsweredMeanwhile_IsTaken()
    {
        var (project, group) = await NewAsync();
        var (one, other) = (await project.InviteAsync(group), await project.InviteAsync(group));
        var second = await project.AnyAnswerAsync(other);
        await project.AnswerAsync(one);

        Assert.Equal(InvitationAnswer.Yes, (await project.EngageAs(project.Femi).AnswerInvitationAsync(second)).Invitation.Answer);
    }

    public static TheoryData<string, AddInvitationRequest> BadInvitations
    {
        get
        {
            var good = new AddInvitationRequest { People = 5, Channel = "post" };
            return new()
            {
                { "group_id", new(good) { GroupId = "none" } },
                { "people", new(good) { People = 0 } },
                { "people", new(good) { People = 1_000_001 } },
                { "whom", new(good) { Whom = new('x', 201) } },
                { "through", new(good) { Through = new('x', 201) } },
                { "channel", new(good) { Channel = "" } },
                { "channel", new(good) { Channel = "pigeon" } },
                { "told_on", new(good) { ToldOn = "2199-01-01" } },
                { "answer", new(good) { Answer = InvitationAnswer.Mistake } },
                { "said_yes", new(good) { Answer = InvitationAnswer.Yes, SaidYes = 6 } },
                { "said_yes", new(good) { Answer = InvitationAnswer.Yes } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BadInvitations))]
    public async Task AddInvitation_FieldWillNotDo_NamesIt(string field, AddInvitationRequest bad)
    {
        var (project, group) = await NewAsync();
        var request = new AddInvitationRequest(bad) { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GroupId = bad.GroupId.Length > 0 ? "" : group.GroupId };

        var refused = await Refused.CallAsync(project.EngageAs(project.Femi).AddInvitationAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, field), (refused.Code, Assert.Single(refused.Violations).Field));
    }

    [Theory]
    [InlineData("answer", InvitationAnswer.Unspecified, 1, "")]
    [InlineData("said_yes", InvitationAnswer.Yes, 11, "")]
    [InlineData("answered_on", InvitationAnswer.No, 0, "2026-04-30")]
    [InlineData("answered_on", InvitationAnswer.No, 0, "2199-01-01")]
    public async Task AnswerInvitation_FieldWillNotDo_NamesIt(string field, InvitationAnswer answer, int saidYes, string on)
    {
        var (project, group) = await NewAsync();
        var request = await project.AnyAnswerAsync(await project.InviteAsync(group, on: "2026-05-01"), answer, saidYes);

        var refused = await Refused.CallAsync(project.EngageAs(project.Femi).AnswerInvitationAsync(new(request) { AnsweredOn = on }));

        Assert.Equal((StatusCode.InvalidArgument, field), (refused.Code, Assert.Single(refused.Violations).Field));
    }

    [Fact]
    public async Task Invitations_ProjectClosed_AreRefused()
    {
        var (project, group) = await NewAsync();
        var invitation = await project.InviteAsync(group);
        await project.CloseAsync();

        var add = await Refused.CallAsync(project.EngageAs(project.Femi).AddInvitationAsync(project.AnyInvitation(group)));
        var answer = await Refused.CallAsync(project.EngageAs(project.Femi).AnswerInvitationAsync(await project.AnyAnswerAsync(invitation)));

        Assert.Equal(("PROJECT_CLOSED", "PROJECT_CLOSED"), (add.Reason, answer.Reason));
    }

    [Fact]
    public async Task AddInvitation_PersonOfAnotherPartnership_IsNotFound()
    {
        var (project, group) = await NewAsync();
        var elsewhere = await AddAsync(await Installed.NewPartnershipAsync(), "Somebody else");

        var refused = await Refused.CallAsync(project.EngageAs(project.Femi).AddInvitationAsync(project.AnyInvitation(group, personId: elsewhere.PersonId)));

        Assert.Equal(StatusCode.NotFound, refused.Code);
    }

    private async Task<(StartedProject Project, AffectedGroup Group)> NewAsync(int size = 0)
    {
        var project = await StartedProject.CreateAsync(Installed.Module, await Installed.NewPartnershipAsync());
        return (project, await project.NameGroupOfAsync(size));
    }

    private async Task<string> AgreeingAsync(Guid partnership)
    {
        var person = (await AddAsync(partnership, "Walter")).PersonId;
        await ConsentAsync(partnership, person, true);
        return person;
    }

    private async Task ConsentAsync(Guid partnership, string personId, bool agreed) => await People(Callers.Facilitator(partnership)).SetConsentAsync(
        new() { RequestId = Installation.NewId(), PersonId = personId, Use = "new-projects", Agreed = agreed });
}
