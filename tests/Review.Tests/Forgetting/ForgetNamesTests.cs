using CoProduction.Common.V1;
using CoProduction.Review.Tests.Themes;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Xunit;

namespace CoProduction.Review.Tests.Forgetting;

public sealed class ForgetNamesTests(ReviewUnderTest review) : ThemesTest(review)
{
    [Fact]
    public async Task PersonErased_WhoImportedThemedAndAddedToTheBank_NameIsNowhereAndTheWorkStays()
    {
        var cycle = await ThemedAsync(("Buses", 2), ("Forms", 2));
        var ann = People.Analyst("Ann Lee", cycle.Caller.PartnershipId);
        await EditAsync(ann, await ThemeAsync(cycle, "Forms"), name: "Letters");
        await EditAsync(cycle.Caller, await ThemeAsync(cycle, "Buses"), name: "Getting about");
        await Review.Module.Client<StatementBankService.StatementBankServiceClient>(cycle.Caller).AddBankEntryAsync(
            new() { RequestId = NewRequest(), Question = Question.Working, Topic = "buses", Words = { "bus" }, Wording = "I can get a bus when I need one." });
        await cycle.ImportAsync(Question.NotWorking, "Dr Okafor is never there");
        var wrong = (await As(ann).ListImportsAsync(new() { CycleId = cycle.CycleId })).Imports[0];
        await As(cycle.Caller).TakeBackImportAsync(new() { RequestId = NewRequest(), ImportId = wrong.ImportId });
        Assert.Equal(["act", "bank_entry", "import", "theme"], await WhereNamedAsync(cycle.Caller));

        await Review.Module.Bus.PublishAsync([Erased(cycle.Caller), Erased(ann with { PartnershipId = Guid.CreateVersion7() })], CancellationToken.None);
        await Eventually.GetAsync(DoneAsync, done => done == 2);

        Assert.Empty(await WhereNamedAsync(cycle.Caller));
        Assert.Equal(["act", "theme"], await WhereNamedAsync(ann));
        Assert.Equal("Somebody who asked to be forgotten", (await LatestActAsync(cycle))!.Actor);
        await As(ann).UndoActAsync(new() { RequestId = NewRequest(), ActId = (await LatestActAsync(cycle))!.ActId });
        Assert.Equal("Buses", (await ThemeAsync(cycle, "Buses")).Name);
    }

    private static Envelope Erased(Caller person) => new()
    {
        EventId = NewRequest(),
        Type = PersonErased.Descriptor.FullName,
        PartnershipId = person.PartnershipId.ToString(),
        AggregateId = person.PersonId.ToString(),
        AggregateVersion = 1,
        OccurredAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        Payload = new PersonErased { PersonId = person.PersonId.ToString() }.ToByteString(),
    };

    private async Task<long> DoneAsync() =>
        (await Review.BehindTheScenesAsync<long>(People.Analyst("Nobody"), "SELECT count(*) FROM inbox WHERE consumer = 'review.forget-names' AND done_at IS NOT NULL")).Single();

    // The answers that are kept for a few days, so that a repeat does nothing twice, go by themselves.
    private async Task<List<string>> WhereNamedAsync(Caller person)
    {
        var tables = await Review.BehindTheScenesAsync<string>(person,
            "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'partnership_id' AND table_name NOT IN ('inbox', 'outbox', 'request') ORDER BY 1");
        var named = new List<string>();
        foreach (var table in tables)
            if ((await Review.BehindTheScenesAsync<long>(person, $"SELECT count(*) FROM {table} t WHERE partnership_id = @partnership AND t::text LIKE '%{person.DisplayName}%'")).Single() > 0)
                named.Add(table);
        return named;
    }
}
