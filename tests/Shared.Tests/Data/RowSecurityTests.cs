using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;

namespace CoProduction.Shared.Tests.Data;

/// <summary>What the catalogue of each module's database says about tenancy.</summary>
public sealed class RowSecurityTests(TestPostgres postgres)
{
    private const string TenantTables =
        """
        SELECT c.oid::regclass::text FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND coalesce(obj_description(c.oid, 'pg_class'), '') NOT LIKE 'no tenant: _%'
        ORDER BY 1
        """;

    // Ages, ids, numbers and states: nobody's words, and nothing about a person.
    private static readonly string[] _relayColumns =
    [
        .. new[] { "asked_at", "copy_id", "made_at", "partnership_id" }.Select(column => $"own_data_copy.{column}"),
        "request.created_at",
        .. new[]
        {
            "after_id", "attempts", "cycle_id", "failure", "fence", "last_id", "leased_until", "partnership_id", "piece", "progress", "question", "run_id",
            "seed", "stage", "state", "statements", "themes", "traceparent", "worker",
        }.Select(column => $"theming_piece.{column}"),
    ];

    private static readonly Dictionary<string, string> _queues = new() { ["review"] = "theming_piece", ["stakeholder"] = "own_data_copy" };

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
    public async Task AppRole_InTheCatalogue_HasNoRightThatGoesRoundRowSecurity(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        Assert.Empty(await schema.Superuser.QueryAsync<string>(
            """
            SELECT relname FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND has_table_privilege(@app, oid, 'TRUNCATE, REFERENCES, TRIGGER')
            """, new { app = schema.AppRole }));
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

        // schema_version holds the names of migrations. A module's own queue holds ids and states: its work is taken from all partnerships in one order.
        Assert.Equal(new[] { "inbox", "outbox", "request", "schema_version", _queues[module] }.Order(StringComparer.Ordinal), reached);
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task RelayRole_TablesOfTenants_ReachesTheColumnsListedHereOnly(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        var reached = await schema.Superuser.QueryAsync<string>(
            $"""
            SELECT t || '.' || attname FROM ({TenantTables}) AS tenant (t) JOIN pg_attribute ON attrelid = t::regclass
            WHERE attnum > 0 AND NOT attisdropped AND has_column_privilege(@relay, attrelid, attnum, 'SELECT, INSERT, UPDATE')
            """, new { relay = schema.RelayRole });

        var ofOthers = _queues.Where(queue => queue.Key != module).Select(queue => queue.Value + ".");
        Assert.Equal(_relayColumns.Where(column => !ofOthers.Any(other => column.StartsWith(other, StringComparison.Ordinal))), reached.Order(StringComparer.Ordinal));
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
}
