using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.Held;

/// <summary>Signs of harm reach the safeguarding responders, whoever else has looked at them or has not.</summary>
public sealed class HarmTests(ReviewUnderTest review) : HeldTest(review)
{
    [Fact]
    public async Task ImportStatements_SignsOfHarm_AreReadByRespondersAlone()
    {
        var cycle = await CycleAsync(Harm, Fine, Doctor);
        var (harm, doctor) = (await HeldAsync(cycle, Harm), await HeldAsync(cycle, Doctor));

        var read = await ReadAsync(cycle, harm);
        var none = await Failure.OfAsync(As(ResponderOf(cycle)).ReadHarmAsync(new() { StatementId = doctor.StatementId }));
        var analyst = await Failure.OfAsync(As(cycle.Caller).ReadHarmAsync(new() { StatementId = harm.StatementId }));

        Assert.Equal((Harm, Question.NotWorking, cycle.CycleId), (read.Text, read.Question, read.CycleId));
        Assert.All(read.Reasons, reason => Assert.Equal(HeldKind.Harm, reason.Kind));
        Assert.Equal((StatusCode.NotFound, StatusCode.PermissionDenied), (none.Code, analyst.Code));
    }

    [Fact]
    public async Task ReadHarm_RedactedByOthers_StillSaysWhatCameInAndIsInTheAudit()
    {
        var cycle = await CycleAsync(HarmAndDoctor);
        var held = (await HeldAsync(cycle)).Single();
        await Settle(cycle, Settling(cycle, HeldDecision.Redact, held));

        var read = await ReadAsync(cycle, held);

        Assert.Equal(HarmAndDoctor, read.Text);
        Assert.Contains(await Review.AuditAsync(cycle.Caller), entry => entry.Action == "harm.read");
    }

    [Fact]
    public async Task SettleHeldStatements_ReferWithoutASign_ReachesResponders()
    {
        var cycle = await CycleAsync(Doctor);
        var held = (await HeldAsync(cycle)).Single();

        await Settle(cycle, Settling(cycle, HeldDecision.Refer, held));

        Assert.Equal(Doctor, (await ReadAsync(cycle, held)).Text);
    }

    private async Task<ReadHarmResponse> ReadAsync(ThemedCycle cycle, HeldStatement held) => await As(ResponderOf(cycle)).ReadHarmAsync(new() { StatementId = held.StatementId });

    private static Caller ResponderOf(ThemedCycle cycle) => Callers.With(Roles.Responder, cycle.Caller.PartnershipId!.Value);
}
