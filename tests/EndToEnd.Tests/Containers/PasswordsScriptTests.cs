using System.Diagnostics;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Containers;

/// <summary>deploy/passwords makes what docker-compose.yml asks for.</summary>
public sealed class PasswordsScriptTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    private string EnvironmentFile => Path.Combine(_folder, ".env");

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Passwords_NothingThere_EachIsMadeAndNobodyElseMayReadThem()
    {
        await RunAsync();

        var made = await ReadAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(EnvironmentFile));
        Assert.Equal(Asked().Order(), made.Keys.Order());
        Assert.All(made.Values, password => Assert.Matches("^[0-9a-f]{48}$", password));
        Assert.Equal(made.Count, made.Values.Distinct().Count());
    }

    [Fact]
    public async Task Passwords_SomeThere_TheyStay()
    {
        await File.WriteAllTextAsync(EnvironmentFile, "PORT=9000\nREVIEW_APP_PASSWORD=mine\n", TestContext.Current.CancellationToken);

        await RunAsync();
        var first = await ReadAsync();
        await RunAsync();

        Assert.Equal(("9000", "mine"), (first["PORT"], first["REVIEW_APP_PASSWORD"]));
        Assert.Equal(first, await ReadAsync());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(EnvironmentFile));
    }

    [Fact]
    public void EnvironmentFile_IsKeptOutOfTheRepositoryAndTheImage()
    {
        Assert.Contains("/.env", File.ReadLines(RepositoryFolder.At(".gitignore")));
        Assert.Contains("*", File.ReadLines(RepositoryFolder.At(".dockerignore")));
        Assert.DoesNotContain("!.env", File.ReadLines(RepositoryFolder.At(".dockerignore")));
    }

    private static IEnumerable<string> Asked() => ComposeFile.Variable().Matches(File.ReadAllText(ComposeFile.Path))
        .Select(variable => variable.Groups["name"].Value).Where(name => name != "PORT").Distinct();

    // The script works beside the file that it reads: in a copy of both.
    private async Task RunAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "deploy"));
        var script = Path.Combine(_folder, "deploy", "passwords");
        File.Copy(RepositoryFolder.At("deploy/passwords"), script, overwrite: true);
        File.Copy(ComposeFile.Path, Path.Combine(_folder, "docker-compose.yml"), overwrite: true);
        using var process = Process.Start(script);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private async Task<Dictionary<string, string>> ReadAsync() =>
        (await File.ReadAllLinesAsync(EnvironmentFile)).Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
}
