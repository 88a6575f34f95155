using System.Text.Json;
using CoProduction.Review.V1;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Api;

/// <summary>A page of projects.</summary>
internal sealed record ProjectList(IReadOnlyList<ProjectItem> Projects, string? NextPageToken);

/// <summary>One project. Dates are ISO dates; null: not said.</summary>
internal sealed record ProjectItem(
    Guid ProjectId, string Name, string Purpose, string Sponsor, DateTimeOffset CreatedAt, string Responsible, string BudgetHeading, string? StartsOn, string? EndsOn,
    IReadOnlyList<string> Methods, bool BlankStart, string Etag)
{
    public static ProjectItem From(Project project) => new(
        Guid.Parse(project.ProjectId), project.Name, project.Purpose, project.Sponsor, project.CreatedAt.ToDateTimeOffset(), project.Responsible, project.BudgetHeading,
        ApiNames.Date(project.StartsOn), ApiNames.Date(project.EndsOn), project.Methods, project.BlankStart, project.Etag);
}

/// <summary>Whom a project affects, by the seven categories; verification: not_done, missing, complete or reopened.</summary>
internal sealed record GroupList(IReadOnlyList<CategoryItem> Categories, string Verification)
{
    public static GroupList From(GetOverviewResponse overview) =>
        new([.. overview.Categories.Select(CategoryItem.From)], JsonNamingPolicy.SnakeCaseLower.ConvertName(overview.VerificationState.ToString()));
}

/// <summary>One category; nobodyBecause says why there is no group, null when nobody has said so.</summary>
internal sealed record CategoryItem(string Category, string Name, string? NobodyBecause, IReadOnlyList<GroupItem> Groups)
{
    public static CategoryItem From(CategoryGroups category) => new(
        JsonNamingPolicy.SnakeCaseLower.ConvertName(category.Category.ToString()), category.Name, category.NobodyBecause.Length > 0 ? category.NobodyBecause : null,
        [.. category.Groups.Select(GroupItem.From)]);
}

/// <summary>One affected group; effect: positive, negative or both; reach: direct or indirect; size in people; endedOn null while it is affected.</summary>
internal sealed record GroupItem(Guid GroupId, string Name, string Effect, string Reach, int? EstimatedSize, string? SeldomHeard, string? EndedOn)
{
    public static GroupItem From(AffectedGroup group) => new(
        Guid.Parse(group.GroupId), group.Name, JsonNamingPolicy.SnakeCaseLower.ConvertName(group.Effect.ToString()), JsonNamingPolicy.SnakeCaseLower.ConvertName(group.Reach.ToString()),
        group.EstimatedSize > 0 ? group.EstimatedSize : null, group.SeldomHeard.Length > 0 ? group.SeldomHeard : null, ApiNames.Date(group.EndedOn));
}

/// <summary>Every flag of a project, up or not.</summary>
internal sealed record FlagList(IReadOnlyList<FlagItem> Flags);

/// <summary>One flag: red, amber or green, and what it rests on.</summary>
internal sealed record FlagItem(string FlagId, string Colour, string Step, string Words, bool IsUp, string Evidence)
{
    public static FlagItem From(Flag flag) => new(
        flag.FlagId, JsonNamingPolicy.SnakeCaseLower.ConvertName(flag.Colour.ToString()), JsonNamingPolicy.SnakeCaseLower.ConvertName(flag.Step.ToString()), flag.Words, flag.IsUp,
        flag.Evidence);
}

/// <summary>A page of cycles.</summary>
internal sealed record CycleList(IReadOnlyList<CycleItem> Cycles, string? NextPageToken);

/// <summary>One cycle and what is in it; nothing is imported into a closed one, and no theming starts in it.</summary>
internal sealed record CycleItem(
    Guid CycleId, Guid ProjectId, string Name, DateTimeOffset CreatedAt, long Statements, long HeldBack, long Referred, long Themes, long ThemesReady,
    long NewStatements, IReadOnlyList<QuestionItem> Questions, RunItem? LatestRun, bool Closed)
{
    public static CycleItem From(Cycle cycle) => new(
        Guid.Parse(cycle.CycleId), Guid.Parse(cycle.ProjectId), cycle.Name, cycle.CreatedAt.ToDateTimeOffset(),
        cycle.Figures.Statements, cycle.Figures.HeldBack, cycle.Figures.Referred, cycle.Figures.Themes, cycle.Figures.ThemesReady,
        cycle.Figures.NewStatements, [.. cycle.Figures.Questions.Select(QuestionItem.From)], cycle.LatestRun is null ? null : RunItem.From(cycle.LatestRun), cycle.Closed);
}

/// <summary>Figures of one question: working, not_working or future.</summary>
internal sealed record QuestionItem(string Question, long Statements, long NothingAnswers, long NonAnswers, long NotThemed)
{
    public static QuestionItem From(QuestionFigures figures) =>
        new(ApiNames.Of(figures.Question), figures.Statements, figures.NothingAnswers, figures.NonAnswers, figures.NotThemed);
}

