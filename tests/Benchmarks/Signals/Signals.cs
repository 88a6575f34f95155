using System.Globalization;
using CoProduction.Review.V1;
using CoProduction.Shared.Hints;
using CoProduction.TestCommon;

namespace CoProduction.Benchmarks.Signals;

/// <summary>
/// How many labelled statements that identify somebody or tell of harm are held back, how many of those held back are rightly so, and how long looking takes.
/// In <c>signals.csv</c> odd ids measure, and the rules may be worked on with even ids alone; the whole of <c>measured.csv</c> measures, where it is there.
/// With <c>SIGNALS=missed</c> in the environment, what the rules half misses is shown: nothing else may be.
/// </summary>
internal static class Signals
{
    private const string Harm = "harm";
    private const string Folder = "tests/Benchmarks/Signals";

    private static readonly Dictionary<string, HeldKind> _kinds = new()
    {
        ["name"] = HeldKind.Name,
        ["phone"] = HeldKind.Phone,
        ["email"] = HeldKind.Email,
        ["postcode"] = HeldKind.Postcode,
        ["nhs_number"] = HeldKind.NhsNumber,
        ["national_insurance"] = HeldKind.NationalInsurance,
        ["address"] = HeldKind.Address,
        ["date_of_birth"] = HeldKind.DateOfBirth,
        ["other"] = HeldKind.Other,
    };

    // Hints say that there is harm and not which: of each only how many are found can be told.
    private static readonly string[] _harms = ["abuse", "neglect", "suicide"];

    public static Task<List<(string What, string Measured, string Aim)>> RunAsync()
    {
        var all = Read("signals.csv").ToList();
        var rules = all.Where(statement => statement.Id % 2 == 0).ToList();
        List<(string, string, string)> rows = [.. Rows("measure", [.. all.Where(statement => statement.Id % 2 == 1)]), .. Rows("rules", rules)];
        if (File.Exists(RepositoryFolder.At($"{Folder}/measured.csv")))
            rows.AddRange(Rows("measured apart", [.. Read("measured.csv")]));
        if (Environment.GetEnvironmentVariable("SIGNALS") == "missed")
            rows.AddRange(rules.SelectMany(Missed));
        rows.AddRange(HintSpeed.Rows([.. all.Select(statement => statement.Text)]));
        return Task.FromResult(rows);
    }

    private static IEnumerable<(string, string, string)> Rows(string part, List<Statement> statements) =>
    [
        Both(part, "any identifying detail", statements, s => s.IsIdentifying, s => s.Found.Any(kind => kind is not (HeldKind.Harm or HeldKind.OtherLanguage))),
        .. _kinds.Select(kind => Both(part, kind.Key, statements, s => s.Labels.Contains(kind.Key), s => s.Found.Contains(kind.Value))),
        Both(part, "any harm", statements, s => s.Labels.Contains(Harm), s => s.Found.Contains(HeldKind.Harm)),
        .. _harms.Select(harm => Recall(part, harm, statements)),
    ];

    private static IEnumerable<(string, string, string)> Missed(Statement statement)
    {
        var (isHeld, isHarm) = (statement.Found.Any(kind => kind is not (HeldKind.Harm or HeldKind.OtherLanguage)), statement.Labels.Contains(Harm));
        if (statement.IsIdentifying != isHeld)
            yield return (isHeld ? "identifying, wrongly" : "identifying, missed", $"{statement.Id}: {statement.Text.ReplaceLineEndings(" ")}", "");
        if (isHarm != statement.Found.Contains(HeldKind.Harm))
            yield return (isHarm ? "harm, missed" : "harm, wrongly", $"{statement.Id}: {statement.Text.ReplaceLineEndings(" ")}", "");
    }

    private static IEnumerable<Statement> Read(string file)
    {
        foreach (var row in CsvTable.Read(RepositoryFolder.At($"{Folder}/{file}"), "id", "text", "identifying", "harm"))
        {
            var (identifying, harm) = (Labels(row[2]), Labels(row[3]));
            yield return new(int.Parse(row[0], CultureInfo.InvariantCulture), row[1], identifying.Length > 0, [.. identifying, .. harm, .. harm.Length > 0 ? [Harm] : Array.Empty<string>()],
                [.. HoldBackHints.Find(row[1]).Select(hint => hint.Kind)]);
        }
    }

    private static string[] Labels(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static (string, string, string) Both(string part, string what, List<Statement> statements, Func<Statement, bool> labelled, Func<Statement, bool> found)
    {
        var right = statements.Count(s => labelled(s) && found(s));
        return ($"{part}: {what}", $"precision {Share(right, statements.Count(found))}, recall {Share(right, statements.Count(labelled))}", "");
    }

    private static (string, string, string) Recall(string part, string harm, List<Statement> statements)
    {
        var labelled = statements.Where(s => s.Labels.Contains(harm)).ToList();
        return ($"{part}: {harm}", $"recall {Share(labelled.Count(s => s.Found.Contains(HeldKind.Harm)), labelled.Count)}", "");
    }

    // With the Wilson score interval, 95 %: the labelled are too few for a share alone.
    private static string Share(int some, int all)
    {
        if (all == 0)
            return "none";
        const double z = 1.96;
        double share = (double)some / all, spread = z * z / all;
        var middle = share + spread / 2;
        var half = z * Math.Sqrt(share * (1 - share) / all + spread / all / 4);
        return string.Create(CultureInfo.InvariantCulture,
            $"{share * 100:N0} % ({some}/{all}, {Math.Max(0, (middle - half) / (1 + spread)) * 100:N0} to {(middle + half) / (1 + spread) * 100:N0} %)");
    }

    private sealed record Statement(int Id, string Text, bool IsIdentifying, HashSet<string> Labels, HashSet<HeldKind> Found);
}
