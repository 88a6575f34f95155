using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Govern;

/// <summary>Terms of reference: drafts, everybody's yes, and what stays as it was agreed.</summary>
public sealed class TermsTests(Installation installation)
{
    [Fact]
    public async Task EditTerms_EveryPart_CanBeReadAsWritten()
    {
        var project = await NewAsync();
        var group = await project.AddGroupAsync();
        var terms = await project.StartTermsAsync(group);

        foreach (var part in Enum.GetValues<TermsPart>().Skip(1).Where(part => part != TermsPart.Settling))
            await project.WriteAsync(terms, part, $"Words on {part}");
        await project.SettleByAsync(terms, SettleBy.Majority, 60);

        var words = new TermsWords
        {
            Aims = "Words on Aims",
            Roles = "Words on Roles",
            Principles = "Words on Principles",
            Guidelines = "Words on Guidelines",
            SettleBy = SettleBy.Majority,
            Quorum = 60,
            Settling = "One vote each.",
            Authority = "Words on Authority",
            Reward = "Words on Reward",
            Problems = "Words on Problems",
        };
        Assert.Equal((words, 1, ""), (Assert.Single(await project.TermsAsync(group)).Words, (await project.TermsAsync(group))[0].Version, (await project.TermsAsync(group))[0].AgreedOn));
    }

    [Fact]
    public async Task AgreeTerms_OneByOne_InForceWithTheLast()
    {
        var project = await NewAsync();
        await project.NameAccountableAsync();
        var group = await project.AddGroupAsync();
        var (ada, ben) = (await project.AddMemberAsync(group, "Ada"), await project.AddMemberAsync(group, "Ben", Perspective.Staff));
        var terms = await project.StartTermsAsync(group);
        await project.WriteAsync(terms);

        var answers = new[] { await project.AgreeAsync(terms, ada), await project.AgreeAsync(terms), await project.AgreeAsync(terms, ben) };

        Assert.Equal([false, false, true], answers);
        var agreed = Assert.Single(await project.TermsAsync(group));
        Assert.NotEqual("", agreed.AgreedOn);
        Assert.Equal([("Ada", "At the meeting", "Femi"), (GovernedProject.Accountable, "At the meeting", "Femi"), ("Ben", "At the meeting", "Femi")],
            agreed.Agreements.Select(yes => (yes.Name, yes.How, yes.RecordedBy)));
    }

    [Fact]
    public async Task EndGoverningMember_OnlyTheyHadNotAgreed_DraftIsInForce()
    {
        var project = await NewAsync();
        await project.NameAccountableAsync();
        var group = await project.AddGroupAsync();
        var (ada, ben) = (await project.AddMemberAsync(group, "Ada"), await project.AddMemberAsync(group, "Ben"));
        var terms = await project.StartTermsAsync(group);
        await project.WriteAsync(terms);
        await project.AgreeAsync(terms, ada);
        await project.AgreeAsync(terms);

        await project.LeaveAsync(ben);

        Assert.NotEqual("", Assert.Single(await project.TermsAsync(group)).AgreedOn);
    }

    [Fact]
    public async Task AgreeTerms_SomebodyElseIsAccountableSince_TheyAreAskedToo()
    {
        var project = await NewAsync();
        await project.NameAccountableAsync();
        var group = await project.AddGroupAsync();
        var ada = await project.AddMemberAsync(group);
        var terms = await project.StartTermsAsync(group);
        await project.WriteAsync(terms);
        await project.AgreeAsync(terms);
        await project.NameAccountableAsync(success: "Sol");

        var withoutSol = await project.AgreeAsync(terms, ada);
        var withSol = await project.AgreeAsync(terms);

        Assert.Equal((false, true), (withoutSol, withSol));
    }

    [Fact]
    public async Task EditTerms_SomebodyHadAgreed_TheyAreAskedAgain()
    {
        var project = await NewAsync();
        await project.NameAccountableAsync();
        var group = await project.AddGroupAsync();
        var ada = await project.AddMemberAsync(group);
        var terms = await project.StartTermsAsync(group);
        await project.WriteAsync(terms);
        await project.AgreeAsync(terms, ada);

        await project.WriteAsync(terms, TermsPart.Reward, "20 pounds an hour.");
        var accountableOnly = await project.AgreeAsync(terms);
        var bothAgain = await project.AgreeAsync(terms, ada);

        Assert.Equal((false, true), (accountableOnly, bothAgain));
        Assert.NotNull(Assert.Single(await project.TermsAsync(group)).Agreements[0].VoidSince);
    }

    [Fact]
    public async Task StartTerms_AfterAnAgreedVersion_IsACopyAndTheOldOneStays()
    {
        var project = await NewAsync();
        var (group, _, first) = await project.AgreedGroupAsync();

        var second = await project.StartTermsAsync(group);
        var copy = (await project.TermsAsync(group))[0];
        await project.WriteAsync(second, TermsPart.Aims, "Other aims.");

        var versions = await project.TermsAsync(group);
        Assert.Equal(versions[1].Words, copy.Words);
        Assert.Equal([(second, 2, "Other aims."), (first, 1, "To plan support together.")], versions.Select(version => (version.TermsId, version.Version, version.Words.Aims)));
        Assert.Empty(copy.Agreements);
    }

