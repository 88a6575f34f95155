using System.Text.RegularExpressions;
using CoProduction.Gateway.Pages.Audit;
using CoProduction.TestCommon;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

public partial class AuditWordsTests
{
    [Fact]
    public void Actions_WrittenAnywhere_HaveWords()
    {
        var written = Directory.EnumerateFiles(RepositoryFolder.At("services"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Audited().Matches(File.ReadAllText(file)))
            .SelectMany(match => Action().Matches(match.Value)).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Contains("access.grant", written);
        Assert.Empty(written.Except(AuditWords.Actions.Select(action => action.Action)));
    }

    [GeneratedRegex(@"AuditAsync\([^;]*;")]
    private static partial Regex Audited();

    [GeneratedRegex("\"([a-z-]+\\.[a-z-]+)\"")]
    private static partial Regex Action();
}
