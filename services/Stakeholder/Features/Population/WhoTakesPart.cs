using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Figures;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Population;

/// <summary>Those who speak for groups in a project beside the people of an area, without small numbers, as it was on the day when figures were last made.</summary>
internal sealed class WhoTakesPart(TenantDatabase database, CountingOptions options, PublishedFigures published)
{
    // How many there are is a question too: whether somebody may be counted is theirs to know.
    private const string HowMany = "people";

    // Everybody once, for however many groups they speak.
    private const string TakingPart =
        """
        SELECT DISTINCT r.person_id FROM representation r
        JOIN person p ON p.partnership_id = r.partnership_id AND p.person_id = r.person_id AND p.ended_at IS NULL
        WHERE r.partnership_id = @PartnershipId AND r.project_id = @projectId AND r.from_on <= @today::date AND r.until_on IS NULL
          AND NOT EXISTS (SELECT FROM left_out_of_counts n WHERE n.partnership_id = r.partnership_id AND n.person_id = r.person_id AND n.until IS NULL)
        """;

    public async Task<GetWhoTakesPartResponse> HandleAsync(GetWhoTakesPartRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        await ReadProjects.RequireAsync(transaction, projectId, cancel);
        var areas = await ReadPopulation.AreasAsync(transaction, cancel);
        var area = request.Area.Length == 0 ? areas.FirstOrDefault() : areas.Find(one => one.Area == request.Area) ?? throw Problem.NotFound("area");
        var values = await ReadPopulation.ValuesAsync(transaction, area?.Area ?? "", cancel);
        var figures = await NewestAsync(transaction, projectId, cancel);
        var today = Days.Today(transaction);
        var due = values.Select(rows => TopicOf(rows.Key)).Append(HowMany).Where(topic => published.IsDue(figures.GetValueOrDefault(topic), today)).ToHashSet();
        if (due.Count > 0 && await RenewAsync(transaction, projectId, values, due, cancel))
        {
            figures = await NewestAsync(transaction, projectId, cancel);
            await transaction.CommitAsync(cancel);
        }
        var response = new GetWhoTakesPartResponse
        {
            Areas = { areas },
            Area = area?.Area ?? "",
            People = new(),
            Characteristics = { values.Select(rows => CharacteristicOf(rows, figures.GetValueOrDefault(TopicOf(rows.Key)))) },
            HiddenUpTo = options.HideUpTo,
            RoundedTo = options.RoundTo,
            ChangedBy = options.Fewest,
        };
        if (figures.TryGetValue(HowMany, out var howMany))
            (response.People, response.AsOf, response.NextOn) = (ProtectedCount.Parser.ParseFrom(howMany.Shown), howMany.AsOf, published.NextOn(howMany.AsOf));
        return response;
    }

    private static string TopicOf(string characteristic) => $"characteristic {characteristic}";

    private static async Task<Dictionary<string, PublishedFigure>> NewestAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) =>
        (await PublishedFigures.ReadAsync(transaction, projectId, cancel)).DistinctBy(figure => figure.Topic).ToDictionary(figure => figure.Topic);

    private async Task<bool> RenewAsync(TenantTransaction transaction, Guid projectId, ILookup<string, ValueRow> values, HashSet<string> due, CancellationToken cancel)
    {
        var key = new { transaction.PartnershipId, projectId, today = Days.Today(transaction) };
        var people = await transaction.QueryAsync<Guid>(TakingPart, key, cancel);
        var said = (await transaction.QueryAsync<(Guid PersonId, string Characteristic, string Value)>(
            $"""
            SELECT a.person_id, a.characteristic, a.value FROM ({TakingPart}) AS taking_part
            JOIN about_me a ON a.partnership_id = @PartnershipId AND a.person_id = taking_part.person_id
            """,
            key, cancel)).ToLookup(row => row.Characteristic);
        var drafts = values.Select(rows => DraftOf([.. rows.Select(row => row.Value)], rows.Key, said[rows.Key].ToDictionary(row => row.PersonId, row => row.Value), people.Count))
            .Append(new(HowMany, people.ToDictionary(one => one, _ => ""), () => Of(options.Numbers.Protect(people.Count))));
        return await published.RenewAsync(transaction, projectId, drafts.Where(draft => due.Contains(draft.Topic)), cancel);
    }

    // A value that is offered no longer, and that somebody would rather not say, is not said.
    private FigureDraft DraftOf(List<string> values, string characteristic, Dictionary<Guid, string> said, int people)
    {
        var answers = said.Where(answer => values.Contains(answer.Value)).ToDictionary();
        return new(TopicOf(characteristic), answers, () => Show(values, answers.Values, people));
    }

    private Characteristic Show(List<string> values, IReadOnlyCollection<string> said, int people)
    {
        int[] counts = [.. values.Select(value => said.Count(one => one == value))];
        var shown = options.Numbers.Protect(counts, people - said.Count);
        return new()
        {
            Rows = { values.Select((value, i) => RowOf(value, shown.Values[i], options.Numbers.Protect(people))) },
            NotSaid = Of(shown.NotSaid),
            AllHidden = shown.AllHidden,
        };
    }

    private static CharacteristicRow RowOf(string value, int? shown, int? of)
    {
        var row = new CharacteristicRow { Value = value, People = Of(shown) };
        if (SmallNumbers.Share(shown, of) is { } share)
            row.Share = share;
        return row;
    }

    private Characteristic CharacteristicOf(IGrouping<string, ValueRow> values, PublishedFigure? figure)
    {
        var shown = figure is null ? new() { AllHidden = true, NotSaid = new() } : Characteristic.Parser.ParseFrom(figure.Shown);
        var ofValue = shown.Rows.ToDictionary(row => row.Value);
        var population = values.Sum(row => row.People ?? 0);
        shown.Rows.Clear();
        shown.Rows.Add(values.Select(row => BesidePopulation(ofValue.GetValueOrDefault(row.Value) ?? new() { Value = row.Value, People = new() }, row, population)));
        (shown.Name, shown.AsOf, shown.NextOn) = (values.Key, figure?.AsOf ?? "", figure is null ? "" : published.NextOn(figure.AsOf));
        return shown;
    }

    private static CharacteristicRow BesidePopulation(CharacteristicRow result, ValueRow row, long population)
    {
        if (row.People is not { } living)
            return result;
        result.Population = living;
        if (population > 0)
            result.PopulationShare = (double)living / population;
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
