using CoProduction.TestCommon.Hosting;
using CoProduction.TestCommon.Postgres;
using CoProduction.TestCommon.RabbitMq;
using Npgsql;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Containers;

/// <summary>What docker-compose.yml says, started without containers on a real PostgreSQL and RabbitMQ.</summary>
public sealed class ComposeJourneyTests(TestPostgres postgres, TestRabbitMq rabbit) : IClassFixture<TestPostgres>, IClassFixture<TestRabbitMq>, IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Up_ThenTheSample_ThePagesShowWhatWorkersThemed()
    {
        var admin = new NpgsqlConnectionStringBuilder(await postgres.SuperuserConnectionStringAsync());
        var broker = await rabbit.NewVirtualHostAsync();
        await using var processes = new ComposeProcesses(
            ComposeFile.Read(), _folder, ValueOf,
            ("Host=postgres;", $"Host={admin.Host};"), ("@rabbitmq:5672/coproduction", $"@{broker.Host}:{broker.Port}/{broker.VirtualHost}"));

        await processes.UpAsync();
        Assert.Equal(["stakeholder", "review", "analytics", "analytics", "gateway"], processes.Running);

        var output = await processes.StartAsync("sample");
        Assert.DoesNotContain("one-time password", await processes.RunAsync("sample", "administrator")); // there is one now
        Assert.Contains("600 statements", output);
        using var http = (await Entry.MakeAsync(processes.UrlOf("gateway"), output)).NewPerson();
        Assert.Contains("Wenlow and the Vale", await http.GetStringAsync(new Uri("/projects", UriKind.Relative), TestContext.Current.CancellationToken));

        string? ValueOf(string variable) => variable switch
        {
            "POSTGRES_PASSWORD" => admin.Password,
            "RABBITMQ_PASSWORD" => broker.Password,
            _ => $"made up for {variable}",
        };
    }
}
