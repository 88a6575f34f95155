using CoProduction.Common.V1;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

[assembly: AssemblyFixture(typeof(CoProduction.Stakeholder.Tests.Installation))]

namespace CoProduction.Stakeholder.Tests;

/// <summary>One running Stakeholder module for all tests; each test has partnerships of its own in it.</summary>
public sealed class Installation : IAsyncLifetime
{
    private RunningModule _module = null!;

    public TestPostgres Postgres { get; } = new();

    public RunningModule Module => _module;

    public async ValueTask InitializeAsync() =>
        _module = await RunningModule.StartAsync(new StakeholderModule(), await Postgres.NewDatabaseAsync("stakeholder"));

    public async ValueTask DisposeAsync()
    {
        await _module.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    public StakeholderService.StakeholderServiceClient Stakeholder(Caller caller) => _module.Client<StakeholderService.StakeholderServiceClient>(caller);

    public AccessService.AccessServiceClient Access(Caller caller) => _module.Client<AccessService.AccessServiceClient>(caller);

    /// <summary>The module once more, with so many connections, and one second's patience for one of them.</summary>
    public async Task<RunningModule> StartWithFewConnectionsAsync(int connections)
    {
        var database = await Postgres.NewDatabaseAsync("stakeholder");
        return await RunningModule.StartAsync(
            new StakeholderModule(), database with { App = new NpgsqlConnectionStringBuilder(database.App) { MaxPoolSize = connections, Timeout = 1 }.ConnectionString });
    }

    /// <summary>A new partnership; gives its id.</summary>
    public async Task<Guid> NewPartnershipAsync(string? name = null)
    {
        var created = await Stakeholder(Caller.System).CreatePartnershipAsync(new() { RequestId = NewId(), Name = name ?? NewName("Partnership") });
        return Guid.Parse(created.Partnership.PartnershipId);
    }

    /// <summary>Somebody with the administrator's role in the partnership, not only in what they say of themselves: one who may have tokens.</summary>
    public async Task<Caller> NewAdministratorAsync(Guid partnership)
    {
        var granted = await Access(Callers.System(partnership)).GrantMembershipAsync(
            new() { RequestId = NewId(), AccountName = NewName("ada"), DisplayName = "Ada", Roles = { Roles.Administrator } });
        return Callers.Administrator(partnership) with { PersonId = Guid.Parse(granted.Account.PersonId) };
    }

    /// <summary>A new project of a partnership; gives its id.</summary>
    public async Task<Guid> NewProjectAsync(Guid partnership)
    {
        var created = await Stakeholder(Callers.Administrator(partnership)).CreateProjectAsync(AnyProject());
        return Guid.Parse(created.Project.ProjectId);
    }

    public async Task<T> ReadBehindTheScenesAsync<T>(string sql, object parameters)
    {
        await using var connection = await Postgres.OpenAsSuperuserAsync(_module.Database);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    /// <summary>A connection of the role that works for one partnership at a time, with that partnership set.</summary>
    public async Task<NpgsqlConnection> OpenAsAppAsync(Guid partnership)
    {
        var connection = new NpgsqlConnection(_module.Database.App + ";Pooling=false");
        await connection.OpenAsync();
        await connection.ExecuteAsync("SELECT set_config('coproduction.partnership_id', @id, false)", new { id = partnership.ToString() });
        return connection;
    }

    public static string NewId() => Guid.NewGuid().ToString();

    public static string NewName(string kind) => $"{kind} {Guid.NewGuid():N}";

    public static CreateProjectRequest AnyProject() =>
        new() { RequestId = NewId(), Name = NewName("Project"), Purpose = "To find out what should change.", Sponsor = "Director" };

    public static Envelope EnvelopeOf(CycleProgressed happened, Guid partnership, long version) => EnvelopeOf(happened, happened.CycleId, partnership, version);

    public static Envelope EnvelopeOf(CycleRemoved happened, Guid partnership, long version) => EnvelopeOf(happened, happened.CycleId, partnership, version);

    private static Envelope EnvelopeOf(IMessage happened, string cycleId, Guid partnership, long version) => new()
    {
        EventId = NewId(),
        Type = happened.Descriptor.FullName,
        PartnershipId = partnership.ToString(),
        AggregateId = cycleId,
        AggregateVersion = version,
        OccurredAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        Payload = happened.ToByteString(),
    };
}
