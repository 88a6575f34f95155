using System.Globalization;
using CoProduction.Review.V1;
using CoProduction.Shared.Hints;
using CoProduction.TestCommon;

namespace CoProduction.Benchmarks.Signals;

/// <summary>
/// How many labelled statements that identify somebody or tell of harm are held back, and how many of those held back are rightly so.
/// Odd ids measure; the rules may be worked on with even ids alone.
/// </summary>
internal static class Signals
{
    private const string Harm = "harm";

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
        var all = Read().ToList();
        var rows = new List<(string, string, string)>();
        foreach (var (part, ids) in new[] { ("measure", 1), ("rules", 0) })
        {
            var statements = all.Where(statement => statement.Id % 2 == ids).ToList();
            rows.Add(Both(part, "any identifying detail", statements, s => s.IsIdentifying, s => s.Found.Any(kind => kind != HeldKind.Harm)));
            rows.AddRange(_kinds.Select(kind => Both(part, kind.Key, statements, s => s.Labels.Contains(kind.Key), s => s.Found.Contains(kind.Value))));
            rows.Add(Both(part, "any harm", statements, s => s.Labels.Contains(Harm), s => s.Found.Contains(HeldKind.Harm)));
            rows.AddRange(_harms.Select(harm => Recall(part, harm, statements)));
        }
        return Task.FromResult(rows);
    }

    private static IEnumerable<Statement> Read()
    {
        foreach (var row in CsvTable.Read(RepositoryFolder.At("tests/Benchmarks/Signals/signals.csv"), "id", "text", "identifying", "harm"))
        {
            var (identifying, harm) = (Labels(row[2]), Labels(row[3]));
            yield return new(int.Parse(row[0], CultureInfo.InvariantCulture), identifying.Length > 0, [.. identifying, .. harm, .. harm.Length > 0 ? [Harm] : Array.Empty<string>()],
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

    private sealed record Statement(int Id, bool IsIdentifying, HashSet<string> Labels, HashSet<HeldKind> Found);
}
