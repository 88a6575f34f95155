using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Reviews;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>Starting, stopping, and being killed in the middle.</summary>
public sealed class HostTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Run_StartedAgain_GoesOnWithItsDataAndStopsEverythingItStarted()
    {
        await using (var first = await HostProcess.StartAsync(_folder, withSample: true))
        {
            Assert.Contains("600 statements", first.Output);
            await first.EnterAsync();
            Assert.Equal(0, await first.InterruptAsync());
        }
        Assert.Empty(ServersOf(_folder));

        await using var second = await HostProcess.StartAsync(_folder, withSample: true);

        Assert.DoesNotContain("600 statements from", second.Output);
        Assert.Equal(600, await StatementsAsync(second));
    }

    [Fact]
    public async Task Run_SameFolderTwice_IsRefusedInOneLine()
    {
        await SampleFolder.CopyToAsync(_folder);
        await using var first = await HostProcess.StartAsync(_folder, withSample: false);

        var (exitCode, output) = await HostProcess.StartInVainAsync(_folder, HostProcess.FreePort());

        Assert.Equal(1, exitCode);
        Assert.Contains("is in use by another start", Assert.Single(output.Trim().Split('\n')));
    }

    [Fact]
    public async Task Run_FolderCannotBeWrittenTo_SaysSoInOneLine()
    {
        // A mount in a namespace of its own, which goes with the process: no mode keeps root from writing.
        string[] readOnly = ["unshare", "--mount", "sh", "-c", $"mount -t tmpfs -o ro none {_folder} && exec \"$@\"", "sh"];
        using (var trying = Process.Start(readOnly[0], [.. readOnly[1..], "true"]))
        {
            await trying.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipWhen(trying.ExitCode != 0, "Nothing can be mounted here.");
        }
        var start = HostProcess.StartInfo(["run"], readOnly);
        start.Environment["DATA_DIR"] = _folder;
        using var process = Process.Start(start)!;

        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, process.ExitCode);
        Assert.Matches($"^The data folder {_folder} cannot be written to: Read-only file system", Assert.Single(error.Trim().Split('\n')));
    }

    [Fact]
    public async Task Run_PortTaken_IsRefusedInOneLine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await SampleFolder.CopyToAsync(_folder);
        var (exitCode, output) = await HostProcess.StartInVainAsync(_folder, ((IPEndPoint)listener.LocalEndpoint).Port);

        Assert.Equal(1, exitCode);
        Assert.Contains("is taken by another program", Assert.Single(output.Trim().Split('\n')));
    }

    [Theory]
    [InlineData("Gateway__PublicUrl", "coproduction.example")]
    [InlineData("Gateway__Proxies", "10.0.0.1,proxy")]
    [InlineData("Mail__Smtp", "mail.example")]
    [InlineData("Mail__From", "nobody at all")]
    public async Task Run_SettingIsWrong_IsRefusedInOneLineThatNamesIt(string setting, string value)
    {
        await SampleFolder.CopyToAsync(_folder);
        var (exitCode, output) = await HostProcess.StartInVainAsync(_folder, HostProcess.FreePort(), new Dictionary<string, string> { [setting] = value });

        Assert.Equal(1, exitCode);
        Assert.Contains($"(environment variable {setting}) is wrong", Assert.Single(output.Trim().Split('\n')));
    }

    [Fact]
    public async Task Kill_DuringAnImport_LeavesTheImportWholeOrAbsent()
    {
        await SampleFolder.CopyToAsync(_folder);
        var host = await HostProcess.StartAsync(_folder, withSample: true);
        using (var http = (await host.EnterAsync()).NewProgram())
        {
            var rest = new RestClient(http);
            var cycle = await rest.SampleCycleAsync();
            var file = new HalfSentFile("question,statement\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"working,Half sent number {i}\n")));
            var sending = rest.SendAsync($"cycles/{cycle}/imports", file);
            await file.HalfSent.WaitAsync(_patience);
            await host.KillAsync();
            file.GiveUp();
            await Assert.ThrowsAnyAsync<Exception>(() => sending);
        }
        await host.DisposeAsync();

        await using var again = await HostProcess.StartAsync(_folder, withSample: true);

        Assert.Equal(600, await StatementsAsync(again));
    }

    [Fact]
    public async Task Kill_DuringTheming_TheRunFinishesByItselfAfterRestart()
    {
        await SampleFolder.CopyToAsync(_folder);
        var host = await HostProcess.StartAsync(_folder, withSample: true);
        string cycle, run;
        using (var http = (await host.EnterAsync()).NewProgram())
        {
            var rest = new RestClient(http);
            cycle = await rest.SampleCycleAsync();
            (await rest.ImportAsync(cycle, SomeReviews.Many(6_000))).EnsureSuccessStatusCode();
            using var started = await rest.SendAsync($"cycles/{cycle}/theming-runs", new StringContent("{}", Encoding.UTF8, "application/json"));
            run = (await RestClient.ReadAsync(started)).GetProperty("runId").GetString()!;
            await UntilAsync(async () => (await rest.GetAsync($"theming-runs/{run}")).GetProperty("state").GetString() == "running");
            await host.KillAsync();
        }
        await host.DisposeAsync();

        await using var again = await HostProcess.StartAsync(_folder, withSample: false);
        using var client = (await again.EnterAsync()).NewProgram();
        var afterwards = new RestClient(client);
        await UntilAsync(async () => (await afterwards.GetAsync($"theming-runs/{run}")).GetProperty("state").GetString() == "proposed");

        var themes = (await afterwards.GetAsync($"cycles/{cycle}/themes?page_size=1000")).GetProperty("themes").EnumerateArray().ToList();
        var placed = themes.Sum(theme => theme.GetProperty("size").GetInt64());
        var figures = await afterwards.GetAsync($"cycles/{cycle}");
        Assert.Equal(6_600, figures.GetProperty("statements").GetInt64());
        var inNone = figures.GetProperty("questions").EnumerateArray()
            .Sum(q => q.GetProperty("nothingAnswers").GetInt64() + q.GetProperty("nonAnswers").GetInt64() + q.GetProperty("notThemed").GetInt64());
        Assert.Equal(figures.GetProperty("statements").GetInt64() - figures.GetProperty("heldBack").GetInt64(), placed + inNone);
    }

    [Fact]
    public async Task Import_Of200Megabytes_IsStreamed()
    {
        await SampleFolder.CopyToAsync(_folder);
        await using var host = await HostProcess.StartAsync(_folder, withSample: true);
        using var http = (await host.EnterAsync()).NewProgram(_patience);
        var rest = new RestClient(http);
        var before = PeakMemory(host.Id);
        var row = "working,\"" + new string('x', 9_000) + " {0}\"\n";
        var rows = Enumerable.Range(0, 23_000).Select(i => string.Format(row, i)).Prepend("question,statement\n");

        using var response = await rest.SendAsync($"cycles/{await rest.SampleCycleAsync()}/imports", new StreamedFile(rows));

        Assert.Equal(23_000, (await RestClient.ReadAsync(response)).GetProperty("statements").GetInt32());
        Assert.True(PeakMemory(host.Id) - before < 150_000_000, $"The peak rose by {(PeakMemory(host.Id) - before) / 1_000_000} MB for a file of 200 MB.");
    }

    private static async Task<long> StatementsAsync(HostProcess host)
    {
        using var http = (await host.EnterAsync()).NewProgram();
        var rest = new RestClient(http);
        return (await rest.GetAsync($"cycles/{await rest.SampleCycleAsync()}")).GetProperty("statements").GetInt64();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var giveUp = new CancellationTokenSource(_patience);
        while (!await condition())
            await timer.WaitForNextTickAsync(giveUp.Token);
    }

    private static long PeakMemory(int processId) =>
        1024 * long.Parse(File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);

    private static IEnumerable<string> ServersOf(string folder) =>
        Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0])).Select(CommandLine).Where(line => line.Contains(folder, StringComparison.Ordinal));

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }
}
