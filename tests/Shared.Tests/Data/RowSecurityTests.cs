using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Tests.Data;

/// <summary>What the catalogue of each module's database says about tenancy, and whether it holds.</summary>
public sealed class RowSecurityTests(TestPostgres postgres)
{
    private const string TenantTables =
        """
        SELECT c.oid::regclass::text FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND coalesce(obj_description(c.oid, 'pg_class'), '') NOT LIKE 'no tenant: %'
        ORDER BY 1
        """;

    public static TheoryData<string> Modules { get; } = [.. ServiceModules.All.Select(module => module.Name)];

    [Theory, MemberData(nameof(Modules))]
    public async Task Tables_EveryOne_RowSecurityForcedOrReasonGiven(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        var open = await schema.Superuser.QueryAsync<string>(
            $"""
            SELECT t FROM ({TenantTables}) AS tenant (t)
            WHERE NOT EXISTS (
              SELECT FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
              WHERE c.oid = t::regclass AND c.relrowsecurity AND c.relforcerowsecurity
                AND pg_get_expr(p.polqual, c.oid) LIKE '%partnership_id = ( SELECT current_partnership()%'
                AND pg_get_expr(p.polwithcheck, c.oid) LIKE '%partnership_id = ( SELECT current_partnership()%')
            """);

        Assert.Empty(open);
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task Policies_ForTheAppRole_TheTenantsOnly(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        var others = await schema.Superuser.QueryAsync<string>(
            """
            SELECT tablename || '.' || policyname FROM pg_policies
            WHERE policyname <> 'tenant' AND (roles && ARRAY[@app, 'public']::name[])
            """, new { app = schema.AppRole });

        Assert.Empty(others);
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task Views_Any_NoneWithItsOwnersRights(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        Assert.Empty(await schema.Superuser.QueryAsync<string>(
            """
            SELECT relname FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND (relkind = 'm' OR relkind = 'v' AND NOT coalesce(reloptions @> '{security_invoker=true}', false))
            """));
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task AppRole_OneRowOfSomePartnershipInEveryTable_ReadsItForThatPartnershipOnly(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);
        var tables = (await schema.Superuser.QueryAsync<string>(TenantTables)).AsList();
        var partnership = Guid.NewGuid();
        foreach (var table in tables)
            await schema.InsertAnyRowAsync(table, partnership);

        var readable = 0;
        foreach (var table in tables)
        {
            var none = await schema.CountAsAppAsync(table, null);
            if (none is null)
                continue; // this role may not read the table at all
            readable++;
            Assert.Equal((table, 0), (table, none));
            Assert.Equal((table, 0), (table, await schema.CountAsAppAsync(table, Guid.NewGuid())));
            Assert.Equal((table, 1), (table, await schema.CountAsAppAsync(table, partnership)));
        }
        Assert.True(readable > 2);
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task AppRole_RowOfOtherPartnershipOrOfNone_NoTableTakesIt(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        foreach (var table in await schema.Superuser.QueryAsync<string>(TenantTables))
        {
            foreach (var mine in new Guid?[] { null, Guid.NewGuid() })
            {
                await using var connection = await schema.OpenAsAppAsync(mine);
                var refusal = await Assert.ThrowsAsync<PostgresException>(
                    () => connection.ExecuteAsync($"INSERT INTO {table} (partnership_id) VALUES (gen_random_uuid())"));
                Assert.Equal((table, PostgresErrorCodes.InsufficientPrivilege), (table, refusal.SqlState));
            }
        }
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task RelayRole_InTheCatalogue_ReachesQueuesOnly(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        var reached = await schema.Superuser.QueryAsync<string>(
            """
            SELECT relname FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
              AND (has_table_privilege(@relay, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') OR has_any_column_privilege(@relay, c.oid, 'SELECT, INSERT, UPDATE'))
            ORDER BY relname
            """, new { relay = schema.RelayRole });

        // schema_version holds the names of migrations. theming_piece holds ids and states: workers lease pieces of all partnerships from one queue.
        string[] expected = ["inbox", "outbox", "request", "schema_version", .. module == "review" ? ["theming_piece"] : Array.Empty<string>()];
        Assert.Equal(expected, reached);
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task RelayRole_Requests_SeesTheirAgeOnly(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        Assert.Equal(["created_at"], await schema.Superuser.QueryAsync<string>(
            """
            SELECT attname FROM pg_attribute
            WHERE attrelid = 'request'::regclass AND attnum > 0 AND has_column_privilege(@relay, attrelid, attnum, 'SELECT, INSERT, UPDATE')
            """, new { relay = schema.RelayRole }));
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task Roles_AppAndRelay_NeitherOwnNorBypass(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);
        var roles = new[] { schema.AppRole, schema.RelayRole };

        Assert.Empty(await schema.Superuser.QueryAsync<string>(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY(@roles) AND (rolsuper OR rolbypassrls OR rolcreaterole)", new { roles }));
        Assert.Empty(await schema.Superuser.QueryAsync<string>(
            "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = ANY(@roles) AND relnamespace = 'public'::regnamespace", new { roles }));
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task FunctionsWithTheirOwnersRights_EveryOne_FixedSearchPathAndNotForEverybody(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        Assert.Empty(await schema.Superuser.QueryAsync<string>(
            """
            SELECT oid::regprocedure::text FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND prosecdef
              AND (has_function_privilege('public', oid, 'EXECUTE') OR NOT coalesce(array_to_string(proconfig, ',') LIKE '%search_path=%pg_temp%', false))
            """));
    }
}
