using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>Brings in figures of how many people live where: whole or not at all, in the place of what was there of the same areas.</summary>
internal sealed class ImportPopulation(Commands commands)
{
    private const int MostAreas = 50;

    public async Task<ImportPopulationResponse> HandleAsync(ImportPopulationRequest request, Caller caller, CancellationToken cancel)
    {
        var source = Parse.Text(request.Source, "source", 300, "Say where the figures come from, such as: Census 2021.");
        if (request.FiguresOn.Length == 0)
            throw Problem.Invalid("figures_on", "Say for which day the figures hold.");
        if (request.Csv.IsEmpty)
            throw Problem.Invalid("csv", "Choose a CSV file.");
        var about = PopulationWords.Tidy(Parse.OptionalText(request.Characteristic, "characteristic", 100));
        var file = PopulationFile.Read(request.Csv.ToByteArray(), about);
        return await commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var figuresOn = Days.PastOrToday(transaction, request.FiguresOn, "figures_on");
            if (file.Problems.Count > 0)
            {
                await transaction.AuditAsync("population.refuse", "partnership", transaction.PartnershipId, $"{file.Problems.Count} problems", cancel);
                return new ImportPopulationResponse { Problems = { file.Problems }, Findings = { file.Findings } };
            }
            var areas = file.Figures.Select(figure => figure.Area).Distinct().ToArray();
            var figures = await AsNamedBeforeAsync(transaction, file.Figures, cancel);
            await ReplaceAsync(transaction, areas, source, figuresOn, cancel);
            await AddAsync(transaction, figures, cancel);
            await transaction.AuditAsync("population.import", "partnership", transaction.PartnershipId, $"{file.Figures.Count} figures of {areas.Length} areas", cancel);
            return new ImportPopulationResponse { Added = true, Areas = { areas }, Findings = { file.Findings } };
        }, cancel);
    }

    // What is there already keeps its name, whatever its capitals: people's answers and other areas go by it.
    private static async Task<List<Figure>> AsNamedBeforeAsync(TenantTransaction transaction, IReadOnlyList<Figure> figures, CancellationToken cancel)
    {
        var known = await transaction.QueryAsync<(string Characteristic, string Value)>(
            "SELECT characteristic, value FROM population_figure WHERE partnership_id = @PartnershipId GROUP BY characteristic, value ORDER BY min(place), characteristic, value",
            new { transaction.PartnershipId }, cancel);
        var characteristics = known.DistinctBy(row => row.Characteristic, StringComparer.OrdinalIgnoreCase).ToDictionary(row => row.Characteristic, row => row.Characteristic, StringComparer.OrdinalIgnoreCase);
        var values = known.DistinctBy(row => (row.Characteristic.ToLowerInvariant(), row.Value.ToLowerInvariant()))
            .ToDictionary(row => (row.Characteristic.ToLowerInvariant(), row.Value.ToLowerInvariant()), row => row.Value);
        return
        [
            .. figures.Select(figure => figure with
            {
                Characteristic = characteristics.GetValueOrDefault(figure.Characteristic, figure.Characteristic),
                Value = values.GetValueOrDefault((figure.Characteristic.ToLowerInvariant(), figure.Value.ToLowerInvariant()), figure.Value),
            }),
        ];
    }

    private static async Task ReplaceAsync(TenantTransaction transaction, string[] areas, string source, string figuresOn, CancellationToken cancel)
    {
        // One after the other: two files with the same area would each find the other's rows.
        await transaction.ExecuteAsync(
            "SELECT pg_advisory_xact_lock(hashtextextended('population of ' || @PartnershipId, 0))", new { transaction.PartnershipId }, cancel);
        await transaction.ExecuteAsync(
            """
            DELETE FROM population_area WHERE partnership_id = @PartnershipId AND lower(area) IN (SELECT lower(name) FROM unnest(@areas) AS name);
            INSERT INTO population_area (partnership_id, area, source, figures_on, imported_by_id, imported_at)
            SELECT @PartnershipId, name, @source, @figuresOn::date, @PersonId, @Now FROM unnest(@areas) AS name
            """,
            new { transaction.PartnershipId, areas, source, figuresOn, transaction.Caller.PersonId, transaction.Now }, cancel);
        if (await transaction.GetAsync<long>("SELECT count(*) FROM population_area WHERE partnership_id = @PartnershipId", new { transaction.PartnershipId }, cancel) > MostAreas)
            throw Problem.Of(StatusCode.ResourceExhausted, "TOO_MANY", $"There can be figures of {MostAreas} areas. Put some of them together.");
    }

    private static Task AddAsync(TenantTransaction transaction, IReadOnlyList<Figure> figures, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        INSERT INTO population_figure (partnership_id, area, characteristic, value, people, place)
        SELECT @PartnershipId, area, characteristic, value, people, place
        FROM unnest(@areas, @characteristics, @values, @people) WITH ORDINALITY AS figure (area, characteristic, value, people, place)
        """,
        new
        {
            transaction.PartnershipId,
            areas = figures.Select(figure => figure.Area).ToArray(),
            characteristics = figures.Select(figure => figure.Characteristic).ToArray(),
            values = figures.Select(figure => figure.Value).ToArray(),
            people = figures.Select(figure => figure.People).ToArray(),
        }, cancel);
}
