using CoProduction.Stakeholder.Features.OwnData;
using CoProduction.Stakeholder.V1;
using Dapper;

namespace CoProduction.Stakeholder.Tests.Register;

/// <summary>Whatever the database holds about people is in the one list, or stands here with the reason why not.</summary>
public sealed class PersonalPartsTests(Installation installation)
{
    private static readonly Dictionary<string, string> _exceptions = new()
    {
        ["account.made_by_id"] = "a partnership",
    };

    [Fact]
    public async Task Columns_OfPeople_EachIsInAPartOrAnException()
    {
        await using var connection = await installation.Postgres.OpenAsSuperuserAsync(installation.Module.Database);

        var columns = (await connection.QueryAsync<string>(
            """
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND data_type = 'uuid' AND column_name ~ '(^|_)(person|by|owner|actor|supporter|newcomer|peer|resembles|rater|member_of)_id$'
            UNION
            SELECT conrelid::regclass || '.' || attname FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)
            WHERE contype = 'f' AND confrelid IN ('person'::regclass, 'account'::regclass) AND attname <> 'partnership_id'
            """)).Except(_exceptions.Keys);

        Assert.Equal(columns.Order(StringComparer.Ordinal), PersonalParts.All.SelectMany(part => part.Columns).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Parts_EachOne_SaysWhatHappensWithIt() => Assert.All(PersonalParts.All, part =>
    {
        Assert.NotEqual(Ending.Unspecified, part.Ending);
        Assert.NotEmpty(part.Words);
        Assert.True(part.Erase is not null || part.Ending != Ending.Goes, part.Title);
    });

    [Fact]
    public void Titles_OfParts_AreNotTheSame() => Assert.Equal(PersonalParts.All.Count, PersonalParts.All.Select(part => part.Title).Distinct().Count());
}
