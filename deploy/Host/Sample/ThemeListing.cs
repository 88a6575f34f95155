using CoProduction.Review.V1;
using Spectre.Console;

namespace CoProduction.Host.Sample;

/// <summary>Prints the themes of a cycle with their draft "I" statements, largest first.</summary>
internal static class ThemeListing
{
    private static readonly (Question Question, string Title)[] _questions =
    [
        (Question.Working, "What is working"),
        (Question.NotWorking, "What is not working"),
        (Question.Future, "Wishes for the future"),
    ];

    public static async Task PrintAsync(ReviewService.ReviewServiceClient review, string cycleId, CancellationToken cancel)
    {
        foreach (var (question, title) in _questions)
        {
            var themes = await review.ListThemesAsync(new() { CycleId = cycleId, Question = question, Page = new() { PageSize = 100 } }, cancellationToken: cancel);
            var table = new Table().Title(title).RoundedBorder().AddColumns("Statements", "Theme", "Draft \"I\" statement");
            table.Columns[0].RightAligned();
            foreach (var theme in themes.Themes)
                table.AddRow(theme.Size.ToString(), Markup.Escape(theme.Name), Markup.Escape(theme.IStatement.Length > 0 ? theme.IStatement : "(none yet)"));
            AnsiConsole.Write(table);
        }
    }
}
