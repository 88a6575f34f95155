using System.Xml.Linq;
using CoProduction.TestCommon;
using Xunit;

namespace CoProduction.Architecture.Tests;

public class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["protos/CoProduction.Protos.csproj"] = [],
        ["services/Shared/CoProduction.Shared.csproj"] = ["CoProduction.Protos"],
        ["services/Stakeholder/CoProduction.Stakeholder.csproj"] = ["CoProduction.Shared"],
        ["services/Review/CoProduction.Review.csproj"] = ["CoProduction.Shared"],
        ["analytics/CoProduction.Analytics.csproj"] = ["CoProduction.Shared"],
        ["gateway/CoProduction.Gateway.csproj"] = ["CoProduction.Shared"],
        ["deploy/Host/CoProduction.Host.csproj"] =
            ["CoProduction.Analytics", "CoProduction.Gateway", "CoProduction.Review", "CoProduction.Stakeholder"],
    };

    public static TheoryData<string> Projects => [.. _allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_OfAModule_AreThoseAllowed(string project)
    {
        var references = XDocument.Load(RepositoryFolder.At(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Equal(_allowed[project].Order(), references.Order());
    }

    [Fact]
    public void Projects_OutsideTests_AreAllListedHere()
    {
        var projects = Directory.EnumerateFiles(RepositoryFolder.Path, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFolder.Path, file))
            .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal) && !file.Contains("node_modules", StringComparison.Ordinal));

        Assert.Equal(_allowed.Keys.Order(), projects.Order());
    }

    [Fact]
    public void Gateway_HasNoDatabasePackage()
    {
        var packages = XDocument.Load(RepositoryFolder.At("gateway/CoProduction.Gateway.csproj")).Descendants("PackageReference")
            .Select(package => package.Attribute("Include")!.Value);

        Assert.DoesNotContain(packages, package => package.Contains("Npgsql") || package.Contains("Dapper"));
    }
}
