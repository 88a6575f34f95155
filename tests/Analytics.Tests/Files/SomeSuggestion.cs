using CoProduction.Analytics.Files;
using CoProduction.Analytics.Tests.Learning;
using CoProduction.Analytics.Tests.Theming;
using Xunit;

namespace CoProduction.Analytics.Tests.Files;

/// <summary>New statements and statements that have themes, in a folder of their own, and what came of them.</summary>
internal sealed class SomeSuggestion : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coproduction-test-").FullName;

    /// <summary>150 statements in five themes, and twenty new ones like them, until a test writes others.</summary>
    public SomeSuggestion()
    {
        Options = new SuggestFileOptions(
            Path.Combine(_folder, "new.csv"), "comment", null, Path.Combine(_folder, "taught.csv"), "statement", "theme", 0.8, Path.Combine(_folder, "out"));
        Teach(TaughtStatements.Of(150).Select(taught => (taught.Text, taught.Theme)));
        Ask(CareStatements.Of(20));
    }

    public SuggestFileOptions Options { get; set; }

    public string Suggestions => Path.Combine(Options.OutFolder, "suggestions.csv");

    /// <summary>The file to learn from, with the columns that a cycle's statements.csv has.</summary>
    public void Teach(IEnumerable<(string Text, string Theme)> taught) => File.WriteAllText(
        Options.TaughtFile,
        "statement_id,question,statement,theme_id,theme,i_statement,similarity,reason\r\n"
        + string.Concat(taught.Select((row, i) => $"S{i},working,{SomeFile.Cell(row.Text)},T,{SomeFile.Cell(row.Theme)},,0.5000,\r\n")));

    /// <summary>The new statements, in a column "comment".</summary>
    public void Ask(params IEnumerable<string> comments) => File.WriteAllText(Options.File, "comment\n" + string.Concat(comments.Select(comment => SomeFile.Cell(comment) + "\n")));

    public SuggestFileSummary Suggest() => SuggestFile.Run(Options, null, TestContext.Current.CancellationToken);

    public SuggestSeveralSummary SuggestSeveral() => SuggestSeveralFile.Run(Options, ";", null, TestContext.Current.CancellationToken);

    /// <summary>The one line it is refused with.</summary>
    public string Refusal() => Assert.Throws<ThemeFileException>(() => Suggest()).Message;

    public List<Dictionary<string, string>> Rows() => SomeFile.Read(Suggestions);

    /// <summary>Everything in the folder but the two files given.</summary>
    public string[] Leftovers() =>
        [.. Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Where(path => path != Options.File && path != Options.TaughtFile)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
