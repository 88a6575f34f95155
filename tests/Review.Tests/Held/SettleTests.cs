using CoProduction.Review.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Held;

public sealed class SettleTests(ReviewUnderTest review) : HeldTest(review)
{
    [Fact]
    public async Task SettleHeldStatements_Release_MakesThemReadableAsTheyAre()
    {
        var cycle = await CycleAsync(Doctor, Phone);

        var settled = await Settle(cycle, Settling(cycle, HeldDecision.Release, await HeldAsync(cycle, Doctor)));

        Assert.Equal((1, 0), (settled.Settled, settled.AlreadySettled));
        Assert.Equal([Doctor], await ReadableAsync(cycle));
        Assert.Equal([Phone], (await HeldAsync(cycle)).Select(statement => statement.Text));
        Assert.Equal(1, (await FiguresAsync(cycle)).HeldBack);
    }

    [Theory]
    [InlineData(Doctor, "[name] is never there when I call")]
    [InlineData(Phone, "Ring me on [phone number] about it")]
    [InlineData("Write to jo@example.org, ZZ99 3WZ", "Write to [email address], [postcode]")]
    [InlineData("I am 943 476 5919 and AB 12 34 56 C", "I am [NHS number] and [National Insurance number]")]
    [InlineData("01632 960123\n07700 900123", "[phone number]\n[phone number]")]
    [InlineData("My friend Dr Okafor helps", "My friend [name] helps")]
    [InlineData(HarmAndDoctor, "[name] saw that he is hitting me")]
    public async Task SettleHeldStatements_Redact_PutsItsKindInPlaceOfEachDetail(string text, string redacted)
    {
        var cycle = await CycleAsync(text);

        await Settle(cycle, Settling(cycle, HeldDecision.Redact, await HeldAsync(cycle)));

        Assert.Equal([redacted], await ReadableAsync(cycle));
        Assert.Empty(await HeldAsync(cycle));
    }

    [Fact]
    public async Task SettleHeldStatements_Redact_KeepsTheOriginalWhereNothingThatRunsCanReadIt()
    {
        var cycle = await CycleAsync(Doctor);

        await Settle(cycle, Settling(cycle, HeldDecision.Redact, await HeldAsync(cycle)));

        Assert.Equal([Doctor], await Review.BehindTheScenesAsync<string>(cycle.Caller, "SELECT text FROM statement_original WHERE partnership_id = @partnership"));
        Assert.Equal([false, false], await Review.BehindTheScenesAsync<bool>(
            cycle.Caller, "SELECT has_table_privilege(rolname, 'statement_original', 'SELECT') FROM pg_roles WHERE rolname IN ('review_app', 'review_relay')"));
    }

    [Fact]
    public async Task SettleHeldStatements_RedactInOwnWords_MakesThoseReadable()
    {
        var cycle = await CycleAsync(Doctor);

        await Settle(cycle, new(Settling(cycle, HeldDecision.Redact, await HeldAsync(cycle))) { RedactedText = "  My doctor is never there " });

        Assert.Equal(["My doctor is never there"], await ReadableAsync(cycle));
    }

