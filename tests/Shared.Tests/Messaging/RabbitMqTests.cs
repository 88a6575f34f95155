using CoProduction.Host.RabbitMq;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Messaging.RabbitMq;
using CoProduction.Shared.Tests.Notes;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using CoProduction.TestCommon.RabbitMq;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Tests.Messaging;

public sealed class RabbitMqTests(TestPostgres postgres, TestRabbitMq rabbit)
{
    private readonly Guid _partnership = Guid.NewGuid();

    [Fact]
    public async Task Publish_OneModuleToAnother_AppliedOnceAndOutboxEmpty()
    {
        var address = await rabbit.NewVirtualHostAsync();
        await using var receiverBus = await TestRabbitMq.ConnectAsync(address, "receiver");
        await using var senderBus = await TestRabbitMq.ConnectAsync(address, "sender");
        await using var receiver = await StartAsync(receiverBus, new NoteKeeper());
        await using var sender = await StartAsync(senderBus);

        await sender.PublishAsync(_partnership, "first");
        await sender.PublishAsync(_partnership, "second");

        await receiver.NotesAsync(_partnership, "note.keeper: first", "note.keeper: second");
        await OutboxAsync(sender, 0);
        Assert.Empty(await sender.NotesAsync(_partnership));
    }

    [Fact]
    public async Task Publish_SameEventTwice_AppliedOnce()
    {
        await using var bus = await TestRabbitMq.ConnectAsync(await rabbit.NewVirtualHostAsync(), "note");
        await using var module = await StartAsync(bus, new NoteKeeper());
        var envelope = NoteExtensions.NewEnvelope(_partnership, "once");

        await bus.PublishAsync([envelope, envelope], CancellationToken.None);
        await bus.PublishAsync([envelope, NoteExtensions.NewEnvelope(_partnership, "then")], CancellationToken.None);

        await module.NotesAsync(_partnership, "note.keeper: once", "note.keeper: then");
        Assert.Equal(2, await postgres.ReadAsync<int>(module, "SELECT count(*)::int FROM inbox"));
    }

