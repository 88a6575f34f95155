using System.CommandLine;
using System.Globalization;
using CoProduction.Analytics.Files;
using CoProduction.Analytics.Theming.Learning;

namespace CoProduction.Host.Commands;

/// <summary><c>suggest FILE.csv</c>: suggests themes as people chose them before, without a database.</summary>
internal static class SuggestCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A CSV file or an Excel workbook (XLSX) of new statements, with a line of headers." };
        var text = new Option<string>("--text") { Description = "The column with people's words.", Required = true };
        var taught = new Option<string>("--taught")
        {
            Description = "A CSV file of statements that have themes, such as a cycle's statements.csv; rows without a theme are left out.",
            Required = true,
        };
        var theme = new Option<string>("--theme") { Description = "The column of --taught with the themes' names.", Required = true };
        var taughtText = new Option<string?>("--taught-text") { Description = "The column of --taught with people's words; the same as --text when left out." };
        var id = new Option<string?>("--id") { Description = "The column with the new statement's own id, copied to the result." };
        var right = new Option<double>("--right") { Description = "The share of suggestions it is sure of that should be right, 0 to 1.", DefaultValueFactory = _ => 0.8 };
        var several = new Option<string?>("--several") { Description = "What stands between a statement's themes, such as \";\", when one cell holds several; all that suit are suggested." };
        var output = new Option<string>("--out") { Description = "The folder for suggestions.csv.", Required = true };
        right.Validators.Add(result =>
        {
            if (result.GetValue(right) is not (>= 0 and <= 1))
                result.AddError("--right must be a number from 0 to 1, such as 0.8.");
        });
        var command = new Command("suggest", "Learns from statements that people have put in themes, and suggests themes for new ones.") { file, text, taught, theme, taughtText, id, right, several, output };
        command.SetAction((parsed, cancel) =>
        {
            var options = new SuggestFileOptions(
                parsed.GetRequiredValue(file), parsed.GetRequiredValue(text), parsed.GetValue(id),
                parsed.GetRequiredValue(taught), parsed.GetValue(taughtText) ?? parsed.GetRequiredValue(text), parsed.GetRequiredValue(theme),
                parsed.GetValue(right), parsed.GetRequiredValue(output));
            return Task.FromResult(parsed.GetValue(several) is { Length: > 0 } separator
                ? FileVerb.Run("Suggesting", progress => SuggestSeveralFile.Run(options, separator, progress, cancel), Said)
                : FileVerb.Run("Suggesting", progress => SuggestFile.Run(options, progress, cancel), Said));
        });
        return command;
    }

    private static IEnumerable<string> Said(SuggestFileSummary summary) => [Learned(summary.Learned, summary.Placed, summary.Themes), Sure(summary), HeldBack(summary.Quality), Likeness(summary.Drift), .. summary.Findings];

    private static IEnumerable<string> Said(SuggestSeveralSummary summary) =>
    [
        Learned(summary.Learned, summary.Placed, summary.Themes),
        $"It suggests {Number(summary.Suggested)} themes for {Number(summary.Records)} new statements, and is sure of {Number(summary.Sure)} of them. Without any: {Number(summary.WithoutTheme)}.",
        .. summary.Findings,
    ];

    private static string Learned(int learned, long placed, int themes)
    {
        var drawn = learned < placed ? $", drawn from {Number(placed)}" : "";
        return $"It learned from {Number(learned)} statements in {Number(themes)} themes{drawn}.";
    }

    private static string Sure(SuggestFileSummary summary)
    {
        var silent = summary.WithoutTheme > 0 ? $" (with no words it can go by: {Number(summary.WithoutTheme)})" : "";
        return $"It is sure of {Number(summary.Sure)} of {Number(summary.Records)} new statements. For people to decide: {Number(summary.Records - summary.Sure)}{silent}.";
    }

    private static string HeldBack(HeldBackQuality quality) => quality.Sure > 0
        ? $"Tried on statements it had not seen while learning, it was sure of {InAHundred(quality.Sure)} in 100, and of those {InAHundred(quality.RightWhenSure)} in 100 were right."
        : "Tried on statements it had not seen while learning, it was not right often enough to be sure of any. Give it more statements with themes, or a lower --right.";

    private static string Likeness(Drift drift)
    {
        if (drift.Texts == 0)
            return "The new statements have no words to compare with those it learned from.";
        if (!drift.IsFar)
            return "The new statements are like those it learned from.";
        return $"The new statements are unlike those it learned from: {string.Join("; ", WhatRose(drift))}. Put some of the new ones in themes yourselves, and let it learn from those too.";
    }

    private static IEnumerable<string> WhatRose(Drift drift)
    {
        if (drift.UnseenWords > drift.UnseenWordsBefore)
            yield return $"{InAHundred(drift.UnseenWords)} in 100 of their words are new to it ({InAHundred(drift.UnseenWordsBefore)} before)";
        if (drift.Unsure > drift.UnsureBefore)
            yield return $"it is unsure of {InAHundred(drift.Unsure)} in 100 ({InAHundred(drift.UnsureBefore)} before)";
        if (drift.ThemesMoved > drift.ThemesMovedByChance)
            yield return "some themes come up more often than they did, and others less";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string InAHundred(double share) => (share * 100).ToString("F0", CultureInfo.InvariantCulture);
}
