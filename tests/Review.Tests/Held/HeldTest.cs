using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;

namespace CoProduction.Review.Tests.Held;

/// <summary>What tests of held-back statements have in common: a cycle of statements, some of which are held back.</summary>
public abstract class HeldTest(ReviewUnderTest review)
{
    protected const string Fine = "The bus is never on time";
    protected const string Doctor = "Dr Okafor is never there when I call";
    protected const string DoctorToo = "I asked Dr. Okafor for a letter";
    protected const string Phone = "Ring me on 01632 960 123 about it";
    protected const string Harm = "My nephew took my money";
    protected const string HarmAndDoctor = "Dr Okafor saw that he is hitting me";

    protected ReviewUnderTest Review { get; } = review;

    protected ReviewService.ReviewServiceClient As(Caller caller) => Review.As(caller);

    protected async Task<ThemedCycle> CycleAsync(params string[] texts)
    {
        var cycle = await ThemedCycle.CreateAsync(Review.Module, People.Analyst("Sam Reed"));
        await cycle.ImportAsync(Question.NotWorking, texts);
        return cycle;
    }

    protected async Task<List<HeldStatement>> HeldAsync(ThemedCycle cycle, HeldGroup? group = null) =>
        [.. (await As(cycle.Caller).ListHeldStatementsAsync(new() { CycleId = cycle.CycleId, GroupKey = group?.GroupKey ?? "", Page = new() { PageSize = 1000 } })).Statements];

    protected async Task<HeldStatement> HeldAsync(ThemedCycle cycle, string text) => (await HeldAsync(cycle)).Single(statement => statement.Text == text);

    protected async Task<List<HeldGroup>> GroupsAsync(ThemedCycle cycle) =>
        [.. (await As(cycle.Caller).ListHeldGroupsAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 1000 } })).Groups];

    /// <summary>What may be read of the cycle's statements, outside the held-back pages.</summary>
    protected async Task<List<string>> ReadableAsync(ThemedCycle cycle) =>
        [.. (await As(cycle.Caller).ListStatementsAsync(new() { CycleId = cycle.CycleId, Page = new() { PageSize = 1000 } })).Statements.Select(statement => statement.Text)];

    protected async Task<CycleFigures> FiguresAsync(ThemedCycle cycle) => (await As(cycle.Caller).GetCycleAsync(new() { CycleId = cycle.CycleId })).Cycle.Figures;

    protected static SettleHeldStatementsRequest Settling(ThemedCycle cycle, HeldDecision decision, params IEnumerable<HeldStatement> statements) => new()
    {
        RequestId = ThemedCycle.NewRequest(),
        CycleId = cycle.CycleId,
        StatementIds = { statements.Select(statement => statement.StatementId) },
        Decision = decision,
    };

    protected static SettleHeldStatementsRequest Settling(ThemedCycle cycle, HeldDecision decision, HeldGroup group) =>
        new(Settling(cycle, decision)) { GroupKey = group.GroupKey };

    protected AsyncUnaryCall<SettleHeldStatementsResponse> Settle(ThemedCycle cycle, SettleHeldStatementsRequest request) =>
        As(cycle.Caller).SettleHeldStatementsAsync(request);
}