    [Fact]
    public async Task Publish_NoQueueTakesIt_StaysInTheOutboxUntilOneDoes()
    {
        var address = await rabbit.NewVirtualHostAsync();
        await using var senderBus = await TestRabbitMq.ConnectAsync(address, "sender");
        await using var sender = await StartAsync(senderBus);
        var untaken = await senderBus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "nobody")], CancellationToken.None);
        Assert.Single(untaken);
        await sender.PublishAsync(_partnership, "early");
        await OutboxAsync(sender, 1);

        await using var receiverBus = await TestRabbitMq.ConnectAsync(address, "receiver");
        await using var receiver = await StartAsync(receiverBus, new NoteKeeper());

        await receiver.NotesAsync(_partnership, "note.keeper: early");
        await OutboxAsync(sender, 0);
    }

    [Fact]
    public async Task Publish_OneTypeThatNobodyTakes_OthersGoThrough()
    {
        await using var bus = await TestRabbitMq.ConnectAsync(await rabbit.NewVirtualHostAsync(), "note");
        await using var module = await StartAsync(bus, new NoteKeeper());
        var stray = NoteExtensions.NewEnvelope(_partnership, "stray");
        stray.Type = "coproduction.note.v1.NobodyAsked";

        var untaken = await bus.PublishAsync([stray, NoteExtensions.NewEnvelope(_partnership, "asked")], CancellationToken.None);

        Assert.Equal([stray], untaken);
        await module.NotesAsync(_partnership, "note.keeper: asked");
    }

    [Fact]
    public async Task Publish_ReceiverStopped_ReceivedWhenItIsThereAgain()
    {
        var address = await rabbit.NewVirtualHostAsync();
        var database = await postgres.NewDatabaseAsync("note");
        await using var senderBus = await TestRabbitMq.ConnectAsync(address, "sender");
        await using (var firstBus = await TestRabbitMq.ConnectAsync(address, "receiver"))
        await using (await RunningModule.StartAsync(new NoteModule(new NoteKeeper()), database, firstBus))
        {
        }

        Assert.Empty(await senderBus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "meanwhile")], CancellationToken.None));
        await using var secondBus = await TestRabbitMq.ConnectAsync(address, "receiver");
        await using var second = await RunningModule.StartAsync(new NoteModule(new NoteKeeper()), database, secondBus);

        await second.NotesAsync(_partnership, "note.keeper: meanwhile");
    }

    [Fact]
    public async Task Receive_EnvelopeThatTheInboxCannotHold_OthersAreReceived()
    {
        await using var bus = await TestRabbitMq.ConnectAsync(await rabbit.NewVirtualHostAsync(), "note");
        await using var module = await StartAsync(bus, new NoteKeeper());
        var poisoned = NoteExtensions.NewEnvelope(_partnership, "poisoned");
        poisoned.AggregateId = "no id";

        await bus.PublishAsync([.. Enumerable.Range(0, 20).Select(i => NoteExtensions.NewEnvelope(_partnership, $"{i:00}")), poisoned], CancellationToken.None);
        await bus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "20")], CancellationToken.None);

        await module.NotesAsync(_partnership, [.. Enumerable.Range(0, 21).Select(i => $"note.keeper: {i:00}")]);
    }

    [Fact]
    public async Task Receive_InboxAwayForAWhile_ReceivedAfterwards()
    {
        var log = new LogLines();
        // MassTransit has one logger factory for all buses: it outlives this one's.
        var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var bus = await TestRabbitMq.ConnectAsync(await rabbit.NewVirtualHostAsync(), "note", logs);
        await using var module = await StartAsync(bus, new NoteKeeper());
        await ExecuteAsync(module, "ALTER TABLE inbox RENAME TO inbox_away");
        await bus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "patient")], CancellationToken.None);
        await Eventually.GetAsync(() => Task.FromResult(log.All), lines => lines.Any(line => line.StartsWith("Events wait at the broker", StringComparison.Ordinal)));

        await ExecuteAsync(module, "ALTER TABLE inbox_away RENAME TO inbox");

        await module.NotesAsync(_partnership, "note.keeper: patient");
    }

    [Fact]
    public async Task Kill_BrokerUnderLoad_NothingIsLostAndEachEffectIsThereOnce()
    {
        const int events = 2_000;
        var folder = HostProcess.NewDataFolder();
        try
        {
            await using var node = await RabbitMqNode.StartAsync(folder, ["kill"], CancellationToken.None);
            var address = RabbitMqAddress.Parse(node.AddressOf("kill"))!;
            await using var receiverBus = await TestRabbitMq.ConnectAsync(address, "receiver");
            await using var senderBus = await TestRabbitMq.ConnectAsync(address, "sender");
            await using var receiver = await StartAsync(receiverBus, new NoteKeeper());
            await using var sender = await StartAsync(senderBus);
            await sender.PublishAsync(_partnership, "before");
            await receiver.NotesAsync(_partnership, "note.keeper: before");
            await NodeFiles.KnowQueueAsync(folder, "coproduction.receiver");

            await sender.PublishManyAsync(_partnership, events);
            await Eventually.GetAsync(() => CountAsync(receiver, "SELECT count(*)::int FROM inbox"), received => received > 1);
            await node.KillAsync();
            await sender.PublishAsync(_partnership, "while it was away");
            await node.StartAgainAsync(CancellationToken.None);

            // MassTransit waits up to half a minute before it looks for the broker again.
            await Eventually.GetAsync(() => CountAsync(receiver, "SELECT count(*)::int FROM note"), notes => notes >= events + 2, TimeSpan.FromMinutes(2));
            await OutboxAsync(sender, 0);
            Assert.Equal(events + 2, await CountAsync(receiver, "SELECT count(DISTINCT text)::int FROM note"));
            Assert.Equal(events + 2, await CountAsync(receiver, "SELECT count(*)::int FROM note"));
        }
        finally
        {
            HostProcess.DeleteFolder(folder);
        }
    }

    [Fact]
    public async Task Connect_WrongPassword_SaysSoInOneLine()
    {
        var address = await rabbit.NewVirtualHostAsync() with { Password = "wrong" };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestRabbitMq.ConnectAsync(address, "note"));

        Assert.StartsWith($"RabbitMQ at {address} ", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.DoesNotContain("wrong", failure.Message);
    }

    private async Task<RunningModule> StartAsync(RabbitMqBus bus, params IEventHandler[] handlers) =>
        await RunningModule.StartAsync(new NoteModule(handlers), await postgres.NewDatabaseAsync("note"), bus);

    private Task<int> OutboxAsync(RunningModule module, int expected) =>
        Eventually.GetAsync(() => CountAsync(module, "SELECT count(*)::int FROM outbox"), left => left == expected);

    private Task<int> CountAsync(RunningModule module, string sql) => postgres.ReadAsync<int>(module, sql);

    private async Task ExecuteAsync(RunningModule module, string sql)
    {
        await using var connection = await postgres.OpenAsSuperuserAsync(module.Database);
        await Dapper.SqlMapper.ExecuteAsync(connection, sql);
    }
}
