using CoProduction.Host.Postgres;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Reviews;
using Dapper;
using Npgsql;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>The verb <c>redeliver</c> beside a running installation.</summary>
public sealed class RedeliverVerbTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    private Dictionary<string, string> InFolder => new() { ["DATA_DIR"] = _folder };

    private DatabaseAccess Stakeholder => EmbeddedPostgres.AccessTo("stakeholder", _folder);

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Redeliver_AnUpdateGivenUpWhoseCauseIsMended_IsListedWithWhyAndThenApplied()
    {
        await SampleFolder.CopyToAsync(_folder);
        await using var host = await HostProcess.StartAsync(_folder, withSample: true);
        await MakeStuckAsync(host);

        var (exitCode, listed, error) = await HostProcess.RunToEndAsync(InFolder, "redeliver");
        Assert.Equal((0, ""), (exitCode, error));
        var line = listed.Split('\n')[0];
        Assert.Matches("^stakeholder: [0-9a-f-]{36} coproduction.review.v1.CycleProgressed for stakeholder.cycle-activity, from .*Z, 10 tries and given up: PostgreSQL 23514 in_the_way$", line);
        Assert.Contains("1 update is stuck.", listed);
        Assert.Equal(listed, (await HostProcess.RunToEndAsync(SettingsOfStakeholder(), "redeliver")).Output);

        await ExecuteAsync("ALTER TABLE cycle_activity DROP CONSTRAINT in_the_way");
        var redelivered = await HostProcess.RunToEndAsync(InFolder, "redeliver", line.Split(' ')[1]);

        Assert.Equal((0, "1 update is tried again now.", ""), (redelivered.ExitCode, redelivered.Output.Trim(), redelivered.Error));
        await Eventually.GetAsync(async () => (await HostProcess.RunToEndAsync(InFolder, "redeliver")).Output.Trim(), output => output == "Nothing is stuck.");
        Assert.Equal(636L, await ReadAsync<long>("SELECT statements FROM cycle_activity"));
        Assert.Equal(1, await ReadAsync<int>("SELECT count(*)::int FROM audit WHERE action = 'messages.redeliver'"));
        Assert.Equal((0, "0 updates are tried again now."), await AllAsync());
    }

    [Fact]
    public async Task Redeliver_NoInstallationThere_RefusedInOneLine()
    {
        var (exitCode, output, error) = await HostProcess.RunToEndAsync(InFolder, "redeliver");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains($"There is no database in {_folder}", Assert.Single(error.Trim().Split('\n')));
    }

    private async Task<(int, string)> AllAsync()
    {
        var (exitCode, output, _) = await HostProcess.RunToEndAsync(InFolder, "redeliver", "--all");
        return (exitCode, output.Trim());
    }

    // The table refuses the news of an import, which is given up as after ten tries.
    private async Task MakeStuckAsync(HostProcess host)
    {
        await Eventually.GetAsync(() => ReadAsync<int>("SELECT count(*)::int FROM inbox WHERE done_at IS NULL"), undone => undone == 0);
        await ExecuteAsync("ALTER TABLE cycle_activity ADD CONSTRAINT in_the_way CHECK (statements < 0) NOT VALID");
        using var http = (await host.EnterAsync()).NewProgram();
        var rest = new RestClient(http);
        using var import = await rest.ImportAsync(await rest.SampleCycleAsync(), SomeReviews.Many(36));
        import.EnsureSuccessStatusCode();
        await Eventually.GetAsync(() => ReadAsync<int>("SELECT count(*)::int FROM inbox WHERE done_at IS NULL AND attempts > 0"), stuck => stuck == 1);
        await ExecuteAsync("UPDATE inbox SET attempts = 10, next_attempt_at = 'infinity' WHERE done_at IS NULL");
    }

    private Dictionary<string, string> SettingsOfStakeholder() =>
        new() { ["Modules"] = "stakeholder", ["Database__App"] = Stakeholder.App, ["Database__Relay"] = Stakeholder.Relay };

    private async Task<T> ReadAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Stakeholder.Migrator);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Stakeholder.Migrator);
        await connection.ExecuteAsync(sql);
    }
}
