using System.Net;
using CoProduction.Host.Backups;
using CoProduction.Host.Postgres;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CoProduction.EndToEnd.Tests.DataFolder;

/// <summary>Backups that a running installation makes by itself.</summary>
public sealed class BackupScheduleTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();
    private readonly string _backups = HostProcess.NewDataFolder();

    public void Dispose()
    {
        HostProcess.DeleteFolder(_folder);
        HostProcess.DeleteFolder(_backups);
    }

    [Fact]
    public async Task Make_MoreThanAreKept_DeletesTheOldestOfThisInstallationAndNothingElse()
    {
        Directory.CreateDirectory(Path.Combine(_backups, "letters"));
        var other = Path.Combine(_folder, "other");
        Assert.Equal(["2026-11-01T000000Z", "letters"], await MakeAsync(other, days: 1));

        var left = await MakeAsync(Path.Combine(_folder, "one"), days: 4, firstDay: 2);

        Assert.Equal(["2026-11-01T000000Z", "2026-11-04T000000Z", "2026-11-05T000000Z", "letters"], left);
    }

    [Fact]
    public async Task Make_RestoredFromABackup_DeletesNoneOfTheOtherAndNoneMadeByHand()
    {
        var (data, restored) = (Path.Combine(_folder, "one"), Path.Combine(_folder, "restored"));
        await MakeAsync(data, days: 2);
        await Restore.RunAsync(Path.Combine(_backups, "2026-11-02T000000Z"), restored, CancellationToken.None);
        await MakeByHandAsync(restored, "before the update");

        var left = await MakeAsync(restored, days: 4, firstDay: 3);

        Assert.Equal(["2026-11-01T000000Z", "2026-11-02T000000Z", "2026-11-05T000000Z", "2026-11-06T000000Z", "before the update"], left);
    }

    [Fact]
    public async Task Make_TheOldestCannotBeDeleted_IsMadeAllTheSameAndSaysSoUntilItIsGone()
    {
        var data = Path.Combine(_folder, "one");
        await MakeAsync(data, days: 2);
        var oldest = Path.Combine(_backups, "2026-11-01T000000Z");
        await using var postgres = await EmbeddedPostgres.StartAsync(new(data, null, "fsync=off"), CancellationToken.None);
        await using var schedule = Schedule(data, new DayOf(3));
        await using var next = Schedule(data, new DayOf(4));
        await using var last = Schedule(data, new DayOf(5));

        Assert.SkipUnless(Environment.IsPrivilegedProcess, "What root has made unchangeable cannot be deleted even by root; others may not make it so.");
        await ChangeAttributesAsync("+i", Path.Combine(oldest, "secret"));
        Assert.True(await schedule.MakeAsync(CancellationToken.None));
        Assert.StartsWith("A backup was made, and ", (await schedule.CheckHealthAsync(new())).Description);
        Assert.True(await next.MakeAsync(CancellationToken.None));
        Assert.StartsWith("A backup was made, and ", (await next.CheckHealthAsync(new())).Description);
        var left = Assert.Single(Names(), name => name.StartsWith("2026-11-01T000000Z.new-", StringComparison.Ordinal));
        Assert.Single(left.Split(".new-").Skip(1));
        await ChangeAttributesAsync("-i", Path.Combine(_backups, left, "secret"));
        Assert.True(await last.MakeAsync(CancellationToken.None));

        Assert.Equal("Healthy", (await last.CheckHealthAsync(new())).Status.ToString());
        Assert.Equal(["2026-11-04T000000Z", "2026-11-05T000000Z"], Names());
    }

    [Fact]
    public async Task Make_Fails_DeletesNothingAndIsNotWell()
    {
        var data = Path.Combine(_folder, "one");
        await MakeAsync(data, days: 2);
        await using var schedule = Schedule(data, new DayOf(3));

        Assert.False(await schedule.MakeAsync(CancellationToken.None)); // its server does not run

        Assert.Equal("Degraded", (await schedule.CheckHealthAsync(new())).Status.ToString());
        Assert.Equal(["2026-11-01T000000Z", "2026-11-02T000000Z"], Names());
    }

    [Fact]
    public async Task Run_WithAFolderForBackups_MakesOneUnlessTheLastIsNewEnough()
    {
        await SampleFolder.CopyToAsync(_folder);
        await using (var host = await StartAsync(_backups))
        {
            await Eventually.GetAsync(() => Task.FromResult(host.Output), output => output.Contains("was made and checked", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
            Assert.Equal((HttpStatusCode.OK, "Ready.\n"), await ReadyAsync(host));
        }
        var first = Assert.Single(Names());
        Assert.Equal(0, (await HostProcess.RunToEndAsync("backup", "--verify", Path.Combine(_backups, first))).ExitCode);

        await using var again = await StartAsync(_backups);

        Assert.Equal((HttpStatusCode.OK, "Ready.\n"), await ReadyAsync(again));
        Assert.Equal([first], Names());
        Assert.DoesNotContain("was made and checked", again.Output);
    }

    [Fact]
    public async Task Run_BackupFails_SaysSoInTheLogAndWhenAskedWhetherItIsWell()
    {
        await SampleFolder.CopyToAsync(_folder);
        var file = Path.Combine(_backups, "file");
        await File.WriteAllTextAsync(file, "");

        await using var host = await StartAsync(file + "/backups");

        await Eventually.GetAsync(() => Task.FromResult(host.Output), output => output.Contains("No backup was made: ", StringComparison.Ordinal));
        await Eventually.GetAsync(() => ReadyAsync(host), ready => ready == (HttpStatusCode.OK, "Ready, without: backups. The log says why.\n"));
    }

    [Theory]
    [InlineData("Backup__Folder", "backups")]
    [InlineData("Backup__EveryHours", "0")]
    [InlineData("Backup__EveryHours", "often")]
    [InlineData("Backup__Keep", "0")]
    public async Task Run_SettingIsWrong_IsRefusedInOneLineThatNamesIt(string setting, string value)
    {
        var settings = new Dictionary<string, string> { ["Backup__Folder"] = _backups, [setting] = value };

        var (exitCode, output) = await HostProcess.StartInVainAsync(_folder, HostProcess.FreePort(), settings);

        Assert.Equal(1, exitCode);
        Assert.Contains($"(environment variable {setting}) is wrong", Assert.Single(output.Trim().Split('\n')));
    }

    private async Task<List<string>> MakeAsync(string data, int days, int firstDay = 1)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(new(data, null, "fsync=off"), CancellationToken.None);
        for (var day = firstDay; day < firstDay + days; day++)
        {
            await using var schedule = Schedule(data, new DayOf(day));
            Assert.True(await schedule.MakeAsync(CancellationToken.None));
        }
        return Names();
    }

    private async Task MakeByHandAsync(string data, string name)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(new(data, null, "fsync=off"), CancellationToken.None);
        await new Backup(data, new DayOf(1), Assert.Fail).MakeAsync(Path.Combine(_backups, name), CancellationToken.None);
    }

    private static async Task ChangeAttributesAsync(string change, string file)
    {
        using var changing = System.Diagnostics.Process.Start("chattr", [change, file]);
        await changing.WaitForExitAsync();
        Assert.Equal(0, changing.ExitCode);
    }

    private BackupSchedule Schedule(string data, TimeProvider time) => new(data, new(_backups, TimeSpan.FromDays(1), Keep: 2), time, NullLogger.Instance);

    private Task<HostProcess> StartAsync(string backups) =>
        HostProcess.StartAsync(_folder, withSample: false, settings: new Dictionary<string, string> { ["Backup__Folder"] = backups });

    private static async Task<(HttpStatusCode, string)> ReadyAsync(HostProcess host)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(host.Url + "/readyz"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private List<string> Names() => [.. Directory.EnumerateFileSystemEntries(_backups).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private sealed class DayOf(int day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, day, 0, 0, 0, TimeSpan.Zero);
    }
}
