using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Tests.Data;

/// <summary>Functions that run with their owner's rights, and so could show one partnership what is another's. Each is listed here with what shows that it does not.</summary>
public sealed class OwnersRightsTests(TestPostgres postgres)
{
    private const string FunctionsWithOwnersRights =
        """
        SELECT oid::regprocedure::text AS name FROM pg_proc
        WHERE prosecdef AND pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        """;

    private static readonly Dictionary<string, Func<ModuleSchema, Task>> _acrossPartnerships = new()
    {
        ["memberships_of(uuid)"] = MembershipsOf_TwoPeopleInTwoPartnerships_GivesThoseOfThePersonAskedForAsync,
        ["works_elsewhere(uuid,uuid)"] = WorksElsewhere_OneHereAndOneInBoth_SaysWhetherAndNotWhereAsync,
        ["api_token_of(bytea)"] = ApiTokenOf_TokensOfTwoPartnerships_GivesTheOneWithTheHashAsync,
        ["api_tokens_that_run_out(timestamp with time zone,timestamp with time zone)"] = ApiTokensThatRunOut_TokensOfTwoPartnerships_GivesNothingButTheirNumbersAsync,
        ["partnership_named(text)"] = PartnershipNamed_TwoPartnerships_GivesTheOneOfThatNameAsync,
        ["find_people(text,real,text,text,text,text,text,date,integer,text,uuid,integer)"] = FindPeople_NamesakesInTwoPartnerships_GivesThoseOfThePartnershipThatIsSetAsync,
        ["open_channel_of(text)"] = OpenChannelOf_ChannelsOfTwoPartnerships_GivesTheOneWithTheCodeAsync,
        ["voice_message_of(bytea)"] = VoiceMessageOf_MessagesOfTwoPartnerships_GivesTheOneWithTheHashAsync,
        ["partnerships_with_concerns_to_tell(timestamp with time zone)"] = PartnershipsWithConcernsToTell_ConcernsOfTwoPartnerships_GivesWhoseAreDueAsync,
        ["forget_import_drafts(timestamp with time zone)"] = ForgetImportDrafts_FilesOfTwoPartnerships_TakesTheOldOnesAsync,
        ["audit_waits()"] = AuditWaits_CalledOrLookedBehind_RefusedAsync,
        ["seal_audit(integer)"] = SealAudit_EntriesOfTwoPartnerships_CountsThemAndKeepsTheirChainsApartAsync,
    };

    public static TheoryData<string> Modules { get; } = [.. ServiceModules.All.Select(module => module.Name)];

    [Theory, MemberData(nameof(Modules))]
    public async Task FunctionsWithOwnersRights_EveryOne_FixedSearchPathAndNotForEverybody(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        Assert.Empty(await schema.Superuser.QueryAsync<string>(
            $"""
            SELECT name FROM ({FunctionsWithOwnersRights}) AS function JOIN pg_proc ON oid = name::regprocedure
            WHERE has_function_privilege('public', oid, 'EXECUTE')
              OR NOT EXISTS (SELECT FROM unnest(proconfig) AS setting WHERE setting LIKE 'search_path=%, pg_temp')
            """));
    }

    [Theory, MemberData(nameof(Modules))]
    public async Task FunctionsWithOwnersRights_EveryOne_DoesAsListedHere(string module)
    {
        await using var schema = await ModuleSchema.CreateAsync(postgres, module);

        foreach (var function in await schema.Superuser.QueryAsync<string>(FunctionsWithOwnersRights))
        {
            Assert.Contains(function, _acrossPartnerships);
            await _acrossPartnerships[function](schema);
        }
    }

    private static async Task MembershipsOf_TwoPeopleInTwoPartnerships_GivesThoseOfThePersonAskedForAsync(ModuleSchema schema)
    {
        var (partnership, other) = (Guid.NewGuid(), Guid.NewGuid());
        var (person, stranger) = (Guid.NewGuid(), Guid.NewGuid());
        await schema.Superuser.ExecuteAsync(
            """
            INSERT INTO partnership VALUES (@partnership, 'Ashby', now()), (@other, 'Brook', now());
            INSERT INTO account (person_id, account_name, display_name) VALUES (@person, 'person', 'Person'), (@stranger, 'stranger', 'Stranger');
            INSERT INTO membership (partnership_id, person_id, roles) VALUES
              (@partnership, @person, '{analyst}'), (@partnership, @stranger, '{facilitator}'), (@other, @stranger, '{administrator}')
            """, new { partnership, other, person, stranger });

        // The same whichever partnership is set: whoever signs in has none yet.
        foreach (var set in new Guid?[] { null, partnership, other })
        {
            Assert.Equal([(partnership, "analyst")], await MembershipsAsync(schema, set, person));
            Assert.Equal([(partnership, "facilitator"), (other, "administrator")], await MembershipsAsync(schema, set, stranger));
            Assert.Empty(await MembershipsAsync(schema, set, Guid.NewGuid()));
        }
    }

