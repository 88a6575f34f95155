using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>Those who speak for groups in a project beside the people of an area, without small numbers.</summary>
internal sealed class WhoTakesPart(TenantDatabase database, CountingOptions options)
{
    // Everybody once, for however many groups they speak.
    private const string TakingPart =
        """
        SELECT DISTINCT r.person_id FROM representation r
        JOIN person p ON p.partnership_id = r.partnership_id AND p.person_id = r.person_id AND p.ended_at IS NULL
        WHERE r.partnership_id = @PartnershipId AND r.project_id = @projectId AND r.from_on <= @today::date AND r.until_on IS NULL
          AND NOT EXISTS (SELECT FROM left_out_of_counts n WHERE n.partnership_id = r.partnership_id AND n.person_id = r.person_id)
        """;

    public async Task<GetWhoTakesPartResponse> HandleAsync(GetWhoTakesPartRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        await ReadProjects.RequireAsync(transaction, projectId, cancel);
        var areas = await ReadPopulation.AreasAsync(transaction, cancel);
        var area = request.Area.Length == 0 ? areas.FirstOrDefault() : areas.Find(one => one.Area == request.Area) ?? throw Problem.NotFound("area");
        var key = new { transaction.PartnershipId, projectId, today = Days.Today(transaction) };
        var people = (int)await transaction.GetAsync<long>($"SELECT count(*) FROM ({TakingPart}) AS taking_part", key, cancel);
        var said = (await transaction.QueryAsync<(string Characteristic, string Value, long People)>(
            $"""
            SELECT a.characteristic, a.value, count(*) FROM ({TakingPart}) AS taking_part
            JOIN about_me a ON a.partnership_id = @PartnershipId AND a.person_id = taking_part.person_id GROUP BY a.characteristic, a.value
            """,
            key, cancel)).ToDictionary(row => (row.Characteristic, row.Value), row => (int)row.People);
        var values = await ReadPopulation.ValuesAsync(transaction, area?.Area ?? "", cancel);
        return new()
        {
            Areas = { areas },
            Area = area?.Area ?? "",
            People = Of(options.Numbers.Protect(people)),
            Characteristics = { values.Select(rows => CharacteristicOf(rows, people, said)) },
            HiddenUpTo = options.HideUpTo,
            RoundedTo = options.RoundTo,
        };
    }

    // A value that is offered no longer, and that somebody would rather not say, is not said.
    private Characteristic CharacteristicOf(IGrouping<string, ValueRow> values, int people, Dictionary<(string, string), int> said)
    {
        var rows = values.ToList();
        int[] counts = [.. rows.Select(row => said.GetValueOrDefault((row.Characteristic, row.Value)))];
        var shown = options.Numbers.Protect(counts, people - counts.Sum());
        var population = rows.Sum(row => row.People ?? 0);
        return new()
        {
            Name = values.Key,
            Rows = { rows.Select((row, i) => RowOf(row, population, shown.Values[i], options.Numbers.Protect(people))) },
            NotSaid = Of(shown.NotSaid),
            AllHidden = shown.AllHidden,
        };
    }

    private static CharacteristicRow RowOf(ValueRow row, long population, int? shown, int? of)
    {
        var result = new CharacteristicRow { Value = row.Value, People = Of(shown) };
        if (row.People is { } living)
        {
            result.Population = living;
            if (population > 0)
                result.PopulationShare = (double)living / population;
        }
        if (SmallNumbers.Share(shown, of) is { } share)
            result.Share = share;
        return result;
    }

    private static ProtectedCount Of(int? shown)
    {
        var count = new ProtectedCount();
        if (shown is { } number)
            count.People = number;
        return count;
    }
}
