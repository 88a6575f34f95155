using CoProduction.TestCommon.Postgres;
using Dapper;

namespace CoProduction.Shared.Tests.Data;

public sealed class TokensFromBeforeTests(TestPostgres postgres)
{
    [Fact]
    public async Task Migrate_TokensWhoseMakersHaveGone_StopThemAndKeepTheRest()
    {
        await using var schema = await ModuleSchema.EmptyAsync(postgres, "stakeholder");
        var scripts = ModuleSchema.ScriptsOf("stakeholder");
        await schema.MigrateAsync(scripts.TakeWhile(script => !script.Contains("0024_tokens", StringComparison.Ordinal)));
        await schema.Superuser.ExecuteAsync(
            """
            SET session_replication_role = replica;
            INSERT INTO partnership (partnership_id, name, created_at)
            VALUES ('00000000-0000-0000-0000-000000000001', 'one', now()), ('00000000-0000-0000-0000-000000000002', 'two', now());
            INSERT INTO membership (partnership_id, person_id, roles) SELECT '00000000-0000-0000-0000-000000000001', person, roles
            FROM (VALUES ('00000000-0000-0000-0000-00000000000a'::uuid, '{administrator}'::text[]), ('00000000-0000-0000-0000-00000000000b', '{analyst}')) AS one (person, roles);
            INSERT INTO api_token (partnership_id, token_id, name, scopes, secret_hash, created_at, created_by_id, expires_at, revoked_at)
            SELECT partnership, gen_random_uuid(), name, '{theme.read}', sha256(name::bytea), now(), maker, now() + '30 days', revoked
            FROM (VALUES ('here', '00000000-0000-0000-0000-000000000001'::uuid, '00000000-0000-0000-0000-00000000000a'::uuid, NULL::timestamptz),
              ('other role', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000b', NULL),
              ('gone', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000c', NULL),
              ('elsewhere only', '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000a', NULL),
              ('taken back', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000c', now())) AS one (name, partnership, maker, revoked);
            SET session_replication_role = origin
            """);

        await schema.MigrateAsync(scripts);

        Assert.Equal(["elsewhere only", "gone", "other role"], await schema.Superuser.QueryAsync<string>("SELECT name FROM api_token WHERE ended_at IS NOT NULL ORDER BY name"));
        Assert.Equal(0, await schema.Superuser.ExecuteScalarAsync<int>("SELECT count(*)::int FROM api_token WHERE owner_id <> created_by_id"));
    }
}
