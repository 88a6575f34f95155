using CoProduction.Shared.Access;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Tests.Audit;

/// <summary>What each role can do to the audit and its seals.</summary>
public sealed class AppendOnlyTests(TestPostgres postgres)
{
    public static TheoryData<string, string> Changes
    {
        get
        {
            var changes = new TheoryData<string, string>();
            foreach (var table in new[] { "audit", "audit_seal" })
            {
                changes.Add(table, $"UPDATE {table} SET audit_id = audit_id");
                changes.Add(table, $"DELETE FROM {table}");
                changes.Add(table, $"TRUNCATE {table}");
            }
            changes.Add("audit_seal", "INSERT INTO audit_seal (partnership_id, seq, audit_id, hash, sealed_at) VALUES (current_partnership(), 9, gen_random_uuid(), '', now())");
            changes.Add("audit_waiting", "DELETE FROM audit_waiting");
            changes.Add("audit_waiting", "INSERT INTO audit_waiting (partnership_id, audit_id) VALUES (current_partnership(), gen_random_uuid())");
            return changes;
        }
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task AppRole_ChangesWhatIsWritten_IsRefused(string table, string change)
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var partnership = await schema.SealedAsync(1);
        await using var connection = await schema.App.OpenConnectionAsync();
        await connection.ExecuteAsync("SELECT set_config('coproduction.partnership_id', @id, false)", new { id = partnership.ToString() });

        Assert.Equal((table, PostgresErrorCodes.InsufficientPrivilege), (table, await RefusalAsync(connection, change)));
    }

    [Theory]
    [InlineData("audit", "UPDATE audit SET detail = ''")]
    [InlineData("audit", "DELETE FROM audit")]
    [InlineData("audit", "TRUNCATE audit")]
    [InlineData("audit_seal", "UPDATE audit_seal SET seq = 2")]
    [InlineData("audit_seal", "DELETE FROM audit_seal")]
    [InlineData("audit_seal", "TRUNCATE audit_seal")]
    public async Task Owner_ChangesWhatIsWritten_IsRefusedToo(string table, string change)
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.SealedAsync(1);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(schema.Superuser, change));
        Assert.Equal(1, await schema.Superuser.ExecuteScalarAsync<int>($"SELECT count(*)::int FROM {table}"));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM audit")]
    [InlineData("SELECT count(*) FROM audit_seal")]
    [InlineData("SELECT count(*) FROM audit_waiting")]
    [InlineData("SELECT audit_waits()")]
    public async Task RelayRole_LooksAtTheAudit_IsRefused(string query)
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await schema.SealedAsync(1);
        await using var connection = await schema.Relay.OpenConnectionAsync();

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(connection, query));
    }

    [Fact]
    public async Task AppRole_CallsTheSealer_IsRefused()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        await using var connection = await schema.App.OpenConnectionAsync();

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(connection, "SELECT seal_audit(1)"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(connection,
            "CREATE TEMP TABLE mine (partnership_id uuid, audit_id uuid); CREATE TRIGGER t AFTER INSERT ON mine REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_waits()"));
    }

    [Fact]
    public async Task Seal_TablesOfTheSameNamesInTheCallersOwnSchema_AreNotTouched()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        var partnership = Guid.NewGuid();
        await schema.WriteAsync(partnership, 2);
        // As good a trap as a caller can set: a search path of its own, with tables and functions of the same names.
        await schema.Superuser.ExecuteAsync(
            $"""
            CREATE SCHEMA trap;
            CREATE TABLE trap.audit (LIKE public.audit);
            CREATE TABLE trap.audit_seal (LIKE public.audit_seal);
            CREATE TABLE trap.audit_waiting (LIKE public.audit_waiting);
            CREATE FUNCTION trap.audit_hash(bytea, timestamptz, public.audit) RETURNS bytea LANGUAGE sql RETURN '\x00'::bytea;
            CREATE FUNCTION trap.sha256(bytea) RETURNS bytea LANGUAGE sql RETURN '\x00'::bytea;
            GRANT USAGE ON SCHEMA trap TO PUBLIC
            """);
        await using var connection = await schema.Relay.OpenConnectionAsync();
        await connection.ExecuteAsync("SET search_path = trap, pg_catalog, public; SET row_security = on");
        await connection.ExecuteAsync("SELECT set_config('coproduction.partnership_id', @other, false)", new { other = Guid.NewGuid().ToString() });

        Assert.Equal(2, await connection.ExecuteScalarAsync<int>("SELECT public.seal_audit(10)"));

        var (problems, heads) = await schema.VerifyAsync();
        Assert.Empty(problems);
        Assert.Equal((partnership, 2L), (Assert.Single(heads).PartnershipId, heads[0].Seq));
    }

    [Fact]
    public async Task Seal_EntriesOfTwoPartnerships_EachSeesItsOwnChainOnly()
    {
        await using var schema = await AuditSchema.CreateAsync(postgres);
        Guid[] partnerships = [await schema.SealedAsync(2), await schema.SealedAsync(3)];

        foreach (var (partnership, expected) in partnerships.Zip([2, 3]))
        {
            await using var transaction = await schema.Tenants.BeginAsync(Caller.System, partnership, CancellationToken.None);
            Assert.Equal(expected, await transaction.GetAsync<int>("SELECT count(*)::int FROM audit_seal", null, CancellationToken.None));
            Assert.Equal(0, await transaction.GetAsync<int>("SELECT count(*)::int FROM audit_seal WHERE partnership_id <> @partnership", new { partnership }, CancellationToken.None));
        }
    }

    private static async Task<string?> RefusalAsync(NpgsqlConnection connection, string sql) =>
        (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState;
}
