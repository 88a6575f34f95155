using System.Text.Json;
using System.Xml.Linq;
using CoProduction.Host;
using CoProduction.TestCommon;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Containers;

/// <summary>deploy/Containerfile builds what the repository holds, with the versions that it asks for.</summary>
public sealed class ContainerFileTests
{
    private static readonly ContainerFile _container = ContainerFile.Read();

    [Fact]
    public void Images_OfItsStages_AreOneVersionEach() => Assert.All(_container.Images, image => Assert.True(ContainerFile.IsPinned(image), image));

    [Fact]
    public void Sdk_IsOneThatTheRepositoryTakes()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(RepositoryFolder.At("global.json")));
        var wanted = Version.Parse(settings.RootElement.GetProperty("sdk").GetProperty("version").GetString()!);
        var sdk = _container.VersionOf("mcr.microsoft.com/dotnet/sdk");

        Assert.Equal((wanted.Major, wanted.Minor), (sdk.Major, sdk.Minor));
        Assert.True(sdk >= wanted, $"{sdk} is older than {wanted}.");
    }

    [Fact]
    public void Runtime_IsTheOneThatProjectsAreMadeFor()
    {
        var framework = XDocument.Load(RepositoryFolder.At("Directory.Build.props")).Descendants("TargetFramework").Single().Value;
        var runtime = _container.VersionOf("mcr.microsoft.com/dotnet/aspnet");

        Assert.Equal(framework, $"net{runtime.Major}.{runtime.Minor}");
    }

    [Fact]
    public void Copied_FilesAndFolders_AreThereAndReachTheBuild()
    {
        var letIn = File.ReadAllLines(RepositoryFolder.At(".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();

        Assert.All(_container.Copied, source =>
        {
            Assert.True(Path.Exists(RepositoryFolder.At(source)), source);
            Assert.Contains(letIn, entry => source == entry || source.StartsWith(entry + "/", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Copied_Folders_HoldEveryProjectThatTheHostRefersTo() =>
        Assert.All(ProjectsFrom(RepositoryFolder.At("deploy/Host/CoProduction.Host.csproj")), project =>
            Assert.Contains(_container.Copied, folder => project.StartsWith(RepositoryFolder.At(folder) + "/", StringComparison.Ordinal)));

    [Fact]
    public void Restore_TakesTheLockedVersions() => Assert.Contains("dotnet restore deploy/Host --locked-mode", _container.Of("RUN"));

    [Fact]
    public void Image_RunsTheHostAsAnAccountThatIsNotRoot()
    {
        Assert.Equal(("USER", "$APP_UID"), _container.Last[^2]);
        Assert.Equal(("ENTRYPOINT", $"[\"dotnet\", \"{Path.GetFileName(typeof(ModuleHost).Assembly.Location)}\"]"), _container.Last[^1]);
    }

    [Fact]
    public void Folders_OnWhichVolumesAreMounted_AreThatAccounts()
    {
        var made = _container.Last.Single(instruction => instruction.Text.StartsWith("install -d -o $APP_UID ", StringComparison.Ordinal)).Text.Split(' ');

        Assert.All(ComposeFile.Read().Ours.SelectMany(service => service.Value.Volumes), mount => Assert.Contains(mount.Split(':')[1], made));
    }

    private static IEnumerable<string> ProjectsFrom(string project) => XDocument.Load(project).Descendants("ProjectReference")
        .Select(reference => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value)))
        .SelectMany(ProjectsFrom)
        .Prepend(project)
        .Distinct();
}
