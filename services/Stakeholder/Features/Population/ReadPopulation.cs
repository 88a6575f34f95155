using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>A value of a characteristic that any area has figures of; people: of one area, null when that has none.</summary>
internal sealed record ValueRow(string Characteristic, string Value, long? People);

/// <summary>The areas with figures, and what the figures are of.</summary>
internal sealed class ReadPopulation(TenantDatabase database)
{
    public async Task<ListPopulationResponse> HandleAsync(Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        return new() { Areas = { await AreasAsync(transaction, cancel) } };
    }

    /// <summary>By name.</summary>
    public static async Task<List<PopulationArea>> AreasAsync(TenantTransaction transaction, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<AreaRow>(
            """
            SELECT a.area, a.source, a.figures_on::text,
              (SELECT count(*)::int FROM population_figure f WHERE f.partnership_id = a.partnership_id AND f.area = a.area) AS figures
            FROM population_area a WHERE a.partnership_id = @PartnershipId ORDER BY lower(a.area)
            """,
            new { transaction.PartnershipId }, cancel);
        return rows.ConvertAll(row => new PopulationArea { Area = row.Area, Source = row.Source, FiguresOn = row.FiguresOn, Figures = row.Figures });
    }

    /// <summary>
    /// Every value of any area in the order of the files, by characteristic. The values do not depend on the area that is asked for: what is hidden in one area's table
    /// cannot be found in another's.
    /// </summary>
    public static async Task<ILookup<string, ValueRow>> ValuesAsync(TenantTransaction transaction, string area, CancellationToken cancel)
    {
        var rows = await transaction.QueryAsync<ValueRow>(
            """
            SELECT characteristic, value, (sum(people) FILTER (WHERE area = @area))::bigint AS people FROM population_figure WHERE partnership_id = @PartnershipId
            GROUP BY characteristic, value ORDER BY min(place), characteristic, value
            """,
            new { transaction.PartnershipId, area }, cancel);
        return rows.ToLookup(row => row.Characteristic);
    }

    private sealed record AreaRow(string Area, string Source, string FiguresOn, int Figures);
}
