using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Engage;

/// <summary>Ways to take part that are open to all: what they say, who would like to, and whom to tell.</summary>
public sealed class OpportunityTests(Installation installation) : RegisterTest(installation)
{
    [Fact]
    public async Task AddOpportunity_EveryField_CanBeReadAsAnswered()
    {
        var project = await NewProjectAsync();
        var fields = Any(interests: ["Sport", "Getting about"]);

        var added = await OfferAsync(project.Femi, fields, project.ProjectId);

        Assert.Equal(fields, added.Fields);
        Assert.True(added is { IsOpen: true, MayChange: true, ProjectName.Length: > 0 });
        Assert.Equal(added, (await Client(project.Femi).GetOpportunityAsync(new() { OpportunityId = added.OpportunityId })).Opportunity);
    }

    [Fact]
    public async Task ListOpportunities_RoleInAnotherProjectAlone_SeesItAndNotWhichProject()
    {
        var project = await NewProjectAsync();
        await OfferAsync(project.Femi, Any(), project.ProjectId);
        var elsewhere = Callers.WithIn(Roles.Member, project.Partnership, Guid.NewGuid());

        var seen = Assert.Single((await Client(elsewhere).ListOpportunitiesAsync(new())).Opportunities);

        Assert.Equal(("", "", false), (seen.ProjectId, seen.ProjectName, seen.MayChange));
        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(Client(elsewhere).ListOpportunitiesAsync(new() { ProjectId = project.ProjectId }))).Code);
    }

    [Fact]
    public async Task ListOpportunities_TwoPages_ThoseThatCloseFirstComeFirstAndThoseThatEndedApart()
    {
        var femi = Callers.Facilitator(await Installed.NewPartnershipAsync());
        await OfferAsync(femi, Any("No day"));
        await OfferAsync(femi, Any("Late", closes: "2098-02-01"));
        await OfferAsync(femi, Any("Early", closes: "2098-01-01"));
        var ended = await OfferAsync(femi, Any("Ended"));
        await Client(femi).EndOpportunityAsync(new() { RequestId = Installation.NewId(), OpportunityId = ended.OpportunityId, Etag = ended.Etag, Because = "All places are taken." });

        var first = await Client(femi).ListOpportunitiesAsync(new() { Page = new() { PageSize = 2 } });
        var second = await Client(femi).ListOpportunitiesAsync(new() { Page = new() { PageSize = 2, PageToken = first.NextPageToken } });
        var past = Assert.Single((await Client(femi).ListOpportunitiesAsync(new() { Past = true })).Opportunities);

        Assert.Equal(["Early", "Late", "No day"], first.Opportunities.Concat(second.Opportunities).Select(one => one.Fields.Title));
        Assert.Equal("", second.NextPageToken);
        Assert.Equal(("Ended", "All places are taken.", false), (past.Fields.Title, past.EndedBecause, past.IsOpen));
    }

    [Fact]
    public async Task ListOpportunities_ThatFitMe_ThoseWithAWordOfMyInterests()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var (femi, mina) = (Callers.Facilitator(partnership), await MemberAsync(partnership, Roles.Member));
        await OfferAsync(femi, Any("Fits", interests: ["TRANSPORT"]));
        await OfferAsync(femi, Any("Fits not", interests: ["Gardens"]));
        var before = (await Client(mina).ListOpportunitiesAsync(new() { FitsMe = true })).Opportunities;
        var own = (await People(mina).GetPersonAsync(new())).Person;
        own.Profile.Interests.Add("Public transport");
        await People(mina).EditPersonAsync(new() { RequestId = Installation.NewId(), Etag = own.Etag, Profile = own.Profile });

        var after = (await Client(mina).ListOpportunitiesAsync(new() { FitsMe = true })).Opportunities;

        Assert.Empty(before);
        Assert.Equal("Fits", Assert.Single(after).Fields.Title);
    }

    [Fact]
    public async Task EditOpportunity_ChangedMeanwhile_SecondIsTold()
    {
        var femi = Callers.Facilitator(await Installed.NewPartnershipAsync());
        var seen = await OfferAsync(femi, Any());
        EditOpportunityRequest Edit(string title) => new() { RequestId = Installation.NewId(), OpportunityId = seen.OpportunityId, Etag = seen.Etag, Fields = Any(title) };
        await Client(Callers.Administrator(femi.PartnershipId!.Value)).EditOpportunityAsync(Edit("First"));

        var refused = await Refused.CallAsync(Client(femi).EditOpportunityAsync(Edit("Second")));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (refused.Code, refused.Reason));
        Assert.Contains("Ada changed this", refused.Message);
    }

    public static TheoryData<string, Action<OpportunityFields>> BadFields => new()
    {
        { "kind", fields => fields.Kind = "" },
        { "kind", fields => fields.Kind = "holiday" },
        { "title", fields => fields.Title = " " },
        { "what", fields => fields.What = "" },
        { "takes", fields => fields.Takes = "" },
        { "pay", fields => fields.Pay = OpportunityPay.Unspecified },
        { "money", fields => fields.Money = "" },
        { "say_yes", fields => fields.SayYes = "" },
        { "interests", fields => fields.Interests.Add("ab") },
        { "interests", fields => fields.Interests.Add(Enumerable.Range(100, 11).Select(number => $"{number}")) },
        { "closes_on", fields => fields.ClosesOn = "2020-01-01" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task AddOpportunity_FieldWillNotDo_NamesIt(string field, Action<OpportunityFields> spoil)
    {
        var fields = Any();
        spoil(fields);

        var refused = await Refused.CallAsync(Client(Callers.Facilitator(await Installed.NewPartnershipAsync())).AddOpportunityAsync(new() { RequestId = Installation.NewId(), Fields = fields }));

        Assert.Equal((StatusCode.InvalidArgument, field), (refused.Code, Assert.Single(refused.Violations).Field));
    }

    [Fact]
    public async Task AddOpportunity_FacilitatorOfOneProject_ThereYesAndForThePartnershipNo()
    {
        var project = await NewProjectAsync();
        var theirs = Client(Callers.WithIn(Roles.Facilitator, project.Partnership, project.Id));

        var there = await theirs.AddOpportunityAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Fields = Any() });
        var own = await Refused.CallAsync(theirs.AddOpportunityAsync(new() { RequestId = Installation.NewId(), Fields = Any() }));

        Assert.True(there.Opportunity.MayChange);
        Assert.Equal(StatusCode.PermissionDenied, own.Code);
    }

    [Fact]
    public async Task EditOpportunity_NamedWithAProjectThatIsNotItsOwn_IsNotFound()
    {
        var project = await NewProjectAsync();
        var own = await OfferAsync(project.Femi, Any());

        var refused = await Refused.CallAsync(Client(Callers.WithIn(Roles.Facilitator, project.Partnership, project.Id)).EditOpportunityAsync(
            new() { RequestId = Installation.NewId(), OpportunityId = own.OpportunityId, ProjectId = project.ProjectId, Etag = own.Etag, Fields = Any() }));

        Assert.Equal(StatusCode.NotFound, refused.Code);
    }

    [Fact]
    public async Task SayInterest_ThemselfAndForSomebody_AnsweredAndTakenBack()
    {
        var project = await NewProjectAsync();
        var (mina, amina) = (await MemberAsync(project.Partnership, Roles.Member), await AddAsync(project.Partnership, "Amina"));
        var offered = await OfferAsync(project.Femi, Any(), project.ProjectId);
        await SayAsync(mina, offered);
        await SayAsync(project.Femi, offered, amina.PersonId);

        await Client(project.Femi).AnswerInterestAsync(Outcome(offered, mina.PersonId.ToString()));
        await Client(project.Femi).SayInterestAsync(new() { RequestId = Installation.NewId(), OpportunityId = offered.OpportunityId, PersonId = amina.PersonId, TakeBack = true });

        var interested = (await Client(project.Femi).GetOpportunityAsync(new() { OpportunityId = offered.OpportunityId })).Interested;
        Assert.Equal([(InterestOutcome.TakenBack, true), (InterestOutcome.TakesPart, false)], interested.OrderByDescending(one => one.ForThem).Select(one => (one.Outcome, one.ForThem)));
        var hers = await Client(mina).GetOpportunityAsync(new() { OpportunityId = offered.OpportunityId });
        Assert.Equal((InterestOutcome.TakesPart, 0), (hers.Opportunity.Mine, hers.Interested.Count));
        var refused = await Refused.CallAsync(Client(project.Femi).AnswerInterestAsync(Outcome(offered, amina.PersonId)));
        Assert.Equal(StatusCode.NotFound, refused.Code);
    }

    [Fact]
    public async Task SayInterest_ForSomebodyElseWithoutTheRight_IsRefused()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var (mina, amina) = (await MemberAsync(partnership, Roles.Member), await AddAsync(partnership, "Amina"));
        var offered = await OfferAsync(Callers.Facilitator(partnership), Any());

        var refused = await Refused.CallAsync(Client(mina).SayInterestAsync(new() { RequestId = Installation.NewId(), OpportunityId = offered.OpportunityId, PersonId = amina.PersonId }));

        Assert.Equal((StatusCode.PermissionDenied, "NOT_YOURS"), (refused.Code, refused.Reason));
    }

    [Fact]
    public async Task SayInterest_Ended_IsRefusedAndCanStillBeTakenBack()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var (femi, mina) = (Callers.Facilitator(partnership), await MemberAsync(partnership, Roles.Member));
        var offered = await OfferAsync(femi, Any());
        await SayAsync(mina, offered);
        await Client(femi).EndOpportunityAsync(new() { RequestId = Installation.NewId(), OpportunityId = offered.OpportunityId, Etag = offered.Etag, Because = "No money." });

        var refused = await Refused.CallAsync(Client(mina).SayInterestAsync(new() { RequestId = Installation.NewId(), OpportunityId = offered.OpportunityId }));
        await Client(mina).SayInterestAsync(new() { RequestId = Installation.NewId(), OpportunityId = offered.OpportunityId, TakeBack = true });

        Assert.Equal((StatusCode.FailedPrecondition, "NOT_OPEN"), (refused.Code, refused.Reason));
        Assert.Equal(InterestOutcome.TakenBack, (await Client(mina).GetOpportunityAsync(new() { OpportunityId = offered.OpportunityId })).Opportunity.Mine);
    }

    [Fact]
    public async Task Opportunities_ProjectClosed_AreClosedAndNoneCanBeAdded()
    {
        var project = await NewProjectAsync();
        var offered = await OfferAsync(project.Femi, Any(), project.ProjectId);
        await project.CloseAsync();

        var add = await Refused.CallAsync(Client(project.Femi).AddOpportunityAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Fields = Any() }));

        Assert.Equal("PROJECT_CLOSED", add.Reason);
        Assert.False((await Client(project.Femi).GetOpportunityAsync(new() { OpportunityId = offered.OpportunityId })).Opportunity.IsOpen);
    }

    [Fact]
    public async Task ListWhomToTell_InterestsFit_ThoseWhoAgreeByNameWithTheirFirstWay()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var femi = Callers.Facilitator(partnership);
        var walter = await AgreeingAsync(partnership, "Walter", "Getting about");
        await AgreeingAsync(partnership, "Bo", "Gardens");
        await AddAsync(partnership, "Amina", profile => profile.Interests.Add("Getting about"));
        var asha = await AgreeingAsync(partnership, "Asha", "Chairing; getting about town");
        await People(femi).SetContactsAsync(Ways(walter, "1", ("post", "1 High Street", false), ("phone", "01632 960001", false)));
        var offered = await OfferAsync(femi, Any(interests: ["getting about", "chairing"]));
        await Client(femi).MarkToldAsync(new() { RequestId = Installation.NewId(), OpportunityId = offered.OpportunityId, PersonId = asha, Channel = "phone" });

        var first = await Client(femi).ListWhomToTellAsync(new() { OpportunityId = offered.OpportunityId, Page = new() { PageSize = 1 } });
        var second = await Client(femi).ListWhomToTellAsync(new() { OpportunityId = offered.OpportunityId, Page = new() { PageSize = 1, PageToken = first.NextPageToken } });

        var (one, two) = (Assert.Single(first.People), Assert.Single(second.People));
        Assert.Equal(("Asha", "", "phone", true), (one.Name, one.FirstChannel, one.ToldBy, one.ToldOn.Length > 0));
        Assert.Equal(("Walter", "post", "", ""), (two.Name, two.FirstChannel, two.ToldBy, two.ToldOn));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task ListWhomToTell_ByTheirSupporter_PrivateWayIsNotTold()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var person = await AgreeingAsync(partnership, "Mina", "Singing");
        await People(Callers.Facilitator(partnership)).SetContactsAsync(Ways(person, "1", ("in-person", "At choir", true), ("post", "1 High Street", false)));
        var supporter = await MemberAsync(partnership, Roles.Supporter, person) with { Roles = [Roles.Facilitator] };
        var offered = await OfferAsync(supporter, Any(interests: ["singing"]));

        var seen = Assert.Single((await Client(supporter).ListWhomToTellAsync(new() { OpportunityId = offered.OpportunityId })).People);

        Assert.Equal("post", seen.FirstChannel);
    }

    [Fact]
    public async Task ListWhomToTell_WithoutWords_IsNobody()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var femi = Callers.Facilitator(partnership);
        await AgreeingAsync(partnership, "Walter", "Sport");
        var offered = await OfferAsync(femi, Any());

        Assert.Empty((await Client(femi).ListWhomToTellAsync(new() { OpportunityId = offered.OpportunityId })).People);
    }

    private EngageService.EngageServiceClient Client(Caller caller) => Installed.Module.Client<EngageService.EngageServiceClient>(caller);

    private async Task<Opportunity> OfferAsync(Caller by, OpportunityFields fields, string projectId = "") =>
        (await Client(by).AddOpportunityAsync(new() { RequestId = Installation.NewId(), ProjectId = projectId, Fields = fields })).Opportunity;

    private async Task SayAsync(Caller by, Opportunity offered, string personId = "") =>
        await Client(by).SayInterestAsync(new() { RequestId = Installation.NewId(), OpportunityId = offered.OpportunityId, PersonId = personId });

    private static AnswerInterestRequest Outcome(Opportunity offered, string personId) =>
        new() { RequestId = Installation.NewId(), OpportunityId = offered.OpportunityId, ProjectId = offered.ProjectId, PersonId = personId, Outcome = InterestOutcome.TakesPart };

    private async Task<StartedProject> NewProjectAsync() => await StartedProject.CreateAsync(Installed.Module, await Installed.NewPartnershipAsync());

    private async Task<string> AgreeingAsync(Guid partnership, string name, string interest)
    {
        var person = (await AddAsync(partnership, name, profile => profile.Interests.Add(interest))).PersonId;
        await People(Callers.Facilitator(partnership)).SetConsentAsync(new() { RequestId = Installation.NewId(), PersonId = person, Use = "new-projects", Agreed = true });
        return person;
    }

    private static OpportunityFields Any(string title = "Working group", string closes = "", params IEnumerable<string> interests) => new()
    {
        Kind = "working-group",
        Title = title,
        What = "We plan visits together.",
        Takes = "Two hours a month.",
        Pay = OpportunityPay.Expenses,
        Money = "Travel is paid beforehand.",
        SayYes = "Ring us.",
        ClosesOn = closes,
        Interests = { interests },
    };
}
