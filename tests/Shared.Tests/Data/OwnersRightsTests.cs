using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;

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
}
