using CoProduction.Messages.V1;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Tests.Notes;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Grpc.Core;

namespace CoProduction.Shared.Tests.Messaging;

public sealed class StuckMessagesTests(TestPostgres postgres)
{
    private readonly Guid _partnership = Guid.NewGuid();

    [Fact]
    public async Task ListStuckMessages_OneFailed_SaysWhichAndWhyAndNothingOfOtherPartnerships()
    {
        await using var module = await StartAsync(fails: () => true);
        var envelope = NoteExtensions.NewEnvelope(_partnership, "hard");

        await module.Bus.PublishAsync([envelope, NoteExtensions.NewEnvelope(Guid.NewGuid(), "another's")], CancellationToken.None);

        var stuck = Assert.Single(await StuckAsync(module, 1));
        Assert.Equal(envelope.EventId, stuck.EventId);
        Assert.Equal(("note.keeper", envelope.Type, 1), (stuck.Consumer, stuck.Type, stuck.Attempts));
        Assert.Equal(nameof(InvalidOperationException), stuck.Failure);
        Assert.NotNull(stuck.NextAttemptAt);
    }

    [Fact]
    public async Task ListStuckMessages_MoreThanAPage_GoesOnWhereItEnded()
    {
        await using var module = await StartAsync(fails: () => true);
        await module.Bus.PublishAsync([.. Enumerable.Range(0, 3).Select(i => NoteExtensions.NewEnvelope(_partnership, $"hard {i}"))], CancellationToken.None);
        await StuckAsync(module, 3);

        var client = Client(module);
        var first = await client.ListStuckMessagesAsync(new() { Page = new() { PageSize = 2 } });
        var second = await client.ListStuckMessagesAsync(new() { Page = new() { PageSize = 2, PageToken = first.NextPageToken } });

        Assert.Equal(3, first.Messages.Concat(second.Messages).Select(message => message.EventId).Distinct().Count());
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task RedeliverMessages_GivenUpOnesWhoseCauseIsMended_AreAppliedOnceAndAudited()
    {
        var broken = true;
        await using var module = await StartAsync(fails: () => Volatile.Read(ref broken));
        await module.Bus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "hard")], CancellationToken.None);
        await StuckAsync(module, 1);
        await GiveUpAsync(module);
        Assert.Null(Assert.Single(await StuckAsync(module, 1)).NextAttemptAt);

        Volatile.Write(ref broken, false);
        var request = new RedeliverMessagesRequest { RequestId = Guid.NewGuid().ToString() };
        var answer = await Client(module).RedeliverMessagesAsync(request);
        var again = await Client(module).RedeliverMessagesAsync(request);

        Assert.Equal((1, 1), (answer.Messages, again.Messages));
        await module.NotesAsync(_partnership, "note.keeper: hard");
        Assert.Empty(await StuckAsync(module, 0));
        Assert.Equal(1, await postgres.ReadAsync<int>(module, "SELECT count(*)::int FROM audit WHERE action = 'messages.redeliver'"));
    }

    [Fact]
    public async Task RedeliverMessages_ByAnotherPartnership_TouchesNothing()
    {
        await using var module = await StartAsync(fails: () => true);
        await module.Bus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "hard")], CancellationToken.None);
        await StuckAsync(module, 1);
        await GiveUpAsync(module);

        var stranger = new MessagesService.MessagesServiceClient(module.As(Callers.Administrator(Guid.NewGuid())));
        var answer = await stranger.RedeliverMessagesAsync(new() { RequestId = Guid.NewGuid().ToString() });

        Assert.Equal(0, answer.Messages);
        Assert.Null(Assert.Single(await StuckAsync(module, 1)).NextAttemptAt);
    }

    [Fact]
    public async Task ListStuckMessages_ByAnAnalyst_IsRefused()
    {
        await using var module = await StartAsync(fails: () => true);
        var analyst = new MessagesService.MessagesServiceClient(module.As(Callers.Analyst(_partnership)));

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await analyst.ListStuckMessagesAsync(new()));

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    private async Task<RunningModule> StartAsync(Func<bool> fails) =>
        await RunningModule.StartAsync(new NoteModule(new NoteKeeper(fails: _ => fails())), await postgres.NewDatabaseAsync("note"));

    private MessagesService.MessagesServiceClient Client(RunningModule module) => new(module.As(Callers.Administrator(_partnership)));

    private Task<List<StuckMessage>> StuckAsync(RunningModule module, int expected) =>
        Eventually.GetAsync(async () => (await Client(module).ListStuckMessagesAsync(new())).Messages.ToList(), messages => messages.Count == expected);

    // As after ten attempts, which take a quarter of an hour.
    private Task<int> GiveUpAsync(RunningModule module) =>
        postgres.ReadAsync<int>(module, $"WITH given_up AS (UPDATE inbox SET attempts = {InboxProcessor.MaxAttempts}, next_attempt_at = 'infinity' RETURNING 1) SELECT count(*)::int FROM given_up");
}
