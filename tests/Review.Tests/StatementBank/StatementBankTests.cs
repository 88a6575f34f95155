using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Reviews;
using Grpc.Core;
using Xunit;

namespace CoProduction.Review.Tests.StatementBank;

public sealed class StatementBankTests(ReviewUnderTest review)
{
    private readonly Caller _sam = People.Analyst("Sam Reed");

    [Fact]
    public async Task AddBankEntry_GoodWords_AreInTheBankTidied()
    {
        var added = (await As(_sam).AddBankEntryAsync(Add("  I can get a bus  when I need one ", "Bus", " bus  stop", "bus", ""))).Entry;

        Assert.Equal(("I can get a bus when I need one.", Question.Working, "buses", "Sam Reed"), (added.Wording, added.Question, added.Topic, added.ChangedBy));
        Assert.Equal(["bus", "bus stop"], added.Words);
        Assert.Equal(added, Assert.Single((await BankAsync(_sam)).Entries));
        Assert.Contains(await review.AuditAsync(_sam), entry => entry.Action == "bank.add");
    }

    [Theory]
    [InlineData("", "wording")]
    [InlineData("Buses come on time.", "wording")] // nobody's own
    [InlineData("I get a bus. I like it.", "wording")]
    [InlineData("Do I get a bus?", "wording")]
    [InlineData("I was at the bus stop for an hour.", "wording")]
    [InlineData("I get a bus with my friend Agnes.", "wording")]
    [InlineData("I ring 07700 900123 for a bus.", "wording")]
    public async Task AddBankEntry_WordingThatWillNotDo_SaysWhyAtTheField(string wording, string field)
    {
        var error = await Failure.OfAsync(As(_sam).AddBankEntryAsync(Add(wording, "bus")));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
        Assert.Empty((await BankAsync(_sam)).Entries);
    }

    [Theory]
    [InlineData("question", Question.Unspecified, "buses", "bus")]
    [InlineData("topic", Question.Working, " ", "bus")]
    [InlineData("words", Question.Working, "buses")]
    [InlineData("words", Question.Working, "buses", "one two three four")]
    [InlineData("words", Question.Working, "buses", "bus|tram")]
    [InlineData("words", Question.Working, "buses", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")]
    public async Task AddBankEntry_OtherFieldsThatWillNotDo_AreNamed(string field, Question question, string topic, params string[] words)
    {
        var error = await Failure.OfAsync(As(_sam).AddBankEntryAsync(
            new() { RequestId = ThemedCycle.NewRequest(), Question = question, Topic = topic, Words = { words }, Wording = "I can get a bus." }));

        Assert.Equal(field, Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task AddBankEntry_WishWithoutWanting_IsRefused()
    {
        var wish = Add("I can get a bus.", "bus");
        wish.Question = Question.Future;

        Assert.Equal("wording", Assert.Single((await Failure.OfAsync(As(_sam).AddBankEntryAsync(wish))).Violations).Field);

        wish.Wording = "I want to get a bus";
        Assert.Equal("I want to get a bus.", (await As(_sam).AddBankEntryAsync(wish)).Entry.Wording);
    }

    [Fact]
    public async Task AddBankEntry_SameRequestTwice_IsDoneOnce()
    {
        var request = Add("I can get a bus.", "bus");
        var first = await As(_sam).AddBankEntryAsync(request);

        Assert.Equal(first, await As(_sam).AddBankEntryAsync(request));
        Assert.Single((await BankAsync(_sam)).Entries);
    }

    [Fact]
    public async Task ChangeBankEntry_OldEtag_SaysWhoChangedIt()
    {
        var seen = (await As(_sam).AddBankEntryAsync(Add("I can get a bus.", "bus"))).Entry;
        await As(People.Analyst("Ann Lee", _sam.PartnershipId)).ChangeBankEntryAsync(Change(seen, "I can get a tram."));

        var error = await Failure.OfAsync(As(_sam).ChangeBankEntryAsync(Change(seen, "I can get a taxi.")));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE", "Ann Lee"), (error.Code, error.Reason, error.Metadata["who"]));
        Assert.Contains("I can get a tram.", error.Message);
        Assert.Equal("I can get a tram.", Assert.Single((await BankAsync(_sam)).Entries).Wording);
    }

    [Fact]
    public async Task RemoveBankEntry_OnceAndAgain_IsGone()
    {
        var entry = (await As(_sam).AddBankEntryAsync(Add("I can get a bus.", "bus"))).Entry;

        await As(_sam).RemoveBankEntryAsync(Remove(entry));

        Assert.Empty((await BankAsync(_sam)).Entries);
        Assert.Equal(StatusCode.NotFound, (await Failure.OfAsync(As(_sam).RemoveBankEntryAsync(Remove(entry)))).Code);
    }

    [Fact]
    public async Task SwitchBankEntry_OffAndOnAgain_IsAsBefore()
    {
        await SwitchAsync(_sam, off: true);
        await SwitchAsync(_sam, off: true);
        Assert.Equal("I am bored.", Assert.Single((await BankAsync(_sam)).SwitchedOff));

        await SwitchAsync(_sam, off: false);

        Assert.Empty((await BankAsync(_sam)).SwitchedOff);
    }

    [Fact]
    public async Task EveryCall_FromAnotherPartnership_FindsNothing()
    {
        var entry = (await As(_sam).AddBankEntryAsync(Add("I can get a bus.", "bus"))).Entry;
        await SwitchAsync(_sam, off: true);
        var stranger = People.Analyst("Pat Moss");

        Assert.Equal(new V1.StatementBank(), await BankAsync(stranger));
        Assert.Equal(StatusCode.NotFound, (await Failure.OfAsync(As(stranger).ChangeBankEntryAsync(Change(entry, "I can get a taxi.")))).Code);
        Assert.Equal(StatusCode.NotFound, (await Failure.OfAsync(As(stranger).RemoveBankEntryAsync(Remove(entry)))).Code);
        Assert.Equal(entry, Assert.Single((await BankAsync(_sam)).Entries));
    }

    private StatementBankService.StatementBankServiceClient As(Caller caller) => new(review.Module.As(caller));

    private async Task<V1.StatementBank> BankAsync(Caller caller) => (await As(caller).GetStatementBankAsync(new())).Bank;

    private async Task SwitchAsync(Caller caller, bool off) =>
        await As(caller).SwitchBankEntryAsync(new() { RequestId = ThemedCycle.NewRequest(), Wording = "I am bored.", Off = off });

    private static AddBankEntryRequest Add(string wording, params string[] words) =>
        new() { RequestId = ThemedCycle.NewRequest(), Question = Question.Working, Topic = "buses", Words = { words }, Wording = wording };

    private static ChangeBankEntryRequest Change(BankEntry entry, string wording) => new()
    {
        RequestId = ThemedCycle.NewRequest(),
        EntryId = entry.EntryId,
        Etag = entry.Etag,
        Question = entry.Question,
        Topic = entry.Topic,
        Words = { entry.Words },
        Wording = wording,
    };

    private static RemoveBankEntryRequest Remove(BankEntry entry) => new() { RequestId = ThemedCycle.NewRequest(), EntryId = entry.EntryId, Etag = entry.Etag };
}
