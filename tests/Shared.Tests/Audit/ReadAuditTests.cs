using CoProduction.Audit.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Tests.Notes;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CoProduction.Shared.Tests.Audit;

/// <summary>The audit as an administrator reads it, by gRPC.</summary>
public sealed class ReadAuditTests(TestPostgres postgres)
{
    private readonly Caller _administrator = Callers.Administrator(Guid.NewGuid());

    private Guid Partnership => _administrator.PartnershipId!.Value;

    [Fact]
    public async Task ListAuditEntries_Anything_NewestFirstWithAllThatWasWritten()
    {
        await using var module = await StartAsync();
        var (target, person) = (Guid.NewGuid(), Guid.NewGuid());
        await WriteAsync(module, "note.write", Guid.NewGuid());
        await WriteAsync(module, "note.show", target, person, "Asked for by phone");

        var entries = (await Client(module).ListAuditEntriesAsync(new())).Entries;

        Assert.Equal(["note.show", "note.write"], entries.Select(entry => entry.Action));
        Assert.Equal((_administrator.PersonId.ToString(), "note", target.ToString(), "1 note", person.ToString(), "Asked for by phone"),
            (entries[0].ActorId, entries[0].TargetKind, entries[0].TargetId, entries[0].Detail, entries[0].ForPersonId, entries[0].Reason));
        Assert.Equal(("", ""), (entries[1].ForPersonId, entries[1].Reason));
    }

    [Fact]
    public async Task ListAuditEntries_Filtered_GivesWhatFitsAndNothingElse()
    {
        await using var module = await StartAsync();
        var (target, person, day) = (Guid.NewGuid(), Guid.NewGuid(), DateTime.UtcNow.Date);
        await WriteAsync(module, "note.write", target);
        await WriteAsync(module, "notes.show", Guid.NewGuid(), person);

        Assert.Equal(["note.write"], await ActionsAsync(module, new() { ActionPrefix = "note." }));
        Assert.Equal(["note.write"], await ActionsAsync(module, new() { TargetId = target.ToString() }));
        Assert.Equal(["audit.read", "audit.read", "notes.show", "note.write"], await ActionsAsync(module, new() { ActorId = _administrator.PersonId.ToString() }));
        Assert.Equal(["notes.show"], await ActionsAsync(module, new() { ForPersonId = person.ToString() }));
        Assert.Empty(await ActionsAsync(module, new() { ActorId = Guid.NewGuid().ToString() }));
        Assert.Empty(await ActionsAsync(module, new() { From = Timestamp.FromDateTime(day.AddDays(2)) }));
        Assert.Empty(await ActionsAsync(module, new() { To = Timestamp.FromDateTime(day.AddDays(-2)) }));
        Assert.Equal(["note.write"], await ActionsAsync(module,
            new() { From = Timestamp.FromDateTime(day.AddDays(-2)), To = Timestamp.FromDateTime(day.AddDays(2)), ActionPrefix = "note." }));
    }

    [Fact]
    public async Task ListAuditEntries_SeveralOfOneMomentOverSeveralPages_GivesEachOnce()
    {
        await using var module = await StartAsync();
        await using (var transaction = await module.Tenants().BeginAsync(_administrator, CancellationToken.None))
        {
            for (var i = 0; i < 7; i++)
                await transaction.AuditAsync("note.write", "note", Guid.NewGuid(), $"number {i}", CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        var details = new List<string>();
        var request = new ListAuditEntriesRequest { Filter = new() { ActionPrefix = "note." }, Page = new() { PageSize = 3 } };
        do
        {
            var page = await Client(module).ListAuditEntriesAsync(request);
            details.AddRange(page.Entries.Select(entry => entry.Detail));
            request.Page.PageToken = page.NextPageToken;
        }
        while (request.Page.PageToken.Length > 0);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"number {i}"), details.Order());
    }

    [Fact]
    public async Task ListAuditEntries_PageTokenOfAnotherSearch_IsRefused()
    {
        await using var module = await StartAsync();
        await WriteAsync(module, "note.write", Guid.NewGuid());
        await WriteAsync(module, "note.write", Guid.NewGuid());
        var first = await Client(module).ListAuditEntriesAsync(new() { Page = new() { PageSize = 1 } });

        var refusal = await Refused.CallAsync(Client(module).ListAuditEntriesAsync(
            new() { Filter = new() { ActionPrefix = "note" }, Page = new() { PageSize = 1, PageToken = first.NextPageToken } }));

        Assert.Equal(StatusCode.InvalidArgument, refusal.Code);
    }

    [Fact]
    public async Task ListAuditEntries_Read_IsInTheAuditWithWhomItWasAbout()
    {
        await using var module = await StartAsync();
        var person = Guid.NewGuid();
        await WriteAsync(module, "note.show", Guid.NewGuid(), person);

        await Client(module).ListAuditEntriesAsync(new() { Filter = new() { ForPersonId = person.ToString() } });

        var look = Assert.Single((await Client(module).ListAuditEntriesAsync(new() { Filter = new() { ActionPrefix = "audit." } })).Entries);
        Assert.Equal(("audit.read", _administrator.PersonId.ToString(), "1 entries", person.ToString()), (look.Action, look.ActorId, look.Detail, look.ForPersonId));
    }

