using System.Text.RegularExpressions;
using CoProduction.TestCommon;
using Xunit;

namespace CoProduction.Architecture.Tests;

public partial class SecurityPageTests
{
    [Fact]
    public void SecurityPage_TestsThatItNames_AreThere()
    {
        var named = TestClass().Matches(File.ReadAllText(RepositoryFolder.At("SECURITY.md"))).Select(match => match.Groups[1].Value).Distinct().ToList();
        var there = Directory.EnumerateFiles(RepositoryFolder.At("tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !there.Contains(name));
    }

    [GeneratedRegex("`([A-Za-z]+Tests)`")]
    private static partial Regex TestClass();
}