/// <summary>What became of a file: added, refused or taken_back. Statements are those that were added, also of one that was taken back since.</summary>
internal sealed record ImportItem(
    Guid? ImportId, Guid CycleId, string FileName, string State, DateTimeOffset ImportedAt, string ImportedBy, long Rows, long RowsWithProblems,
    long Statements, long HeldBack, long AlreadyAdded, bool AlreadyImported, bool DryRun, IReadOnlyList<ColumnItem> Columns, IReadOnlyList<FindingItem> Findings, IReadOnlyList<ProblemItem>? Problems,
    DateTimeOffset? TakenBackAt, string? TakenBackBy)
{
    public static ImportItem From(Import import) => From(import, null);

    public static ImportItem From(ImportStatementsResponse response) =>
        From(response.Import, response.Import.DryRun ? [.. response.Problems.Select(problem => new ProblemItem(problem.Row, problem.Column, problem.Message))] : null);

    private static ImportItem From(Import import, IReadOnlyList<ProblemItem>? problems) => new(
        import.ImportId.Length > 0 ? Guid.Parse(import.ImportId) : null, Guid.Parse(import.CycleId), import.FileName, ApiNames.Of(import.State), import.ImportedAt.ToDateTimeOffset(), import.ImportedBy,
        import.Rows, import.RowsWithProblems, import.Statements, import.HeldBack, import.AlreadyAdded, import.AlreadyImported, import.DryRun,
        [.. import.Columns.Select(column => new ColumnItem(column.Header, column.Meaning, ApiNames.Of(column.Use), column.Examples.Count > 0 ? column.Examples : null))],
        [.. import.Findings.Select(finding => new FindingItem(finding.Kind, finding.Message))], problems,
        import.TakenBackAt?.ToDateTimeOffset(), import.TakenBackBy.Length > 0 ? import.TakenBackBy : null);
}

/// <summary>A column of a file and what it was read as; an empty meaning was left out. Examples of what it holds are in the answer to a dry run only.</summary>
internal sealed record ColumnItem(string Header, string Meaning, string? Use, IReadOnlyList<string>? Examples);

/// <summary>Something about how a file was read that whoever sent it should know.</summary>
internal sealed record FindingItem(string Kind, string Message);

/// <summary>A page of rows that had problems.</summary>
internal sealed record ProblemList(IReadOnlyList<ProblemItem> Problems, string? NextPageToken);

/// <summary>A row (of reviews as a spreadsheet numbers it, 0 for a whole column; else a 1-based record), the column's header (empty: the whole row), and what to do.</summary>
internal sealed record ProblemItem(long Row, string Column, string Message);

/// <summary>How theming is to be done; all may be left out.</summary>
internal sealed record StartTheming(int? ThemesPerQuestion, int? Seed, string? Kind, Guid? FromCycleId);

/// <summary>A theming run: anew or join; queued, running, proposed or failed; progress is a share, 0 to 1.</summary>
internal sealed record RunItem(Guid RunId, Guid CycleId, string Kind, string State, double Progress, long Statements, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string? Failure)
{
    public static RunItem From(ThemingRun run) => new(
        Guid.Parse(run.RunId), Guid.Parse(run.CycleId), ApiNames.Of(run.Kind), ApiNames.Of(run.State), run.Progress, run.Statements,
        run.StartedAt.ToDateTimeOffset(), run.FinishedAt?.ToDateTimeOffset(), run.Failure.Length > 0 ? run.Failure : null);
}

/// <summary>A page of themes.</summary>
internal sealed record ThemeList(IReadOnlyList<ThemeItem> Themes, string? NextPageToken);

/// <summary>One theme: proposed or ready_for_people. No "I" statement means that there is none good enough. Confidence 0 to 1.</summary>
internal sealed record ThemeItem(
    Guid ThemeId, Guid CycleId, string Question, string Name, string? IStatement, bool IStatementByPeople, double Confidence, IReadOnlyList<string> Alternatives,
    IReadOnlyList<string> KeyPhrases, long Size, IReadOnlyList<StatementItem> Quotes, string State, bool Touched, string Etag)
{
    public static ThemeItem From(Theme theme) => new(
        Guid.Parse(theme.ThemeId), Guid.Parse(theme.CycleId), ApiNames.Of(theme.Question), theme.Name, theme.IStatement.Length > 0 ? theme.IStatement : null,
        theme.IStatementByPeople, theme.Confidence, theme.Alternatives, theme.KeyPhrases, theme.Size, [.. theme.Quotes.Select(StatementItem.From)],
        theme.State == ThemeState.ReadyForPeople ? "ready_for_people" : "proposed", theme.Touched, theme.Etag);
}

/// <summary>A page of statements.</summary>
internal sealed record StatementList(IReadOnlyList<StatementItem> Statements, string? NextPageToken);

/// <summary>
/// One statement as it may be read, its similarity to its theme, -1 to 1, and a second theme of which it speaks nearly as much, mostly none.
/// </summary>
internal sealed record StatementItem(Guid StatementId, string Question, string Text, double Similarity, Guid? SecondThemeId, string? SecondTheme)
{
    public static StatementItem From(Statement statement) => new(
        Guid.Parse(statement.StatementId), ApiNames.Of(statement.Question), statement.Text, statement.Similarity,
        statement.SecondThemeId.Length > 0 ? Guid.Parse(statement.SecondThemeId) : null, statement.SecondThemeName.Length > 0 ? statement.SecondThemeName : null);
}
