using System.Net;
using CoProduction.EndToEnd.Tests.Telemetry;
using CoProduction.Host.Distributed;
using CoProduction.Shared.Access;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Postgres;
using CoProduction.TestCommon.RabbitMq;
using Dapper;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Distributed;

/// <summary>One module in a process of its own, told by environment variables.</summary>
public sealed class ModuleProcessTests(TestPostgres postgres, TestRabbitMq rabbit) : IClassFixture<TestPostgres>, IClassFixture<TestRabbitMq>, IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    public static TheoryData<string, string> SettingsOfReview =>
        new(ProcessSettings.Of(Host.ModuleTable.Named("review")).Select(setting => (setting.Name, setting.Variable)));

    [Theory]
    [MemberData(nameof(SettingsOfReview))]
    public async Task Run_SettingMissingOrWrong_RefusedInOneLineWithItsName(string name, string variable)
    {
        var settings = await SettingsAsync("review");
        settings.Remove(variable);
        var (missingCode, _, missing) = await HostProcess.RunToEndAsync(settings, "run");
        settings[variable] = "no such thing";
        var (wrongCode, _, wrong) = await HostProcess.RunToEndAsync(settings, "run");

        Assert.Equal((1, 1), (missingCode, wrongCode));
        Assert.Matches($"review: the setting {name} .*{variable}.* is missing: ", Assert.Single(missing.Trim().Split('\n')));
        Assert.Matches($"review: the setting {name} .*{variable}.* is wrong. ", Assert.Single(wrong.Trim().Split('\n')));
    }

    [Fact]
    public async Task Run_NoSuchModule_RefusedInOneLine()
    {
        var (exitCode, _, error) = await HostProcess.RunToEndAsync(new Dictionary<string, string> { ["Modules"] = "payroll" }, "run");

        Assert.Equal(1, exitCode);
        Assert.Contains("stakeholder, review, analytics, gateway", Assert.Single(error.Trim().Split('\n')));
    }

    [Fact]
    public async Task Run_DatabaseNotMigrated_RefusedInOneLine()
    {
        var settings = await SettingsAsync("stakeholder");
        settings.Remove("Database__Migrator");

        var (exitCode, _, error) = await HostProcess.RunToEndAsync(settings, "run");

        Assert.Equal(1, exitCode);
        Assert.Contains("has not been migrated", Assert.Single(error.Trim().Split('\n')));
    }

    [Fact]
    public async Task Migrate_NothingThereAndTwoAtOnce_DatabaseAndRolesAreMadeOnce()
    {
        var settings = await MigrationSettingsAsync("review");

        var runs = await Task.WhenAll(HostProcess.RunToEndAsync(settings, "migrate"), HostProcess.RunToEndAsync(settings, "migrate"));
        var again = await HostProcess.RunToEndAsync(settings, "migrate");

        Assert.All([.. runs, again], run => Assert.Equal((0, "review: the database is up to date", ""), (run.ExitCode, run.Output.Trim(), run.Error)));
        await using var connection = new Npgsql.NpgsqlConnection(settings["Database__Relay"]);
        var scripts = (await connection.QueryAsync<string>("SELECT scriptname FROM schema_version")).ToList();
        Assert.NotEmpty(scripts);
        Assert.Equal(scripts.Distinct(), scripts);
    }

    [Fact]
    public async Task Run_Migrated_AnswersHealthAndStopsWhenTold()
    {
        var settings = await SettingsAsync("stakeholder");
        Assert.Equal(0, (await HostProcess.RunToEndAsync(settings, "migrate")).ExitCode);
        settings.Remove("Database__Migrator");
        settings["Backup__Folder"] = "/backups";

        await using var process = HostProcess.StartModule(settings);

        Assert.Equal(HttpStatusCode.OK, await process.StatusAsync(settings["Listen"] + "/readyz"));
        Assert.Equal(HttpStatusCode.OK, await process.StatusAsync(settings["Listen"] + "/healthz"));
        Assert.Contains("Nothing reads the setting Backup:Folder (environment variable Backup__Folder) in a process that runs one module", process.Output);
        Assert.Equal(0, await process.InterruptAsync());
    }

    [Theory]
    [InlineData("Metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public async Task Run_TelemetrySettingWrong_RefusedInOneLineWithItsName(string name)
    {
        var settings = await SettingsAsync("review");
        settings[name] = "no such thing";

        var (exitCode, _, error) = await HostProcess.RunToEndAsync(settings, "run");

        Assert.Equal(1, exitCode);
        Assert.Contains($"review: the setting {name} ", Assert.Single(error.Trim().Split('\n')));
    }

    [Fact]
    public async Task Metrics_NobodyTakesAnEventAndThenSomebodyDoes_OutboxGrowsOlderAndEmpties()
    {
        var review = await SettingsAsync("review");
        var stakeholder = await SettingsAsync("stakeholder");
        stakeholder["RabbitMq__Address"] = review["RabbitMq__Address"];
        review["Metrics"] = $"http://127.0.0.1:{HostProcess.FreePort()}";
        await using var sender = HostProcess.StartModule(review);
        Assert.Equal(HttpStatusCode.OK, await sender.StatusAsync(review["Listen"] + "/readyz"));
        using var metrics = new MetricsReader(review["Metrics"]);
        Assert.Equal(0, await metrics.ReadAsync("coproduction_outbox_events", "review"));

        await using (var connection = new Npgsql.NpgsqlConnection(review["Database__App"]))
            await connection.ExecuteAsync(
                "INSERT INTO outbox (event_id, type, partnership_id, aggregate_id, aggregate_version, occurred_at, payload) VALUES (@id, @type, @id, @id, 1, now() - interval '1 hour', '')",
                new { id = Guid.NewGuid(), type = Review.V1.CycleProgressed.Descriptor.FullName });
        await Eventually.GetAsync(() => metrics.ReadAsync("coproduction_outbox_events", "review"), events => events == 1);
        await Eventually.GetAsync(() => metrics.ReadAsync("coproduction_outbox_age_seconds", "review"), age => age >= 3600);

        await using var receiver = HostProcess.StartModule(stakeholder);
        await Eventually.GetAsync(() => metrics.ReadAsync("coproduction_outbox_events", "review"), events => events == 0);
        await Eventually.GetAsync(() => metrics.ReadAsync("coproduction_outbox_age_seconds", "review"), age => age == 0);
        Assert.Equal(0, await receiver.InterruptAsync());
    }

    private async Task<Dictionary<string, string>> SettingsAsync(string module)
    {
        var keys = new KeyFolder(_folder);
        keys.CreateMissing();
        var database = await postgres.NewDatabaseAsync(module);
        return new()
        {
            ["Modules"] = module,
            ["Listen"] = $"http://127.0.0.1:{HostProcess.FreePort()}",
            ["Database__Migrator"] = database.Migrator,
            ["Database__App"] = database.App,
            ["Database__Relay"] = database.Relay,
            ["RabbitMq__Address"] = await rabbit.NewAddressAsync(),
            ["Identity__OperatorKeyFile"] = keys.OperatorPublic,
            ["Identity__Jwks"] = $"http://127.0.0.1:{HostProcess.FreePort()}{KeySet.Path}", // no gateway is there yet
            ["Identity__WorkerKeyFile"] = keys.WorkerPublic,
        };
    }

    // Neither the database nor its roles are there yet.
    private async Task<Dictionary<string, string>> MigrationSettingsAsync(string module)
    {
        var name = $"t{Guid.NewGuid():N}";
        var superuser = await postgres.SuperuserConnectionStringAsync();
        return new()
        {
            ["Modules"] = module,
            ["Database__Admin"] = superuser,
            ["Database__Migrator"] = As("migrator"),
            ["Database__App"] = As("app"),
            ["Database__Relay"] = As("relay"),
        };

        string As(string role) => new Npgsql.NpgsqlConnectionStringBuilder(superuser)
        {
            Database = $"{name} db",
            Username = $"{name} {role}",
            Password = "it's a secret",
        }.ConnectionString;
    }
}
