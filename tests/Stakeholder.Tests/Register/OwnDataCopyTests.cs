using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Dapper;
using Grpc.Core;
using Npgsql;

namespace CoProduction.Stakeholder.Tests.Register;

/// <summary>Copies of all that is held about somebody are made once, one at a time, whatever else goes on; and go with whoever is in them. In a module apart: some are held up.</summary>
public sealed class OwnDataCopyTests(Installation installation) : IAsyncLifetime
{
    private RunningModule _module = null!;
    private Guid _partnership;
    private string _sam = "";

    public async ValueTask InitializeAsync()
    {
        _module = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"));
        var created = await _module.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(
            new() { RequestId = Installation.NewId(), Name = "Wenlow" });
        _partnership = Guid.Parse(created.Partnership.PartnershipId);
        _sam = (await _module.Client<PeopleService.PeopleServiceClient>(Callers.Facilitator(_partnership)).CreatePersonAsync(SomePeople.Named("Sam Rivers"))).Person.PersonId;
    }

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    [Fact]
    public async Task ExportPerson_AskedForAgainAndAgain_IsOneCopy()
    {
        var ada = Callers.Administrator(_partnership);

        var exports = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => WhenMadeAsync(ada)));

        Assert.All(exports, titles => Assert.Equal(exports[0], titles));
        Assert.Equal(1, await CountAsync("own_data_copy"));
        Assert.Equal(exports[0].Count, await CountAsync("own_data_part"));
    }

    [Fact]
    public async Task ExportPerson_ByOthers_AreCopiesOfTheirOwn()
    {
        await WhenMadeAsync(Callers.Administrator(_partnership));
        await WhenMadeAsync(Callers.Administrator(_partnership));

        Assert.Equal(2, await CountAsync("own_data_copy"));
    }

    [Fact]
    public async Task ExportPerson_ManyAtOnce_OneConnectionAtWorkAndOthersAreAnswered()
    {
        await using var holding = await installation.Postgres.OpenAsSuperuserAsync(_module.Database);
        await using var looking = await installation.Postgres.OpenAsSuperuserAsync(_module.Database);
        await using var transaction = await holding.BeginTransactionAsync();
        await holding.ExecuteAsync("LOCK TABLE learning IN ACCESS EXCLUSIVE MODE");

        var asking = Enumerable.Range(0, 20).Select(_ => Refused.CallAsync(TitlesAsync(Callers.Administrator(_partnership)))).ToList();
        await Eventually.GetAsync(() => CountAsync("own_data_copy", looking), count => count == 20);
        var others = await _module.Client<StakeholderService.StakeholderServiceClient>(Callers.Administrator(_partnership)).ListProjectsAsync(new());
        var told = await Task.WhenAll(asking);
        var busy = await Eventually.GetAsync(() => BusyConnections.ReadAsync(looking, _module.Database), busy => busy.Count <= 1);

        Assert.Empty(others.Projects);
        Assert.All(told, error => Assert.Equal((StatusCode.FailedPrecondition, "BEING_MADE"), (error.Code, error.Reason)));
        Assert.Contains("learning", Assert.Single(busy));
        await transaction.RollbackAsync();
        await Eventually.GetAsync(() => CountAsync("own_data_copy WHERE parts IS NULL", looking), count => count == 0);
    }

    [Fact]
    public async Task ErasePerson_CopiesThatAreThere_AreGone()
    {
        var ada = Callers.Administrator(_partnership);
        await WhenMadeAsync(ada);

        await _module.Client<OwnDataService.OwnDataServiceClient>(ada).ErasePersonAsync(new() { RequestId = Installation.NewId(), PersonId = _sam, Sure = true, TheyAsked = true });

        Assert.Equal(0, await CountAsync("own_data_copy"));
        Assert.Equal(0, await CountAsync("own_data_part"));
    }

    private Task<List<string>> WhenMadeAsync(Caller caller) => Eventually.GetAsync(async () =>
    {
        try
        {
            return await TitlesAsync(caller);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
        {
            return [];
        }
    }, titles => titles.Count > 0);

    private async Task<List<string>> TitlesAsync(Caller caller)
    {
        using var call = _module.Client<OwnDataService.OwnDataServiceClient>(caller).ExportPerson(new() { PersonId = _sam });
        var titles = new List<string>();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
            titles.Add(part.Title);
        return titles;
    }

    private async Task<long> CountAsync(string table)
    {
        await using var connection = await installation.Postgres.OpenAsSuperuserAsync(_module.Database);
        return await CountAsync(table, connection);
    }

    private static Task<long> CountAsync(string table, NpgsqlConnection connection) => connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}");
}
