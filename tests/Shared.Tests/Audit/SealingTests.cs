using CoProduction.Shared.Access;
using CoProduction.Shared.Tests.Notes;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;

namespace CoProduction.Shared.Tests.Audit;

/// <summary>How entries come into their chain.</summary>
public sealed class SealingTests(TestPostgres postgres)
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public async Task Seal_TransactionsThatCommitInAnotherOrderThanTheyBegan_EachEntryIsSealedOnceInOneChain(int seed)
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var random = new Random(seed);
        Guid[] partnerships = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var written = 0;
        for (var round = 0; round < 8; round++)
        {
            Transaction[] plan = [.. Enumerable.Range(0, 7).Select(_ => new Transaction(partnerships[random.Next(3)], random.Next(1, 5), random.Next(1000)))];
            await WriteInterleavedAsync(schema, plan);
            written += plan.Sum(one => one.Entries);
        }

        while (await schema.SealAsync() > 0)
        {
        }

        var (problems, heads) = await schema.VerifyAsync();
        Assert.Empty(problems);
        Assert.Equal(written, heads.Sum(head => head.Seq));
    }

    [Fact]
    public async Task Seal_EntriesOneAfterTheOther_KeepTheirOrder()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var partnership = await schema.SealedAsync(20);

        var details = await schema.Superuser.QueryAsync<string>(
            "SELECT a.detail FROM audit_seal s JOIN audit a USING (partnership_id, audit_id) WHERE s.partnership_id = @partnership ORDER BY s.seq", new { partnership });

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"number {i}"), details);
    }

    [Fact]
    public async Task Seal_EntryWhoseTransactionIsRolledBack_LeavesNothing()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await using (var transaction = await schema.Tenants.BeginAsync(Caller.System, Guid.NewGuid(), CancellationToken.None))
            await transaction.AuditAsync("note.write", "note", Guid.NewGuid(), "", CancellationToken.None);

        Assert.Equal(0, await schema.SealAsync());
        Assert.Equal(0, await schema.WaitingAsync());
    }

    [Fact]
    public async Task Seal_FourSealersWhileFourWrite_MakeOneChain()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var partnership = Guid.NewGuid();
        var writers = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => schema.WriteAsync(partnership, 50)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!writers.IsCompleted || await schema.WaitingAsync() > 0)
                await schema.SealAsync(7);
        }));

        var (problems, heads) = await schema.VerifyAsync();
        Assert.Empty(problems);
        Assert.Equal(200, Assert.Single(heads).Seq);
    }

    [Fact]
    public async Task Seal_WhileSomebodyElseSeals_ReturnsAtOnceWithNothing()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.WriteAsync(Guid.NewGuid(), 2);
        await using var other = await schema.Relay.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        Assert.Equal(1, await other.ExecuteScalarAsync<int>("SELECT seal_audit(1)"));

        Assert.Equal(0, await schema.SealAsync());

        await transaction.CommitAsync();
        Assert.Equal(1, await schema.SealAsync());
    }

    [Fact]
    public async Task Module_Running_SealsWhatIsWritten()
    {
        await using var module = await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));
        await using (var transaction = await module.Tenants().BeginAsync(Caller.System, Guid.NewGuid(), CancellationToken.None))
        {
            await transaction.AuditAsync("note.write", "note", Guid.NewGuid(), "", CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        await Eventually.GetAsync(() => postgres.ReadAsync<int>(module, "SELECT count(*)::int FROM audit_seal"), sealedNow => sealedNow == 1);
    }

    // All begin and write at once and commit in the order of their turn; some of it is sealed between.
    private static async Task WriteInterleavedAsync(AuditSchema schema, Transaction[] plan)
    {
        var open = await Task.WhenAll(plan.Select(async one =>
        {
            var transaction = await schema.Tenants.BeginAsync(Caller.System, one.Partnership, CancellationToken.None);
            for (var i = 0; i < one.Entries; i++)
                await transaction.AuditAsync("note.write", "note", Guid.NewGuid(), $"number {i}", CancellationToken.None);
            return (transaction, one.Turn);
        }));
        foreach (var (transaction, turn) in open.OrderBy(one => one.Turn))
        {
            await transaction.CommitAsync(CancellationToken.None);
            await transaction.DisposeAsync();
            if (turn % 3 == 0)
                await schema.SealAsync(3);
        }
    }

    private sealed record Transaction(Guid Partnership, int Entries, int Turn);
}