    [Fact]
    public async Task ListAuditEntries_OfAnotherPartnership_ShowsNothing()
    {
        await using var module = await StartAsync();
        await WriteAsync(module, "note.write", Guid.NewGuid());

        var stranger = module.Client<AuditService.AuditServiceClient>(Callers.Administrator(Guid.NewGuid()));

        Assert.Empty((await stranger.ListAuditEntriesAsync(new())).Entries);
        Assert.False(await stranger.ExportAuditEntries(new() { Filter = new() { ActionPrefix = "note." } }).ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task AuditService_ByAnalystOrFacilitator_IsRefused()
    {
        await using var module = await StartAsync();
        foreach (var caller in new[] { Callers.Analyst(Partnership), Callers.Facilitator(Partnership) })
        {
            var client = module.Client<AuditService.AuditServiceClient>(caller);
            Assert.Equal(StatusCode.PermissionDenied, (await Refused.CallAsync(client.ListAuditEntriesAsync(new()))).Code);
            var refusal = await Assert.ThrowsAsync<RpcException>(() => client.ExportAuditEntries(new()).ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
        }
    }

    [Fact]
    public async Task ListAuditEntries_NoIdOrNoTime_IsRefusedByField()
    {
        await using var module = await StartAsync();

        foreach (var (field, filter) in new (string, AuditFilter)[]
        {
            ("actor_id", new() { ActorId = "Ada" }), ("target_id", new() { TargetId = "it" }), ("for_person_id", new() { ForPersonId = "Bo" }),
            ("from", new() { From = new() { Seconds = long.MaxValue } }), ("to", new() { To = new() { Nanos = -1 } }),
        })
            Assert.Equal(field, Assert.Single((await Refused.CallAsync(Client(module).ListAuditEntriesAsync(new() { Filter = filter }))).Violations).Field);
    }

    [Fact]
    public async Task ExportAuditEntries_MoreThanABatch_StreamsAllNewestFirst()
    {
        await using var module = await StartAsync();
        await postgres.ReadAsync<int>(module,
            """
            INSERT INTO audit (partnership_id, audit_id, at, actor_id, action, target_kind, target_id, detail)
            SELECT @Partnership, gen_random_uuid(), now() - n * interval '1 second', gen_random_uuid(), 'note.write', 'note', gen_random_uuid(), n::text FROM generate_series(1, 2500) n;
            SELECT 0
            """, new { Partnership });

        var batches = new List<ExportAuditEntriesResponse>();
        using var call = Client(module).ExportAuditEntries(new() { Filter = new() { ActionPrefix = "note." } });
        await foreach (var batch in call.ResponseStream.ReadAllAsync())
            batches.Add(batch);

        Assert.Equal([1000, 1000, 500], batches.Select(batch => batch.Entries.Count));
        Assert.Equal(Enumerable.Range(1, 2500).Select(n => n.ToString()), batches.SelectMany(batch => batch.Entries).Select(entry => entry.Detail));
    }

    [Fact]
    public async Task ExportAuditEntries_BrokenOffAfterTheFirstBatch_IsInTheAuditAllTheSame()
    {
        await using var module = await StartAsync();
        await WriteAsync(module, "note.write", Guid.NewGuid());
        using (var call = Client(module).ExportAuditEntries(new()))
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(["audit.export"], await ActionsAsync(module, new() { ActionPrefix = "audit.export" }));
    }

    [Fact]
    public async Task ListAuditEntries_OnceSealed_SayTheirPlaceInTheChain()
    {
        await using var module = await StartAsync();
        await WriteAsync(module, "note.write", Guid.NewGuid());

        var request = new ListAuditEntriesRequest { Filter = new() { ActionPrefix = "note." } };
        await Eventually.GetAsync(async () => (await Client(module).ListAuditEntriesAsync(request)).Entries.Single().Seal, seal => seal == 1);
    }

    private async Task<RunningModule> StartAsync() => await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));

    private AuditService.AuditServiceClient Client(RunningModule module) => module.Client<AuditService.AuditServiceClient>(_administrator);

    private async Task<IEnumerable<string>> ActionsAsync(RunningModule module, AuditFilter filter) =>
        (await Client(module).ListAuditEntriesAsync(new() { Filter = filter })).Entries.Select(entry => entry.Action);

    private async Task WriteAsync(RunningModule module, string action, Guid target, Guid? person = null, string reason = "")
    {
        await using var transaction = await module.Tenants().BeginAsync(_administrator, CancellationToken.None);
        await transaction.AuditAsync(action, "note", target, "1 note", CancellationToken.None, person, reason);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
