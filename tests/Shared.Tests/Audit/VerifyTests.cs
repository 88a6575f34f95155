using CoProduction.Shared.Audit;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Tests.Audit;

/// <summary>What the verifier finds after somebody who may do everything has been at the audit.</summary>
public sealed class VerifyTests(TestPostgres postgres)
{
    [Fact]
    public async Task Verify_NothingTouched_GivesTheHeadOfEachChainAndNoProblem()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        Guid[] partnerships = [await schema.SealedAsync(3), await schema.SealedAsync(5)];

        var (problems, heads) = await schema.VerifyAsync();

        Assert.Empty(problems);
        Assert.Equal(new Dictionary<Guid, long> { [partnerships[0]] = 3, [partnerships[1]] = 5 }, heads.ToDictionary(head => head.PartnershipId, head => head.Seq));
        Assert.Empty((await schema.VerifyAsync(heads)).Problems);
    }

    [Fact]
    public async Task Verify_AnyColumnChanged_NamesTheEntryWhateverTheColumn()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var columns = (await schema.Superuser.QueryAsync<(string Name, string Type)>(
            """
            SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
            WHERE attrelid = 'audit'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('partnership_id', 'audit_id')
            """)).AsList();
        Assert.True(columns.Count >= 8);

        foreach (var (name, type) in columns)
        {
            var partnership = await schema.SealedAsync(5);
            var entry = await schema.EntryAtAsync(partnership, 3);
            await schema.TamperAsync($"UPDATE audit SET {name} = {Other(name, type)} WHERE audit_id = @entry", new { entry });

            var problem = Assert.Single((await schema.VerifyAsync()).Problems, problem => problem.PartnershipId == partnership);
            Assert.Equal((name, (long?)3, entry), (name, problem.Seq, problem.AuditId));
            Assert.Contains("changed", problem.What);
        }
    }

    [Fact]
    public async Task Verify_TextMovedOverTheBoundaryOfTwoColumns_IsFound()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var partnership = await schema.SealedAsync(1);

        await schema.TamperAsync("UPDATE audit SET action = 'note', target_kind = '.writenote' WHERE partnership_id = @partnership", new { partnership });

        Assert.Single((await schema.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task Verify_EmptyInsteadOfNull_IsFound()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.SealedAsync(2);

        // The second entry was for nobody and without a reason.
        await schema.TamperAsync("ALTER TABLE audit ALTER reason DROP NOT NULL; UPDATE audit SET reason = NULL WHERE reason = ''");

        Assert.Equal(2, Assert.Single((await schema.VerifyAsync()).Problems).Seq);
    }

    [Fact]
    public async Task Verify_EntryTakenAway_IsFound()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var entry = await schema.EntryAtAsync(await schema.SealedAsync(5), 3);

        await schema.TamperAsync("DELETE FROM audit WHERE audit_id = @entry", new { entry });

        var problem = Assert.Single((await schema.VerifyAsync()).Problems);
        Assert.Equal((3, entry, "the entry is missing"), (problem.Seq, problem.AuditId, problem.What));
    }

    [Fact]
    public async Task Verify_EntryTakenAwayWithItsSeal_TheGapIsFound()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var partnership = await schema.SealedAsync(5);
        var entry = await schema.EntryAtAsync(partnership, 3);

        await schema.TamperAsync("DELETE FROM audit WHERE audit_id = @entry; DELETE FROM audit_seal WHERE audit_id = @entry", new { entry });
        var gap = Assert.Single((await schema.VerifyAsync()).Problems);
        await schema.TamperAsync("UPDATE audit_seal SET seq = -seq WHERE seq > 3; UPDATE audit_seal SET seq = -seq - 1 WHERE seq < 0");
        var closed = Assert.Single((await schema.VerifyAsync()).Problems);

        Assert.Equal((4, "seal 3 before it is missing"), (gap.Seq, gap.What));
        Assert.Equal((3, await schema.EntryAtAsync(partnership, 3)), (closed.Seq, closed.AuditId));
    }

    [Fact]
    public async Task Verify_SealTakenAway_ItsEntryAndTheGapAreFound()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var entry = await schema.EntryAtAsync(await schema.SealedAsync(5), 3);

        await schema.TamperAsync("DELETE FROM audit_seal WHERE audit_id = @entry", new { entry });

        var problems = (await schema.VerifyAsync()).Problems;
        Assert.Equal([4, null], problems.Select(problem => problem.Seq));
        Assert.Equal(entry, problems[1].AuditId);
    }

    [Fact]
    public async Task Verify_FirstOnesTakenAway_IsFound()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.SealedAsync(5);

        await schema.TamperAsync("DELETE FROM audit a USING audit_seal s WHERE a.audit_id = s.audit_id AND s.seq < 3; DELETE FROM audit_seal WHERE seq < 3");

        Assert.Equal("seals 1 to 2 before it are missing", Assert.Single((await schema.VerifyAsync()).Problems).What);
    }

    [Fact]
    public async Task Verify_TwoEntriesSwapped_BothAreFound()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.SealedAsync(6);

        await schema.TamperAsync(
            "UPDATE audit_seal SET seq = -seq WHERE seq IN (2, 4); UPDATE audit_seal SET seq = CASE seq WHEN -2 THEN 4 ELSE 2 END WHERE seq < 0");

        // Each of the two follows another than it did, and is followed by another.
        Assert.Equal([2, 3, 4, 5], (await schema.VerifyAsync()).Problems.Select(problem => problem.Seq!.Value));
    }

    [Fact]
    public async Task Verify_EntryPutInWithASealOfItsOwn_IsFound()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var partnership = await schema.SealedAsync(4);

        await schema.TamperAsync(
            """
            UPDATE audit_seal SET seq = -seq WHERE seq > 2; UPDATE audit_seal SET seq = -seq + 1 WHERE seq < 0;
            INSERT INTO audit (partnership_id, audit_id, at, actor_id, action, target_kind, target_id, detail)
            SELECT partnership_id, gen_random_uuid(), at, actor_id, 'note.forged', target_kind, target_id, detail FROM audit LIMIT 1;
            INSERT INTO audit_seal (partnership_id, seq, audit_id, hash, sealed_at)
            SELECT a.partnership_id, 3, a.audit_id, audit_hash(s.hash, s.sealed_at, a), s.sealed_at FROM audit a, audit_seal s WHERE a.action = 'note.forged' AND s.seq = 2
            """);

        // Its own seal is a right one; that of the entry after it is not.
        var problem = Assert.Single((await schema.VerifyAsync()).Problems);
        Assert.Equal((partnership, 4L), (problem.PartnershipId, problem.Seq));
    }

    [Fact]
    public async Task Verify_EntryPutInBesideTheSealer_HasNoSealAndIsFound()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.SealedAsync(2);

        await schema.TamperAsync(
            """
            INSERT INTO audit (partnership_id, audit_id, at, actor_id, action, target_kind, target_id, detail)
            SELECT partnership_id, gen_random_uuid(), at, actor_id, 'note.forged', target_kind, target_id, detail FROM audit LIMIT 1
            """);

        Assert.Equal((null, "has no seal and does not wait for one"), Assert.Single((await schema.VerifyAsync()).Problems) is var problem ? (problem.Seq, problem.What) : default);
    }

    [Fact]
    public async Task Verify_TailCutOff_IsFoundByAHeadWrittenDownBefore()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.SealedAsync(5);
        var heads = (await schema.VerifyAsync()).Heads;

        await schema.TamperAsync("DELETE FROM audit a USING audit_seal s WHERE a.audit_id = s.audit_id AND s.seq > 3; DELETE FROM audit_seal WHERE seq > 3");

        Assert.Empty((await schema.VerifyAsync()).Problems);
        Assert.Equal(5, Assert.Single((await schema.VerifyAsync(heads)).Problems).Seq);
    }

    [Fact]
    public async Task Verify_HeadWrittenDownBefore_HoldsWhenTheChainGoesOn()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var partnership = await schema.SealedAsync(5);
        var heads = (await schema.VerifyAsync()).Heads;

        await schema.WriteAsync(partnership, 3);
        await schema.SealAsync();

        Assert.Empty((await schema.VerifyAsync(heads.Select(head => AuditHead.Parse(head.ToString())!))).Problems);
    }

    [Fact]
    public async Task Verify_EntryWaiting_IsAProblemOnlyWhenItWaitsLong()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.WriteAsync(Guid.NewGuid(), 1);
        Assert.Empty((await schema.VerifyAsync()).Problems);

        await schema.Superuser.ExecuteAsync("UPDATE audit_waiting SET since = since - interval '11 minutes'");

        Assert.Equal("has waited long for its seal", Assert.Single((await schema.VerifyAsync()).Problems).What);
    }

    [Fact]
    public async Task Verify_EntryTakenAwayBeforeItWasSealed_IsFound()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.WriteAsync(Guid.NewGuid(), 2);

        await schema.TamperAsync("DELETE FROM audit WHERE detail = 'number 0'");
        await schema.SealAsync();

        Assert.Equal("the entry is missing, and was never sealed", Assert.Single((await schema.VerifyAsync()).Problems).What);
    }

    [Fact]
    public async Task Verify_AsARoleFromWhichRowsAreHidden_FailsInsteadOfFindingNothing()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.SealedAsync(1);

        await Assert.ThrowsAsync<PostgresException>(() => new AuditVerifier(schema.AppConnectionString).VerifyAsync(new HashSet<AuditHead>(), _ => { }, CancellationToken.None));
    }

    private static string Other(string column, string type) => type switch
    {
        "uuid" => "gen_random_uuid()",
        "timestamp with time zone" => $"{column} + interval '1 microsecond'",
        _ => $"{column} || ' '",
    };
}
