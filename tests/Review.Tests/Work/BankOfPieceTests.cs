using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.Review.Tests.Work;

public sealed class BankOfPieceTests(ReviewUnderTest review) : WorkTest(review)
{
    [Fact]
    public async Task LeasePiece_WithABankOfTheirOwn_CarriesWhatBearsOnItsQuestion()
    {
        await AddAsync(Caller, Question.Working, "I can get a bus.");
        await AddAsync(Caller, Question.NotWorking, "I cannot get a bus.");
        await AddAsync(People.Analyst("Pat Moss"), Question.Working, "I can get a tram.");
        await Bank(Caller).SwitchBankEntryAsync(new() { RequestId = ThemedCycle.NewRequest(), Wording = "I am bored.", Off = true });
        var cycle = await CycleAsync((Question.Working, "Buses 1"));
        await cycle.StartAsync();

        var piece = (await Worker("one").LeaseAsync())!;

        Assert.Equal(["I can get a bus."], piece.Bank.Entries.Select(entry => entry.Wording));
        Assert.Equal(["I am bored."], piece.Bank.SwitchedOff);
    }

    private StatementBankService.StatementBankServiceClient Bank(Caller caller) => new(Module.As(caller));

    private async Task AddAsync(Caller caller, Question question, string wording) => await Bank(caller).AddBankEntryAsync(
        new() { RequestId = ThemedCycle.NewRequest(), Question = question, Topic = "buses", Words = { "bus" }, Wording = wording });
}
