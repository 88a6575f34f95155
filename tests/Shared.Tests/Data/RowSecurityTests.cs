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
        "request.created_at",
        .. new[]
        {
            "after_id", "attempts", "cycle_id", "failure", "fence", "last_id", "leased_until", "partnership_id", "piece", "progress", "question", "run_id",
            "seed", "stage", "state", "statements", "themes", "traceparent", "worker",
        }.Select(column => $"theming_piece.{column}"),
    ];

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

        // schema_version holds the names of migrations. theming_piece holds ids and states: workers lease pieces of all partnerships from one queue.
        string[] expected = ["inbox", "outbox", "request", "schema_version", .. module == "review" ? ["theming_piece"] : Array.Empty<string>()];
        Assert.Equal(expected, reached);
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

        Assert.Equal(_relayColumns.Where(column => module == "review" || !column.StartsWith("theming_piece.", StringComparison.Ordinal)), reached.Order(StringComparer.Ordinal));
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
