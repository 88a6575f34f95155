using System.CommandLine;
using CoProduction.Analytics.Files;
using CoProduction.Analytics.Theming;

namespace CoProduction.Host.Commands;

/// <summary><c>theme FILE.csv</c>: themes a file, without a database.</summary>
internal static class ThemeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A CSV file or an Excel workbook (XLSX) with a line of headers." };
        var text = new Option<string>("--text") { Description = "The column with people's words.", Required = true };
        var facet = new Option<string?>("--facet") { Description = "The column by whose values statements are themed apart, such as the question." };
        var id = new Option<string?>("--id") { Description = "The column with the statement's own id, copied to the result." };
        var themes = new Option<int?>("--themes") { Description = "Themes for each facet, 2 to 200; proposed from the statements when left out." };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same themes.", DefaultValueFactory = _ => 1 };
        var output = new Option<string>("--out") { Description = "The folder for themes.csv and assignments.csv.", Required = true };
        themes.Validators.Add(result =>
        {
            if (result.GetValue(themes) is < 2 or > 200)
                result.AddError("--themes must be a number from 2 to 200.");
        });
        var command = new Command("theme", "Themes a CSV file: themes with draft \"I\" statements, and a line for each statement.") { file, text, facet, id, themes, seed, output };
        command.SetAction((parsed, cancel) =>
        {
            var options = new ThemeFileOptions(
                parsed.GetRequiredValue(file), parsed.GetRequiredValue(text), parsed.GetValue(facet), parsed.GetValue(id),
                parsed.GetValue(themes), parsed.GetValue(seed), parsed.GetRequiredValue(output));
            return Task.FromResult(FileVerb.Run("Theming", progress => new ThemeFile(new ThemingEngine(), TimeProvider.System).Run(options, progress, cancel), Said));
        });
        return command;
    }

    private static IEnumerable<string> Said(ThemeFileSummary summary)
    {
        var perSecond = summary.Records / Math.Max(summary.Elapsed.TotalSeconds, 0.001);
        yield return FormattableString.Invariant(
            $"{summary.Records:N0} comments in {summary.Elapsed.TotalSeconds:N1} s ({perSecond:N0} comments per second): {summary.Themes:N0} themes, {summary.Themed:N0} themed, {summary.SetAside:N0} set aside");
        foreach (var finding in summary.Findings)
            yield return finding;
        yield return FormattableString.Invariant(
            $"of that reading {summary.Reading.TotalSeconds:N1} s, finding themes {summary.Finding.TotalSeconds:N1} s, assigning and writing {summary.Assigning.TotalSeconds:N1} s");
    }
}
