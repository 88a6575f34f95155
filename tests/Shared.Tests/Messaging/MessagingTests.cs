using CoProduction.Shared.Messaging;
using CoProduction.Shared.Tests.Notes;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Shared.Tests.Messaging;

public sealed class MessagingTests(TestPostgres postgres)
{
    private readonly Guid _partnership = Guid.NewGuid();

    [Fact]
    public async Task Publish_OneModuleToAnother_AppliedOnceAndOutboxEmpty()
    {
        var bus = new DirectBus();
        await using var sender = await StartAsync(bus);
        await using var receiver = await StartAsync(bus, handlers: new NoteKeeper());
        bus.Open();

        await sender.PublishAsync(_partnership, "first");
        await receiver.NotesAsync(_partnership, "note.keeper: first");
        await sender.PublishAsync(_partnership, "second");

        await receiver.NotesAsync(_partnership, "note.keeper: first", "note.keeper: second");
        await Eventually.GetAsync(() => postgres.ReadAsync<int>(sender, "SELECT count(*)::int FROM outbox"), left => left == 0);
        Assert.Empty(await sender.NotesAsync(_partnership));
        Assert.Empty(await receiver.NotesAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task Publish_TwoConsumersInOneModule_BothOnce()
    {
        await using var module = await StartAsync(null, handlers: [new NoteKeeper("a"), new NoteKeeper("b")]);

        await module.PublishAsync(_partnership, "news");

        await module.NotesAsync(_partnership, "a: news", "b: news");
    }

    [Fact]
    public async Task Publish_RolledBack_NothingGoesOut()
    {
        await using var module = await StartAsync(null, handlers: new NoteKeeper());

        await module.PublishAsync(_partnership, "never", commit: false);
        await module.PublishAsync(_partnership, "said");

        await module.NotesAsync(_partnership, "note.keeper: said");
        Assert.Equal(1, await postgres.ReadAsync<int>(module, "SELECT count(*)::int FROM inbox"));
    }

    [Fact]
    public async Task Publish_BusNotOpenYet_KeptUntilItIs()
    {
        var bus = new DirectBus();
        await using var sender = await StartAsync(bus);
        await sender.PublishAsync(_partnership, "early");
        Assert.Equal(1, await postgres.ReadAsync<int>(sender, "SELECT count(*)::int FROM outbox"));

        await using var late = await StartAsync(bus, handlers: new NoteKeeper());
        bus.Open();

        await late.NotesAsync(_partnership, "note.keeper: early");
    }

    [Fact]
    public async Task Publish_ModuleStoppedBeforeItsEventWentOut_GoesOutAfterItsNextStart()
    {
        var database = await postgres.NewDatabaseAsync("note");
        await using (var first = await RunningModule.StartAsync(new NoteModule(), database, new DirectBus()))
            await first.PublishAsync(_partnership, "survives");

        await using var second = await RunningModule.StartAsync(new NoteModule(new NoteKeeper()), database);

        await second.NotesAsync(_partnership, "note.keeper: survives");
    }

    [Fact]
    public async Task Receive_SameEventTwice_AppliedOnce()
    {
        await using var module = await StartAsync(null, handlers: new NoteKeeper());
        var envelope = NoteExtensions.NewEnvelope(_partnership, "once");

        await module.Bus.PublishAsync([envelope, envelope], CancellationToken.None);
        await module.NotesAsync(_partnership, "note.keeper: once");
        await module.Bus.PublishAsync([envelope], CancellationToken.None);
        await module.Bus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "then")], CancellationToken.None);

