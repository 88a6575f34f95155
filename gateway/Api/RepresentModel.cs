using System.Text.Json;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Api;

/// <summary>Who speaks for a project's groups; etag: the project's, to be sent with a change.</summary>
internal sealed record RepresentativeList(IReadOnlyList<RepresentativeItem> Representatives, string Etag);

/// <summary>
/// One person for one group. Stages: identify, engage, empower, govern or deliver; experience: confident, current_needs or staff; foundThrough: led_by_people, led_by_carers,
/// staff, themselves or other. What the program may not see is null.
/// </summary>
internal sealed record RepresentativeItem(
    Guid RepresentationId, Guid GroupId, string Group, Guid? PersonId, string Name, IReadOnlyList<string> Stages, string? Experience, string? FoundThrough, string FromOn, string? UntilOn,
    IReadOnlyList<StagePeriodItem> History)
{
    public static RepresentativeItem From(Representative one) => new(
        Guid.Parse(one.RepresentationId), Guid.Parse(one.GroupId), one.GroupName, one.PersonId.Length > 0 ? Guid.Parse(one.PersonId) : null, one.DisplayName,
        [.. one.Stages.Select(RepresentNames.Of)], one.Experience == RepresentativeExperience.Unspecified ? null : RepresentNames.Of(one.Experience),
        one.FoundThrough == Stakeholder.V1.FoundThrough.Unspecified ? null : RepresentNames.Of(one.FoundThrough), one.FromOn, ApiNames.Date(one.UntilOn),
        [.. one.History.Select(period => new StagePeriodItem(RepresentNames.Of(period.Stage), period.EngagedOn, ApiNames.Date(period.EndedOn)))]);
}

/// <summary>When somebody was engaged at a step; endedOn: the first day of no longer, null while it lasts.</summary>
internal sealed record StagePeriodItem(string Stage, string EngagedOn, string? EndedOn);

/// <summary>Somebody of the register who has agreed to speak for a group; fromOn: today when left out.</summary>
internal sealed record NewRepresentative(Guid? PersonId, string? FromOn, IReadOnlyList<string>? Stages, string? Experience, string? FoundThrough, bool TheyAgree);

/// <summary>The id of what was added.</summary>
internal sealed record AddedRepresentative(Guid RepresentationId);

/// <summary>All steps at which somebody is engaged from today.</summary>
internal sealed record ChangedStages(string? Etag, IReadOnlyList<string>? Stages);

/// <summary>Why somebody does not speak for a group any more, and since when; untilOn: today when left out.</summary>
internal sealed record EndedRepresentative(string? Etag, string? UntilOn, string? Because);

/// <summary>Every affected group by every step on a day.</summary>
internal sealed record CoverageItem(string On, IReadOnlyList<CoverageGroupItem> Groups)
{
    public static CoverageItem From(GetCoverageResponse coverage) => new(coverage.On, [.. coverage.Groups.Select(CoverageGroupItem.From)]);
}

/// <summary>One group: people who speak for it and may be counted, and whether there is nobody at all.</summary>
internal sealed record CoverageGroupItem(Guid GroupId, string Category, string Name, int People, bool HasNobody, IReadOnlyList<CoverageCellItem> Steps)
{
    public static CoverageGroupItem From(CoverageGroup group) => new(
        Guid.Parse(group.GroupId), JsonNamingPolicy.SnakeCaseLower.ConvertName(group.Category.ToString()), group.Name, group.People, group.HasNobody,
        [.. group.Cells.Select(cell => new CoverageCellItem(RepresentNames.Of(cell.Step), cell.People, cell.HasNobody))]);
}

/// <summary>People engaged at one step who may be counted, and whether there is nobody at all.</summary>
internal sealed record CoverageCellItem(string Step, int People, bool HasNobody);

/// <summary>The areas with figures.</summary>
internal sealed record PopulationList(IReadOnlyList<PopulationAreaItem> Areas);

/// <summary>One area and where its figures come from.</summary>
internal sealed record PopulationAreaItem(string Area, string Source, string FiguresOn, int Figures)
{
    public static PopulationAreaItem From(PopulationArea area) => new(area.Area, area.Source, area.FiguresOn, area.Figures);
}

/// <summary>What became of a file of figures: added or refused, with the rows that will not do.</summary>
internal sealed record PopulationImportItem(string State, IReadOnlyList<string> Areas, IReadOnlyList<ProblemItem> Problems)
{
    public static PopulationImportItem From(ImportPopulationResponse answer) => new(
        answer.Added ? "added" : "refused", answer.Areas, [.. answer.Problems.Select(problem => new ProblemItem(problem.Row, problem.Column, problem.Message))]);
}

/// <summary>Those who take part beside the people of an area. People that are null are hidden: small, or such that they would give a small number away.</summary>
internal sealed record WhoTakesPartItem(string? Area, int? People, int HiddenUpTo, int RoundedTo, IReadOnlyList<CharacteristicItem> Characteristics)
{
    public static WhoTakesPartItem From(GetWhoTakesPartResponse answer) => new(
        ApiNames.Date(answer.Area), Shown(answer.People), answer.HiddenUpTo, answer.RoundedTo,
        [.. answer.Characteristics.Select(one => new CharacteristicItem(one.Name, one.AllHidden, Shown(one.NotSaid), [.. one.Rows.Select(CharacteristicRowItem.From)]))]);

    public static int? Shown(ProtectedCount count) => count.HasPeople ? count.People : null;
}

/// <summary>One characteristic; notSaid: those who have not said it, or would rather not.</summary>
internal sealed record CharacteristicItem(string Name, bool AllHidden, int? NotSaid, IReadOnlyList<CharacteristicRowItem> Values);

/// <summary>One value: the people of the area, null without a figure, and those who take part. Shares are 0 to 1.</summary>
internal sealed record CharacteristicRowItem(string Value, long? Population, double? PopulationShare, int? People, double? Share)
{
    public static CharacteristicRowItem From(CharacteristicRow row) => new(
        row.Value, row.HasPopulation ? row.Population : null, row.HasPopulationShare ? row.PopulationShare : null, WhoTakesPartItem.Shown(row.People), row.HasShare ? row.Share : null);
}

/// <summary>Names of choices in REST.</summary>
internal static class RepresentNames
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The choice of that name; the unspecified one when there is none. INVALID_ARGUMENT names the field when it is another.</summary>
    public static T From<T>(string? name, string field) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(name))
            return default;
        var choices = Enum.GetValues<T>().Skip(1).ToDictionary(Of);
        return choices.TryGetValue(name, out var choice) ? choice : throw Problem.Invalid(field, $"Choose from: {string.Join(", ", choices.Keys)}.");
    }

    public static IEnumerable<ProjectStep> StepsFrom(IReadOnlyList<string>? names) => (names ?? []).Select(name => From<ProjectStep>(name, "stages"));
}