    private static async Task<IEnumerable<(Guid, string)>> MembershipsAsync(ModuleSchema schema, Guid? partnership, Guid person)
    {
        await using var connection = await schema.OpenAsAppAsync(partnership);
        return await connection.QueryAsync<(Guid, string)>("SELECT partnership_id, array_to_string(roles, ',') FROM memberships_of(@person)", new { person });
    }

    private static async Task WorksElsewhere_OneHereAndOneInBoth_SaysWhetherAndNotWhereAsync(ModuleSchema schema)
    {
        var (here, there, one, both) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await schema.Superuser.ExecuteAsync(
            """
            SET session_replication_role = replica;
            INSERT INTO membership (partnership_id, person_id, roles) VALUES (@here, @one, '{analyst}'), (@here, @both, '{analyst}'), (@there, @both, '{analyst}');
            SET session_replication_role = origin
            """, new { here, there, one, both });
        await using var connection = await schema.OpenAsAppAsync(here);

        Assert.False(await connection.ExecuteScalarAsync<bool>("SELECT works_elsewhere(@one, @here)", new { one, here }));
        Assert.True(await connection.ExecuteScalarAsync<bool>("SELECT works_elsewhere(@both, @here)", new { both, here }));
    }

    private static async Task ApiTokenOf_TokensOfTwoPartnerships_GivesTheOneWithTheHashAsync(ModuleSchema schema)
    {
        var (mine, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        await schema.Superuser.ExecuteAsync(
            """
            SET session_replication_role = replica;
            INSERT INTO api_token (partnership_id, token_id, name, scopes, secret_hash, created_at, created_by_id, owner_id, expires_at)
            VALUES (@mine, gen_random_uuid(), 'Mine', '{theme.read}', '\x01', now(), gen_random_uuid(), gen_random_uuid(), now()), (@theirs, gen_random_uuid(), 'Theirs', '{theme.read}', '\x02', now(), gen_random_uuid(), gen_random_uuid(), now());
            SET session_replication_role = origin
            """, new { mine, theirs });
        await using var connection = await schema.OpenAsAppAsync(mine);

        Assert.Equal([theirs], await connection.QueryAsync<Guid>("SELECT partnership_id FROM api_token_of('\\x02')"));
        Assert.Empty(await connection.QueryAsync<Guid>("SELECT partnership_id FROM api_token_of('\\x03')"));
        Assert.Empty(await connection.QueryAsync<Guid>("SELECT partnership_id FROM api_token_of(NULL)"));
    }

    private static async Task ApiTokensThatRunOut_TokensOfTwoPartnerships_GivesNothingButTheirNumbersAsync(ModuleSchema schema)
    {
        var (mine, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        await schema.Superuser.ExecuteAsync(
            """
            SET session_replication_role = replica;
            INSERT INTO api_token (partnership_id, token_id, name, scopes, secret_hash, created_at, created_by_id, owner_id, expires_at, ended_at)
            SELECT partnership, token, 'One', '{theme.read}', sha256(token::text::bytea), now(), gen_random_uuid(), gen_random_uuid(), now() + expires, ended
            FROM (VALUES (@mine, '00000000-0000-0000-0000-00000000000a'::uuid, interval '3 days', NULL::timestamptz), (@theirs, '00000000-0000-0000-0000-00000000000b', '2 days', NULL),
              (@theirs, gen_random_uuid(), '30 days', NULL), (@theirs, gen_random_uuid(), '2 days', now())) AS one (partnership, token, expires, ended);
            SET session_replication_role = origin
            """, new { mine, theirs });
        await using var connection = await schema.OpenAsAppAsync(mine);

        var found = await connection.QueryAsync<(Guid, Guid)>("SELECT partnership_id, token_id FROM api_tokens_that_run_out(now(), now() + interval '7 days')");

        Assert.Equal([(theirs, Guid.Parse("00000000-0000-0000-0000-00000000000b")), (mine, Guid.Parse("00000000-0000-0000-0000-00000000000a"))], found);
    }

    private static async Task PartnershipNamed_TwoPartnerships_GivesTheOneOfThatNameAsync(ModuleSchema schema)
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        await schema.Superuser.ExecuteAsync("INSERT INTO partnership VALUES (@one, 'Carley', now()), (@other, 'Denby', now())", new { one, other });
        await using var connection = await schema.OpenAsAppAsync(one);

        Assert.Equal(other, await connection.ExecuteScalarAsync<Guid?>("SELECT partnership_named('denby')"));
        Assert.Null(await connection.ExecuteScalarAsync<Guid?>("SELECT partnership_named('%')"));
    }

    private static async Task FindPeople_NamesakesInTwoPartnerships_GivesThoseOfThePartnershipThatIsSetAsync(ModuleSchema schema)
    {
        var (mine, theirs, me, them) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await schema.Superuser.ExecuteAsync(
            """
            SET session_replication_role = replica;
            INSERT INTO person (partnership_id, person_id, display_name, skills, interests, experience, created_at)
            SELECT partnership, id, 'Sam Rivers', '{Chairing}', '{Transport}', '{carer}', now() FROM unnest(ARRAY[@mine, @theirs], ARRAY[@me, @them]) AS namesake (partnership, id);
            INSERT INTO adjustment (partnership_id, adjustment_id, person_id, category, wording, recorded_by_id, recorded_at, review_on)
            VALUES (@theirs, gen_random_uuid(), @me, 'other', 'Theirs', @them, now(), '2020-01-01');
            INSERT INTO consent (partnership_id, person_id, use, given_at, given_by_id) VALUES (@theirs, @me, 'photos', now(), @them);
            SET session_replication_role = origin
            """, new { mine, theirs, me, them });

        foreach (var (set, expected) in new (Guid?, Guid[])[] { (mine, [me]), (theirs, [them]), (null, []), (Guid.NewGuid(), []) })
        {
            await using var connection = await schema.OpenAsAppAsync(set);
            foreach (var arguments in new[]
            {
                "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL", "'%sam%', NULL, NULL, NULL, NULL, NULL, NULL, NULL", "'samm rivvers', 0.5, NULL, NULL, NULL, NULL, NULL, NULL",
                "NULL, NULL, '%chairing%', '%transport%', 'carer', NULL, NULL, NULL",
                "NULL, 0.65, 'chairing', 'transport', NULL, NULL, NULL, NULL",
            })
                Assert.Equal(expected, await connection.QueryAsync<Guid>($"SELECT person_id FROM find_people({arguments}, NULL, NULL, NULL, 10)"));
        }
        // What another partnership holds of a person of the same id does not count here.
        await using var here = await schema.OpenAsAppAsync(mine);
        foreach (var arguments in new[] { "NULL, 'other', NULL, NULL", "NULL, NULL, 'photos', NULL", "NULL, NULL, NULL, '2026-01-01'" })
            Assert.Empty(await here.QueryAsync<Guid>($"SELECT person_id FROM find_people(NULL, NULL, NULL, NULL, {arguments}, NULL, NULL, NULL, 10)"));
    }

    private static async Task OpenChannelOf_ChannelsOfTwoPartnerships_GivesTheOneWithTheCodeAsync(ModuleSchema schema)
    {
        var (mine, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        await schema.Superuser.ExecuteAsync(
            """
            SET session_replication_role = replica;
            INSERT INTO open_channel (partnership_id, project_id, code, contact, help_now, answer_days, opened_on)
            VALUES (@mine, gen_random_uuid(), 'mine', 'Us', '999', 28, now()), (@theirs, gen_random_uuid(), 'theirs', 'Us', '999', 28, now());
            SET session_replication_role = origin
            """, new { mine, theirs });
        await using var connection = await schema.OpenAsAppAsync(mine);

        Assert.Equal([theirs], await connection.QueryAsync<Guid>("SELECT partnership_id FROM open_channel_of('theirs')"));
        foreach (var other in new[] { "'their'", "'%'", "''", "NULL" })
            Assert.Empty(await connection.QueryAsync<Guid>($"SELECT partnership_id FROM open_channel_of({other})"));
    }

    private static async Task VoiceMessageOf_MessagesOfTwoPartnerships_GivesTheOneWithTheHashAsync(ModuleSchema schema)
    {
        var (mine, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        await schema.Superuser.ExecuteAsync(
            """
            SET session_replication_role = replica;
            INSERT INTO voice_message (partnership_id, message_id, project_id, kind, state, came_by, about, words, rather, decided_beforehand, may_be_harm, reply_to, receipt_hash, said_on, came_at, answer_by)
            SELECT partnership, gen_random_uuid(), gen_random_uuid(), 1, 1, 1, '', 'Words', '', false, false, '', hash, now(), now(), now()
            FROM unnest(ARRAY[@mine, @theirs, @theirs], ARRAY['\x01', '\x02', NULL]::bytea[]) AS message (partnership, hash);
            SET session_replication_role = origin
            """, new { mine, theirs });
        await using var connection = await schema.OpenAsAppAsync(mine);

        Assert.Equal([theirs], await connection.QueryAsync<Guid>("SELECT partnership_id FROM voice_message_of('\\x02')"));
        Assert.Empty(await connection.QueryAsync<Guid>("SELECT partnership_id FROM voice_message_of('\\x03')"));
        Assert.Empty(await connection.QueryAsync<Guid>("SELECT partnership_id FROM voice_message_of(NULL)"));
    }

    private static async Task PartnershipsWithConcernsToTell_ConcernsOfTwoPartnerships_GivesWhoseAreDueAsync(ModuleSchema schema)
    {
        var (mine, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        await schema.Superuser.ExecuteAsync(
            """
            INSERT INTO concern (partnership_id, concern_id, kind, state, project_id, raised_at, due_at, tell_at, events)
            SELECT partnership, gen_random_uuid(), 0, 1, gen_random_uuid(), now(), now(), tell_at, 1
            FROM (VALUES (@mine, now() + interval '1 hour'), (@theirs, now() - interval '1 minute'), (@theirs, now() - interval '2 minutes')) AS c (partnership, tell_at)
            """, new { mine, theirs });
        await using var connection = await schema.OpenAsAppAsync(mine);

        Assert.Equal([theirs], await connection.QueryAsync<Guid>("SELECT partnership_id FROM partnerships_with_concerns_to_tell(now()) AS partnership_id"));
    }

    private static async Task ForgetImportDrafts_FilesOfTwoPartnerships_TakesTheOldOnesAsync(ModuleSchema schema)
    {
        var (mine, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var partnership in new[] { mine, theirs })
        {
            await schema.Superuser.ExecuteAsync(
                """
                INSERT INTO cycle (partnership_id, cycle_id, project_id, name, created_at) VALUES (@partnership, @partnership, @partnership, 'Spring', now());
                INSERT INTO import_draft (partnership_id, draft_id, cycle_id, file_name, file_hash, kept_at)
                VALUES (@partnership, gen_random_uuid(), @partnership, 'old', '', now() - interval '25 hours'), (@partnership, gen_random_uuid(), @partnership, 'young', '', now())
                """, new { partnership });
        }
        await using var connection = await schema.OpenAsAppAsync(mine);

        await connection.ExecuteAsync("SELECT forget_import_drafts(now() - interval '1 day')");

        Assert.Equal(["young", "young"], await schema.Superuser.QueryAsync<string>("SELECT file_name FROM import_draft WHERE partnership_id IN (@mine, @theirs)", new { mine, theirs }));
    }

    private static async Task AuditWaits_CalledOrLookedBehind_RefusedAsync(ModuleSchema schema)
    {
        await using var connection = await schema.OpenAsAppAsync(Guid.NewGuid());

        foreach (var sql in new[] { "SELECT audit_waits()", "SELECT count(*) FROM audit_waiting" })
            await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql));
    }

    private static async Task SealAudit_EntriesOfTwoPartnerships_CountsThemAndKeepsTheirChainsApartAsync(ModuleSchema schema)
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var partnership in new[] { one, other, one })
            await schema.Superuser.ExecuteAsync(
                """
                INSERT INTO audit (partnership_id, audit_id, at, actor_id, action, target_kind, target_id, detail)
                VALUES (@partnership, gen_random_uuid(), now(), gen_random_uuid(), 'note.write', 'note', gen_random_uuid(), '')
                """, new { partnership });

        Assert.Equal(3, await schema.Superuser.ExecuteScalarAsync<int>("SELECT seal_audit(100)"));

        foreach (var (partnership, expected) in new[] { (one, new long[] { 1, 2 }), (other, [1]) })
        {
            await using var connection = await schema.OpenAsAppAsync(partnership);
            Assert.Equal(expected, await connection.QueryAsync<long>("SELECT seq FROM audit_seal ORDER BY seq"));
        }
    }
}