        await module.NotesAsync(_partnership, "note.keeper: once", "note.keeper: then");
    }

    [Fact]
    public async Task Receive_HandlerFails_OthersAreAppliedAndItIsTriedAgainLater()
    {
        var time = new FakeTimeProvider();
        var broken = true;
        await using var module = await StartAsync(null, time, new NoteKeeper(fails: happened => happened.CycleName == "hard" && Volatile.Read(ref broken)));

        await module.Bus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "hard")], CancellationToken.None);
        await AttemptsAsync(module, 1);
        await module.Bus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "easy")], CancellationToken.None);
        await module.NotesAsync(_partnership, "note.keeper: easy");

        Volatile.Write(ref broken, false);
        time.Advance(TimeSpan.FromSeconds(2));
        await WakeAsync(module);

        await module.NotesAsync(_partnership, "note.keeper: easy", "note.keeper: hard");
    }

    [Fact]
    public async Task Receive_HandlerFails_KindOfFailureIsKeptWithoutItsWords()
    {
        var note = new NoteModule(new NoteKeeper(fails: _ => true));
        await using var module = await RunningModule.StartAsync(note, await postgres.NewDatabaseAsync("note"));

        await module.Bus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "hard")], CancellationToken.None);

        var error = await Eventually.GetAsync(() => postgres.ReadAsync<string?>(module, "SELECT last_error FROM inbox"), error => error is not null);
        Assert.Equal(nameof(InvalidOperationException), error);
        Assert.Contains(note.Log.All, line => line.Contains(nameof(InvalidOperationException)));
        Assert.DoesNotContain(note.Log.All, line => line.Contains(NoteModule.Secret));
    }

    [Fact]
    public async Task Receive_HandlerFailsEveryTime_GivenUpAfterTenAttempts()
    {
        var time = new FakeTimeProvider();
        await using var module = await StartAsync(null, time, new NoteKeeper(fails: _ => true));
        await module.Bus.PublishAsync([NoteExtensions.NewEnvelope(_partnership, "hard")], CancellationToken.None);

        for (var attempt = 1; attempt < InboxProcessor.MaxAttempts; attempt++)
        {
            await AttemptsAsync(module, attempt);
            time.Advance(TimeSpan.FromSeconds(Math.Pow(2, attempt)));
            await WakeAsync(module);
        }
        await AttemptsAsync(module, InboxProcessor.MaxAttempts);

        Assert.True(await postgres.ReadAsync<bool>(module, "SELECT next_attempt_at = 'infinity' AND done_at IS NULL FROM inbox"));
        Assert.Empty(await module.NotesAsync(_partnership));
    }

    [Fact]
    public async Task Housekeeping_AtStart_TakesAwayWhatIsOlderThanSevenDays()
    {
        var time = new FakeTimeProvider();
        var database = await postgres.NewDatabaseAsync("note");
        await using (await RunningModule.StartAsync(new NoteModule(), database, time: time))
        {
            await using var connection = await postgres.OpenAsSuperuserAsync(database);
            foreach (var days in new[] { 8, 6 })
            {
                await connection.ExecuteAsync(
                    """
                    INSERT INTO request (partnership_id, request_id, rpc, content_hash, created_at) VALUES (gen_random_uuid(), gen_random_uuid(), '', '', @at);
                    INSERT INTO inbox (event_id, consumer, type, partnership_id, aggregate_id, aggregate_version, occurred_at, payload, received_at, next_attempt_at, done_at)
                    VALUES (gen_random_uuid(), 'x', '', gen_random_uuid(), gen_random_uuid(), 1, @at, '', @at, @at, @at),
                           (gen_random_uuid(), 'x', '', gen_random_uuid(), gen_random_uuid(), 1, @at, '', @at, @at, NULL);
                    """, new { at = time.GetUtcNow() - TimeSpan.FromDays(days) });
            }
        }

        await using var module = await RunningModule.StartAsync(new NoteModule(), database, time: time);

        // Of each kind the younger one stays, and of the inbox what has not been applied, however old.
        await Eventually.GetAsync(
            () => postgres.ReadAsync<string>(module, "SELECT (SELECT count(*) FROM request) || ' ' || (SELECT count(*) FROM inbox)"), left => left == "1 3");
    }

    private async Task<RunningModule> StartAsync(DirectBus? bus, TimeProvider? time = null, params IEventHandler[] handlers) =>
        await RunningModule.StartAsync(new NoteModule(handlers), await postgres.NewDatabaseAsync("note"), bus, time);

    private Task<int> AttemptsAsync(RunningModule module, int expected) =>
        Eventually.GetAsync(() => postgres.ReadAsync<int>(module, "SELECT attempts FROM inbox ORDER BY attempts DESC LIMIT 1"), attempts => attempts == expected);

    private async Task WakeAsync(RunningModule module)
    {
        await using var connection = await postgres.OpenAsSuperuserAsync(module.Database);
        await connection.ExecuteAsync("NOTIFY inbox");
    }
}
