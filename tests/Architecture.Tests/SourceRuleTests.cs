using System.Text.RegularExpressions;
using CoProduction.TestCommon;
using Xunit;

namespace CoProduction.Architecture.Tests;

public partial class SourceRuleTests
{
    private static readonly string[] _rooms = ["services", "analytics", "gateway", "deploy"];

    [Fact]
    public void Sources_OfModules_TakeTheTimeFromTimeProvider() => AssertNowhere(HardCodedClock());

    [Fact]
    public void Sources_OfModules_NameTheColumnsTheySelect() => AssertNowhere(SelectStar());

    [Fact]
    public void Sources_OfGateway_HoldNoSql() => AssertNowhere(Sql(), "gateway");

    [Fact]
    public void Sources_OfModules_OpenTenantTablesThroughTenantTransactionOnly()
    {
        Assert.DoesNotContain(
            Files("services").Where(file => !file.Contains("services/Shared/", StringComparison.Ordinal)),
            file => File.ReadAllText(file).Contains("AppDatabase", StringComparison.Ordinal));
    }

    private static void AssertNowhere(Regex forbidden, params string[] rooms)
    {
        var files = Files(rooms.Length > 0 ? rooms : _rooms).ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => forbidden.IsMatch(File.ReadAllText(file)));
    }

    private static IEnumerable<string> Files(params string[] rooms) =>
        from room in rooms
        from file in Directory.EnumerateFiles(RepositoryFolder.At(room), "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".razor" or ".sql"
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
        where !file.Contains("/node_modules/", StringComparison.Ordinal)
        select file;

    [GeneratedRegex(@"DateTime(Offset)?\.(UtcNow|Now)\b")]
    private static partial Regex HardCodedClock();

    [GeneratedRegex(@"select\s+\*\s+from", RegexOptions.IgnoreCase)]
    private static partial Regex SelectStar();

    [GeneratedRegex(@"\b(SELECT|INSERT INTO|DELETE FROM|UPDATE)\s+\w+", RegexOptions.None)]
    private static partial Regex Sql();
}
