using System.Text;
using CoProduction.Analytics.Files;
using CoProduction.Analytics.Theming;
using Sylvan.Data.Csv;
using Xunit;

namespace CoProduction.Analytics.Tests.Files;

/// <summary>A file to theme in a folder of its own, and what came of it.</summary>
internal sealed class SomeFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coproduction-test-").FullName;

    public SomeFile() => Options = new ThemeFileOptions(Path.Combine(_folder, "in.csv"), "comment", null, null, null, 1, Path.Combine(_folder, "out"));

    public ThemeFileOptions Options { get; set; }

    public string Themes => Path.Combine(Options.OutFolder, "themes.csv");

    public string Assignments => Path.Combine(Options.OutFolder, "assignments.csv");

    /// <summary>A column "comment" with these texts.</summary>
    public static SomeFile Comments(IEnumerable<string> comments) => Containing("comment\n" + string.Concat(comments.Select(comment => Cell(comment) + "\n")));

    public static SomeFile Containing(string text) => Containing(Encoding.UTF8.GetBytes(text));

    public static SomeFile Containing(byte[] bytes)
    {
        var file = new SomeFile();
        File.WriteAllBytes(file.Options.File, bytes);
        return file;
    }

    public static string Cell(string text) => $"\"{text.Replace("\"", "\"\"")}\"";

    /// <summary>The rows of a result, by column name.</summary>
    public static List<Dictionary<string, string>> Read(string path)
    {
        using var csv = CsvDataReader.Create(path, new CsvDataReaderOptions { MaxBufferSize = 64 * 1024 * 1024, Delimiter = ',' });
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
            rows.Add(Enumerable.Range(0, csv.FieldCount).ToDictionary(csv.GetName, csv.GetString));
        return rows;
    }

    public ThemeFileSummary Theme(CancellationToken? ct = null) =>
        new ThemeFile(new ThemingEngine(), TimeProvider.System).Run(Options, null, ct ?? TestContext.Current.CancellationToken);

    /// <summary>The one line it is refused with.</summary>
    public string Refusal() => Assert.Throws<ThemeFileException>(() => Theme()).Message;

    /// <summary>Both results, one after the other.</summary>
    public byte[] Bytes() => [.. File.ReadAllBytes(Themes), .. File.ReadAllBytes(Assignments)];

    public List<Dictionary<string, string>> ThemeRows() => Read(Themes);

    public List<Dictionary<string, string>> AssignmentRows() => Read(Assignments);

    /// <summary>Everything in the test's folder but the file to theme.</summary>
    public string[] Leftovers() => [.. Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Where(path => path != Options.File)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
