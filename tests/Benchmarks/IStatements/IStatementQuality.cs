using System.Text;
using CoProduction.TestCommon;

namespace CoProduction.Benchmarks;

/// <summary>
/// How a reader who did not write the rules judged the "I" statements of drawn themes, by the rubric beside this file. A judgement holds for as long as the
/// theme still gets the very draft that was judged; of others it is said that nobody has judged them.
/// </summary>
internal static class IStatementQuality
{
    private const string Sheets = "artifacts/i-statements";

    public static Task<List<(string What, string Measured, string Aim)>> RunAsync(string data)
    {
        var themes = DrawnThemes.Draw(data, forJudging: true);
        WriteSheet("to-judge.md", themes);
        WriteSheet("to-write-rules-on.md", DrawnThemes.Draw(data, forJudging: false));
        var judged = Judged();
        var verdicts = themes.ToLookup(theme => judged.GetValueOrDefault((theme.Id, theme.Theme.IStatement ?? "")) ?? "not judged");
        var given = Count("no edit") + Count("small edit") + Count("not usable");
        return Task.FromResult<List<(string, string, string)>>(
        [
            ($"\"I\" statements of {themes.Count} drawn themes: usable of those given", Share(Count("no edit") + Count("small edit"), given), "≥ 70 %"),
            ("of those: as they are", Share(Count("no edit"), given), ""),
            ("of those: after a small edit", Share(Count("small edit"), given), ""),
            ("not usable of those given", Share(Count("not usable"), given), "< 10 %"),
            ("none, rightly", Share(Count("rightly none"), themes.Count), ""),
            ("none, where people would have given one", Share(Count("wrongly none"), themes.Count), ""),
            ("changed since the judging, so that nobody has judged them", Share(Count("not judged"), themes.Count), "0"),
        ]);

        int Count(string verdict) => verdicts[verdict].Count();
    }

    private static string Share(int some, int all) => $"{(all == 0 ? 0 : 100.0 * some / all):F0} % ({some} of {all})";

    private static Dictionary<(string Theme, string Draft), string> Judged() =>
        CsvTable.Read(RepositoryFolder.At("tests/Benchmarks/IStatements/judgements.csv"), "theme", "draft", "verdict").ToDictionary(row => (row[0], row[1]), row => row[2]);

    // For people to read: it holds what people wrote, so it goes where git does not look.
    private static void WriteSheet(string name, List<DrawnTheme> themes)
    {
        var sheet = new StringBuilder();
        foreach (var theme in themes)
        {
            sheet.AppendLine($"## {theme.Id}").AppendLine();
            sheet.AppendLine($"Asked: {theme.Facet}. Name: {theme.Theme.Name}. Phrases: {string.Join(", ", theme.Theme.KeyPhrases)}. Statements: {theme.Theme.Size}.");
            sheet.AppendLine($"Draft: **{theme.Theme.IStatement ?? "(none)"}** (sure: {theme.Theme.Confidence:F2})");
            sheet.AppendLine($"Alternatives: {string.Join(" / ", theme.Theme.Alternatives)}").AppendLine();
            foreach (var statement in theme.Statements.Take(14))
                sheet.AppendLine($"- {statement.ReplaceLineEndings(" ")}");
            sheet.AppendLine();
        }
        Directory.CreateDirectory(Sheets);
        File.WriteAllText(Path.Combine(Sheets, name), sheet.ToString());
    }
}
