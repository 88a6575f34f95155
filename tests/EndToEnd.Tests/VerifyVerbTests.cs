using CoProduction.Host.Postgres;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Dapper;
using Npgsql;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>The verb <c>verify</c> beside a running installation.</summary>
public sealed class VerifyVerbTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    private Dictionary<string, string> InFolder => new() { ["DATA_DIR"] = _folder };

    private DatabaseAccess Review => EmbeddedPostgres.AccessTo("review", _folder);

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Verify_BeforeAndAfterTampering_ShowsHeadsAndThenWhatIsWrong()
    {
        await SampleFolder.CopyToAsync(_folder);
        await using var host = await HostProcess.StartAsync(_folder, withSample: true);
        await Eventually.GetAsync(() => ReadAsync<int>("SELECT count(*)::int FROM audit_waiting"), waiting => waiting == 0);

        var (exitCode, whole, error) = await HostProcess.RunToEndAsync(InFolder, "verify");
        Assert.Equal((0, ""), (exitCode, error));
        var heads = whole.Trim().Split('\n');
        Assert.Matches("^stakeholder: [0-9]+ entr(y|ies), head [0-9a-f-]{36}=[0-9]+:[0-9a-f]{64}$", heads[0]);
        Assert.Matches("^review: [0-9]+ entr(y|ies), head [0-9a-f-]{36}=[0-9]+:[0-9a-f]{64}$", heads[^1]);
        var expect = heads.SelectMany(line => new[] { "--expect", line.Split(' ')[^1] }).ToArray();
        Assert.Equal(0, (await HostProcess.RunToEndAsync(InFolder, ["verify", .. expect])).ExitCode);
        Assert.Equal((0, heads[^1], ""), await OfReviewAsync("verify", "--expect", heads[^1].Split(' ')[^1]));

        await TamperAsync("UPDATE audit SET detail = 'nothing of note' WHERE audit_id = (SELECT audit_id FROM audit_seal WHERE seq = 1)");
        var changed = await OfReviewAsync("verify");
        Assert.Equal((1, "The audit is not as it was written: 1 problem."), (changed.ExitCode, changed.Error));
        Assert.Matches("^review: partnership [0-9a-f-]{36}, seal 1, entry [0-9a-f-]{36}: changed since it was sealed, or not in its place\n", changed.Output);

        await TamperAsync("DELETE FROM audit; DELETE FROM audit_seal");
        var cutOff = await HostProcess.RunToEndAsync(InFolder, ["verify", .. expect]);
        Assert.Equal((1, 1), (cutOff.ExitCode, cutOff.Output.Split("expected, and in no chain here: ").Length - 1));
        Assert.Contains($"{heads[^1].Split(' ')[^1]}.", cutOff.Output);
    }

    [Fact]
    public async Task Verify_WithoutTheMigratorsConnection_RefusedInOneLine()
    {
        var (exitCode, output, error) = await HostProcess.RunToEndAsync(new Dictionary<string, string> { ["Modules"] = "review" }, "verify");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("Database:Migrator", Assert.Single(error.Trim().Split('\n')));
    }

    [Fact]
    public async Task Verify_ExpectingWhatIsNoHead_RefusedWithItsForm()
    {
        var (exitCode, _, error) = await HostProcess.RunToEndAsync(InFolder, "verify", "--expect", "latest");

        Assert.Equal(1, exitCode);
        Assert.Contains("PARTNERSHIP=SEQ:HASH", error);
    }

    private async Task<(int ExitCode, string Output, string Error)> OfReviewAsync(params string[] arguments)
    {
        var settings = new Dictionary<string, string> { ["Modules"] = "review", ["Database__Migrator"] = Review.Migrator };
        var (exitCode, output, error) = await HostProcess.RunToEndAsync(settings, arguments);
        return (exitCode, output.Trim(), error.Trim());
    }

    private async Task<T> ReadAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Review.Migrator);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    // The owner of the tables can take its own fence down.
    private async Task TamperAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Review.Migrator);
        await connection.ExecuteAsync($"ALTER TABLE audit DISABLE TRIGGER ALL; ALTER TABLE audit_seal DISABLE TRIGGER ALL; {sql}");
    }
}