    [Fact]
    public async Task EditTerms_AgreedVersion_Refused()
    {
        var project = await NewAsync();
        var (_, _, terms) = await project.AgreedGroupAsync();

        var error = await Refused.CallAsync(project.Govern.EditTermsAsync(await project.EditRequestAsync(terms)));

        Assert.Equal((StatusCode.FailedPrecondition, "TERMS_AGREED"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task EditTerms_SamePartMeanwhile_SecondIsToldAndAnotherPartGoesThrough()
    {
        var project = await NewAsync();
        var terms = await project.StartTermsAsync(await project.AddGroupAsync());
        var aims = await project.EditRequestAsync(terms);
        var roles = await project.EditRequestAsync(terms, TermsPart.Roles);
        await project.WriteAsync(terms, words: "Written first.");

        var error = await Refused.CallAsync(project.Govern.EditTermsAsync(aims));
        await project.Govern.EditTermsAsync(roles);

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task AgreeTerms_WordsChangedMeanwhile_IsTold()
    {
        var project = await NewAsync();
        var group = await project.AddGroupAsync();
        var ada = await project.AddMemberAsync(group);
        var terms = await project.StartTermsAsync(group);
        await project.WriteAsync(terms);
        var yes = await project.YesAsync(terms, ada);
        await project.WriteAsync(terms, words: "Something else.");

        var error = await Refused.CallAsync(project.Govern.AgreeTermsAsync(yes));

        Assert.Equal("CHANGED_MEANWHILE", error.Reason);
    }

    [Fact]
    public async Task AgreeTerms_WhatCannotBeAgreed_IsRefusedWithTheReason()
    {
        var project = await NewAsync();
        var group = await project.AddGroupAsync();
        var (ada, ben) = (await project.AddMemberAsync(group, "Ada"), await project.AddMemberAsync(group, "Ben"));
        var terms = await project.StartTermsAsync(group);

        var blank = await Refused.CallAsync(project.Govern.AgreeTermsAsync(await project.YesAsync(terms, ada)));
        await project.WriteAsync(terms);
        var nobody = await Refused.CallAsync(project.Govern.AgreeTermsAsync(await project.YesAsync(terms)));
        await project.AgreeAsync(terms, ada);
        var twice = await Refused.CallAsync(project.Govern.AgreeTermsAsync(await project.YesAsync(terms, ada)));
        await project.LeaveAsync(ben);
        var left = await Refused.CallAsync(project.Govern.AgreeTermsAsync(await project.YesAsync(terms, ben)));
        var how = await Refused.CallAsync(project.Govern.AgreeTermsAsync(new(await project.YesAsync(terms, ada)) { How = "" }));

        Assert.Equal(["NOTHING_WRITTEN", "NOBODY_ACCOUNTABLE", "AGREED_ALREADY", "MEMBER_LEFT"], new[] { blank, nobody, twice, left }.Select(error => error.Reason));
        Assert.Equal("how", Assert.Single(how.Violations).Field);
    }

    [Fact]
    public async Task AgreeTerms_NewMemberWhileTheNextIsWritten_AgreesToWhatIsInForce()
    {
        var project = await NewAsync();
        var (group, member, first) = await project.AgreedGroupAsync();
        var second = await project.StartTermsAsync(group);
        var ben = await project.AddMemberAsync(group, "Ben");

        Assert.True(await project.AgreeAsync(first, ben));
        foreach (var who in new[] { member, ben, "" })
            await project.AgreeAsync(second, who);
        var cyd = await project.AddMemberAsync(group, "Cyd");
        var old = await Refused.CallAsync(project.Govern.AgreeTermsAsync(await project.YesAsync(first, cyd)));

        Assert.Equal("NOT_NEWEST", old.Reason);
    }

    [Fact]
    public async Task StartTerms_ThereIsADraft_Refused()
    {
        var project = await NewAsync();
        var group = await project.AddGroupAsync();
        await project.StartTermsAsync(group);

        var error = await Refused.CallAsync(project.Govern.StartTermsAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, GoverningGroupId = group }));

        Assert.Equal("HAS_DRAFT", error.Reason);
    }

    [Theory]
    [InlineData("part", TermsPart.Unspecified, SettleBy.Consensus, 0)]
    [InlineData("settle_by", TermsPart.Settling, SettleBy.Unspecified, 0)]
    [InlineData("quorum", TermsPart.Settling, SettleBy.Majority, 0)]
    [InlineData("quorum", TermsPart.Settling, SettleBy.Majority, 101)]
    public async Task EditTerms_FieldWillNotDo_NamesIt(string field, TermsPart part, SettleBy by, int quorum)
    {
        var project = await NewAsync();
        var terms = await project.StartTermsAsync(await project.AddGroupAsync());

        var error = await Refused.CallAsync(project.Govern.EditTermsAsync(new(await project.EditRequestAsync(terms, part)) { SettleBy = by, Quorum = quorum }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task ThingsOfAnotherProject_AreNotFound()
    {
        var mine = await NewAsync();
        var other = await NewAsync();
        var (group, member, terms) = await other.AgreedGroupAsync();

        var refused = new[]
        {
            await Refused.CallAsync(mine.Govern.ListTermsAsync(new() { ProjectId = mine.ProjectId, GoverningGroupId = group })),
            await Refused.CallAsync(mine.Govern.EditTermsAsync(await mine.EditRequestAsync(terms))),
            await Refused.CallAsync(mine.Govern.AgreeTermsAsync(await mine.YesAsync(terms, member))),
            await Refused.CallAsync(mine.Govern.EndGoverningMemberAsync(new() { RequestId = Installation.NewId(), ProjectId = mine.ProjectId, MemberId = member })),
        };

        Assert.All(refused, error => Assert.Equal(StatusCode.NotFound, error.Code));
    }

    private async Task<GovernedProject> NewAsync() => (await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync())).Governed;
}
