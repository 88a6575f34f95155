using System.Diagnostics;
using CoProduction.Common.V1;
using CoProduction.Review;
using CoProduction.Review.V1;
using CoProduction.Stakeholder;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using CoProduction.TestCommon.RabbitMq;
using Dapper;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace CoProduction.Benchmarks;

/// <summary>How fast events go from Review's outbox through RabbitMQ into Stakeholder's inbox and its picture of cycles, beside the same messages through RabbitMQ alone.</summary>
internal static class Events
{
    private const int Count = 20_000;
    private const int Partnerships = 10;
    private const int Rounds = 3;
    private const int Unconfirmed = 500;

    public static async Task<List<(string What, string Measured, string Aim)>> RunAsync()
    {
        await using var postgres = new TestPostgres { WaitsForTheDisk = true };
        await using var rabbit = new TestRabbitMq();
        var (ours, bare) = (new List<double>(), new List<double>());
        var address = await rabbit.NewVirtualHostAsync();
        await using var reviewBus = await TestRabbitMq.ConnectAsync(address, "review");
        await using var stakeholderBus = await TestRabbitMq.ConnectAsync(address, "stakeholder");
        await using var stakeholder = await RunningModule.StartAsync(new StakeholderModule(), await postgres.NewDatabaseAsync("stakeholder"), stakeholderBus);
        await using var review = await RunningModule.StartAsync(new ReviewModule(), await postgres.NewDatabaseAsync("review"), reviewBus);
        for (var round = 0; round <= Rounds; round++)
        {
            var envelopes = Enumerable.Range(0, Count).Select(NewEnvelope).ToList();
            var (mine, theirs) = (await OursAsync(postgres, review, stakeholder, envelopes), await BareAsync(await rabbit.NewAddressAsync(), envelopes));
            if (round == 0)
                continue; // everything is slower for the first time
            ours.Add(mine);
            bare.Add(theirs);
        }
        var (seconds, yardstick) = (ours.Order().ElementAt(Rounds / 2), bare.Order().ElementAt(Rounds / 2));
        return
        [
            ($"{Count:N0} events, outbox → RabbitMQ → inbox → projection (median of {Rounds})", $"{Count / seconds:N0}/s", "≥ 3,000/s"),
            ("the same as a share of RabbitMQ.Client alone: published, confirmed, consumed", $"{yardstick / seconds:N2} (bare: {Count / yardstick:N0}/s)", "≥ 0.25"),
        ];
    }

    private static Envelope NewEnvelope(int number)
    {
        var cycle = Guid.CreateVersion7();
        var news = new CycleProgressed
        {
            CycleId = cycle.ToString(),
            ProjectId = Guid.NewGuid().ToString(),
            CycleName = $"Cycle {number}",
            Statements = number,
            HeldBack = 1,
            Themes = 30,
            ThemesReady = 10,
        };
        return new()
        {
            EventId = Guid.CreateVersion7().ToString(),
            Type = CycleProgressed.Descriptor.FullName,
            PartnershipId = new Guid(number % Partnerships + 1, 0, 0, new byte[8]).ToString(),
            AggregateId = cycle.ToString(),
            AggregateVersion = 1,
            OccurredAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
            Payload = news.ToByteString(),
        };
    }

    // From the moment that the outbox has all to the moment that the last one is applied.
    private static async Task<double> OursAsync(TestPostgres postgres, RunningModule review, RunningModule stakeholder, List<Envelope> envelopes)
    {
        await using var outbox = await postgres.OpenAsSuperuserAsync(review.Database);
        await using var inbox = await postgres.OpenAsSuperuserAsync(stakeholder.Database);
        var applied = await AppliedAsync(inbox) + envelopes.Count;
        await outbox.ExecuteAsync(
            """
            INSERT INTO outbox (event_id, type, partnership_id, aggregate_id, aggregate_version, occurred_at, payload)
            SELECT id, type, partnership, aggregate, 1, now(), payload
            FROM unnest(@ids, @types, @partnerships, @aggregates, @payloads) AS e (id, type, partnership, aggregate, payload)
            """,
            new
            {
                ids = envelopes.Select(e => Guid.Parse(e.EventId)).ToArray(),
                types = envelopes.Select(e => e.Type).ToArray(),
                partnerships = envelopes.Select(e => Guid.Parse(e.PartnershipId)).ToArray(),
                aggregates = envelopes.Select(e => Guid.Parse(e.AggregateId)).ToArray(),
                payloads = envelopes.Select(e => e.Payload.ToByteArray()).ToArray(),
            });
        var start = Stopwatch.GetTimestamp();
        await Eventually.GetAsync(() => AppliedAsync(inbox), count => count >= applied, TimeSpan.FromMinutes(2));
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Task<int> AppliedAsync(NpgsqlConnection inbox) => inbox.QuerySingleAsync<int>("SELECT count(*)::int FROM inbox WHERE done_at IS NOT NULL");

    // To a quorum queue, persistent and confirmed, each acknowledged by its consumer, as ours are.
    private static async Task<double> BareAsync(string address, List<Envelope> envelopes)
    {
        var factory = new ConnectionFactory { Uri = new(address) };
        await using var sending = await factory.CreateConnectionAsync();
        await using var receiving = await factory.CreateConnectionAsync();
        await using var publisher = await sending.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await using var consumer = await receiving.CreateChannelAsync();
        await publisher.QueueDeclareAsync("bare", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await consumer.BasicQosAsync(0, 2 * Unconfirmed, global: false);
        var (left, done) = (envelopes.Count, new TaskCompletionSource());
        var events = new AsyncEventingBasicConsumer(consumer);
        events.ReceivedAsync += async (_, delivery) =>
        {
            await consumer.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            if (Interlocked.Decrement(ref left) == 0)
                done.SetResult();
        };
        await consumer.BasicConsumeAsync("bare", autoAck: false, events);

        var start = Stopwatch.GetTimestamp();
        foreach (var batch in envelopes.Chunk(Unconfirmed))
            await Task.WhenAll(batch.Select(async envelope => await publisher.BasicPublishAsync("", "bare", mandatory: true, new BasicProperties { Persistent = true }, envelope.ToByteArray())));
        await done.Task;
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