    [Fact]
    public async Task SettleHeldStatements_SignsThatCannotBeKept_AreRefusedAtTheirField()
    {
        var cycle = await CycleAsync(Doctor, Harm);

        var redacted = await Failure.OfAsync(Settle(cycle, new(Settling(cycle, HeldDecision.Redact, await HeldAsync(cycle, Doctor))) { RedactedText = "My doc\0tor" }));
        var ofNoGroup = await Failure.OfAsync(As(cycle.Caller).ListHeldStatementsAsync(new() { CycleId = cycle.CycleId, GroupKey = "none\0" }));

        Assert.All([redacted, ofNoGroup], error => Assert.Equal(StatusCode.InvalidArgument, error.Code));
        Assert.Equal(["redacted_text", "group_key"], new[] { redacted, ofNoGroup }.Select(error => Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task SettleHeldStatements_OwnWordsThatStillIdentify_AreRefused()
    {
        var cycle = await CycleAsync(Doctor);

        var error = await Failure.OfAsync(Settle(cycle, new(Settling(cycle, HeldDecision.Redact, await HeldAsync(cycle))) { RedactedText = "Doctor Zoe\u0308 Okafor is never there" }));

        Assert.Equal((StatusCode.InvalidArgument, "redacted_text"), (error.Code, Assert.Single(error.Violations).Field));
        Assert.Equal([Doctor], (await HeldAsync(cycle)).Select(statement => statement.Text));
    }

    [Fact]
    public async Task SettleHeldStatements_RedactWhereIsNoDetail_SettlesNothing()
    {
        var cycle = await CycleAsync(Harm, Doctor);

        var error = await Failure.OfAsync(Settle(cycle, Settling(cycle, HeldDecision.Redact, await HeldAsync(cycle))));

        Assert.Equal((StatusCode.InvalidArgument, "decision"), (error.Code, Assert.Single(error.Violations).Field));
        Assert.Equal(2, (await HeldAsync(cycle)).Count);
    }

    [Fact]
    public async Task SettleHeldStatements_Refer_KeepsWhoDidItAndLeavesThemUnread()
    {
        var cycle = await CycleAsync(Harm, Fine);

        await Settle(cycle, Settling(cycle, HeldDecision.Refer, await HeldAsync(cycle)));

        Assert.Equal([Fine], await ReadableAsync(cycle));
        Assert.Empty(await HeldAsync(cycle));
        var figures = await FiguresAsync(cycle);
        Assert.Equal((2, 0, 1), (figures.Statements, figures.HeldBack, figures.Referred));
        Assert.Equal([cycle.Caller.PersonId], await Review.BehindTheScenesAsync<Guid>(
            cycle.Caller, "SELECT referred_by_id FROM referral WHERE partnership_id = @partnership"));
    }

    [Fact]
    public async Task SettleHeldStatements_WholeGroup_SettlesAllAlikeAtOnce()
    {
        var cycle = await CycleAsync(Doctor, Phone, DoctorToo);
        var group = (await GroupsAsync(cycle)).Single(group => group.Kind == HeldKind.Name);

        var settled = await Settle(cycle, Settling(cycle, HeldDecision.Redact, group));

        Assert.Equal((2, 0), (settled.Settled, settled.AlreadySettled));
        Assert.Equal(["[name] is never there when I call", "I asked [name] for a letter"], (await ReadableAsync(cycle)).Order());
        Assert.Equal([Phone], (await HeldAsync(cycle)).Select(statement => statement.Text));
    }

    [Fact]
    public async Task SettleHeldStatements_GroupWithSignOfHarmInIt_LeavesThatForSomebodyToRead()
    {
        var cycle = await CycleAsync(Doctor, HarmAndDoctor);
        var group = (await GroupsAsync(cycle)).Single(group => group.Kind == HeldKind.Name);

        Assert.Equal(1, (await Settle(cycle, Settling(cycle, HeldDecision.Release, group))).Settled);

        Assert.Equal([HarmAndDoctor], (await HeldAsync(cycle)).Select(statement => statement.Text));
    }

    [Fact]
    public async Task SettleHeldStatements_GroupOfHarm_IsReferredTogether()
    {
        var cycle = await CycleAsync(Harm, "A nephew took my money", HarmAndDoctor);
        var group = (await GroupsAsync(cycle)).Single(group => group.Kind == HeldKind.Harm && group.Statements == 2);

        Assert.Equal(2, (await Settle(cycle, Settling(cycle, HeldDecision.Refer, group))).Settled);

        Assert.Equal([HarmAndDoctor], (await HeldAsync(cycle)).Select(statement => statement.Text));
    }

    [Fact]
    public async Task SettleHeldStatements_SettledAlready_LeavesTheFirstDecision()
    {
        var cycle = await CycleAsync(Doctor, Phone);
        var both = await HeldAsync(cycle);
        await Settle(cycle, Settling(cycle, HeldDecision.Release, both.Single(statement => statement.Text == Doctor)));

        var second = await Settle(cycle, Settling(cycle, HeldDecision.Refer, both));

        Assert.Equal((1, 1), (second.Settled, second.AlreadySettled));
        Assert.Equal([Doctor], await ReadableAsync(cycle));
        Assert.Equal(1, (await FiguresAsync(cycle)).Referred);
    }

    [Fact]
    public async Task SettleHeldStatements_ByManyAtOnce_SettlesEachOnce()
    {
        var cycle = await CycleAsync([.. Enumerable.Range(0, 10).Select(i => $"Ring me on 01632 960 12{i}")]);
        var held = await HeldAsync(cycle);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(i =>
            Settle(cycle, Settling(cycle, HeldDecision.Redact, held.Skip(i).Take(6))).ResponseAsync));

        Assert.Equal(10, answers.Sum(answer => answer.Settled));
        Assert.All(answers, answer => Assert.Equal(6, answer.Settled + answer.AlreadySettled));
        Assert.Equal(Enumerable.Repeat("Ring me on [phone number]", 10), await ReadableAsync(cycle));
    }

    [Fact]
    public async Task SettleHeldStatements_NeverHeldOrUnknown_AreNotCountedAsSettledBySomebody()
    {
        var cycle = await CycleAsync(Fine, Doctor);
        var clear = Assert.Single((await As(cycle.Caller).ListStatementsAsync(new() { CycleId = cycle.CycleId })).Statements);
        HeldStatement[] ids = [new() { StatementId = clear.StatementId }, new() { StatementId = Guid.NewGuid().ToString() }, await HeldAsync(cycle, Doctor)];

        var settled = await Settle(cycle, Settling(cycle, HeldDecision.Refer, ids));

        Assert.Equal((1, 0), (settled.Settled, settled.AlreadySettled));
        Assert.Equal([Fine], await ReadableAsync(cycle));
    }

    [Fact]
    public async Task SettleHeldStatements_SameRequestTwice_GivesTheFirstAnswerAgain()
    {
        var cycle = await CycleAsync(Doctor);
        var request = Settling(cycle, HeldDecision.Redact, await HeldAsync(cycle));

        var first = await Settle(cycle, request);
        var second = await Settle(cycle, request);

        Assert.Equal(first, second);
        Assert.Equal(1, second.Settled);
    }

    [Fact]
    public async Task SettleHeldStatements_EachDecision_IsInTheAuditWithoutWords()
    {
        var cycle = await CycleAsync(Doctor, DoctorToo, Phone, Harm);
        await Settle(cycle, Settling(cycle, HeldDecision.Release, await HeldAsync(cycle, Doctor)));
        await Settle(cycle, Settling(cycle, HeldDecision.Refer, await HeldAsync(cycle, Harm)));
        await Settle(cycle, Settling(cycle, HeldDecision.Redact, await HeldAsync(cycle)));

        var audit = (await Review.AuditAsync(cycle.Caller)).Where(entry => entry.Action.StartsWith("held.", StringComparison.Ordinal) && entry.Action != "held.read");

        Assert.Equal(
            [("held.release", "1 statements"), ("held.refer", "1 statements"), ("held.redact", "2 statements")],
            audit.Select(entry => (entry.Action, entry.Detail)));
        Assert.All(audit, entry => Assert.Equal(cycle.Caller.PersonId, entry.Actor));
    }

    [Fact]
    public async Task SettleHeldStatements_RequestThatWillNotDo_NamesTheField()
    {
        var cycle = await CycleAsync(Doctor, DoctorToo);
        var held = await HeldAsync(cycle);
        var group = Assert.Single(await GroupsAsync(cycle));
        var tooMany = Enumerable.Range(0, 1001).Select(_ => new HeldStatement { StatementId = Guid.NewGuid().ToString() });
        (SettleHeldStatementsRequest Request, string Field)[] requests =
        [
            (Settling(cycle, HeldDecision.Release), "statement_ids"),
            (Settling(cycle, HeldDecision.Release, tooMany), "statement_ids"),
            (Settling(cycle, HeldDecision.Release, new HeldStatement { StatementId = "mine" }), "statement_ids"),
            (new(Settling(cycle, HeldDecision.Release, held)) { GroupKey = group.GroupKey }, "statement_ids"),
            (new(Settling(cycle, HeldDecision.Redact, held)) { RedactedText = "My doctor" }, "statement_ids"),
            (new(Settling(cycle, HeldDecision.Redact, group)) { RedactedText = "My doctor" }, "statement_ids"),
            (new(Settling(cycle, HeldDecision.Redact, held[0])) { RedactedText = " " }, "redacted_text"),
            (new(Settling(cycle, HeldDecision.Redact, held[0])) { RedactedText = new string('x', 10_001) }, "redacted_text"),
            (new(Settling(cycle, HeldDecision.Release)) { GroupKey = new string('k', 101) }, "group_key"),
            (Settling(cycle, HeldDecision.Unspecified, held), "decision"),
            (new(Settling(cycle, HeldDecision.Release, held)) { CycleId = "mine" }, "cycle_id"),
            (new(Settling(cycle, HeldDecision.Release, held)) { RequestId = "" }, "request_id"),
        ];

        foreach (var (request, field) in requests)
        {
            var error = await Failure.OfAsync(Settle(cycle, request));
            Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
        }
        Assert.Equal(2, (await HeldAsync(cycle)).Count);
    }

    [Fact]
    public async Task EveryCall_FromAnotherPartnership_FindsNothingAndChangesNothing()
    {
        var cycle = await CycleAsync(Doctor);
        var request = Settling(cycle, HeldDecision.Release, await HeldAsync(cycle));
        var stranger = People.Analyst("Pat Moss");
        var own = await ThemedCycle.CreateAsync(Review.Module, stranger);

        var groups = await Failure.OfAsync(As(stranger).ListHeldGroupsAsync(new() { CycleId = cycle.CycleId }));
        var statements = await Failure.OfAsync(As(stranger).ListHeldStatementsAsync(new() { CycleId = cycle.CycleId }));
        var settle = await Failure.OfAsync(As(stranger).SettleHeldStatementsAsync(request));
        var throughOwn = await As(stranger).SettleHeldStatementsAsync(new(request) { RequestId = ThemedCycle.NewRequest(), CycleId = own.CycleId });

        Assert.Equal([StatusCode.NotFound, StatusCode.NotFound, StatusCode.NotFound], new[] { groups.Code, statements.Code, settle.Code });
        Assert.Equal((0, 0), (throughOwn.Settled, throughOwn.AlreadySettled));
        Assert.Equal([Doctor], (await HeldAsync(cycle)).Select(statement => statement.Text));
    }

    [Fact]
    public async Task EveryCall_ByAnalyst_IsDenied()
    {
        var cycle = await CycleAsync(Doctor);
        var request = Settling(cycle, HeldDecision.Release, await HeldAsync(cycle));
        var analyst = As(Callers.Analyst(cycle.Caller.PartnershipId!.Value));

        var groups = await Failure.OfAsync(analyst.ListHeldGroupsAsync(new() { CycleId = cycle.CycleId }));
        var statements = await Failure.OfAsync(analyst.ListHeldStatementsAsync(new() { CycleId = cycle.CycleId }));
        var settle = await Failure.OfAsync(analyst.SettleHeldStatementsAsync(request));

        Assert.Equal([StatusCode.PermissionDenied, StatusCode.PermissionDenied, StatusCode.PermissionDenied], new[] { groups.Code, statements.Code, settle.Code });
    }
}
