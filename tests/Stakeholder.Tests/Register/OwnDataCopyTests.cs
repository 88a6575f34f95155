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
        _partnership = await NewPartnershipAsync();
        _sam = await AddAsync(_partnership, "Sam Rivers");
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
        await using var transaction = await HoldUpAsync(holding);

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
    public async Task ExportPerson_OfSomebodyElseWhileOneWaits_ToldToWaitAndMadeThen()
    {
        var (ada, pat) = (Callers.Administrator(_partnership), await AddAsync(_partnership, "Pat Stone"));
        await using var holding = await installation.Postgres.OpenAsSuperuserAsync(_module.Database);
        await using var transaction = await HoldUpAsync(holding);
        var first = await Refused.CallAsync(TitlesAsync(ada));

        var second = await Refused.CallAsync(TitlesAsync(ada, pat));
        await transaction.RollbackAsync();

        Assert.Equal((StatusCode.FailedPrecondition, "BEING_MADE"), (first.Code, first.Reason));
        Assert.Equal((StatusCode.ResourceExhausted, "ONE_AT_A_TIME"), (second.Code, second.Reason));
        Assert.NotNull(second.RetryAfter);
        Assert.NotEmpty(await WhenMadeAsync(ada));
        Assert.NotEmpty(await WhenMadeAsync(ada, pat));
    }

    [Fact]
    public async Task ExportPerson_AfterManyOfAnotherPartnership_IsMadeAfterOneOrTwoOfThem()
    {
        var other = await NewPartnershipAsync();
        var pat = await AddAsync(other, "Pat Stone");
        await using var looking = await installation.Postgres.OpenAsSuperuserAsync(_module.Database);
        await using var holding = await installation.Postgres.OpenAsSuperuserAsync(_module.Database);
        await using var transaction = await HoldUpAsync(holding);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Refused.CallAsync(TitlesAsync(Callers.Administrator(_partnership)))));

        await Refused.CallAsync(TitlesAsync(Callers.Administrator(other), pat));
        await transaction.RollbackAsync();
        await Eventually.GetAsync(() => CountAsync("own_data_copy WHERE parts IS NULL", looking), count => count == 0);

        Assert.InRange(await CountAsync($"own_data_copy WHERE made_at < (SELECT made_at FROM own_data_copy WHERE partnership_id = '{other}')", looking), 0, 2);
    }

    [Fact]
    public async Task ExportPerson_WaitedForLongerThanCopiesAreKept_IsMadeAndKept()
    {
        var ada = Callers.Administrator(_partnership);
        await using var looking = await installation.Postgres.OpenAsSuperuserAsync(_module.Database);
        await using var holding = await installation.Postgres.OpenAsSuperuserAsync(_module.Database);
        await using var transaction = await HoldUpAsync(holding);
        // The first is under way; the second waits in the line.
        await Task.WhenAll(Refused.CallAsync(TitlesAsync(Callers.Administrator(_partnership))), Refused.CallAsync(TitlesAsync(ada)));
        await looking.ExecuteAsync("UPDATE own_data_copy SET asked_at = asked_at - interval '1 hour' WHERE asked_by_id = @PersonId", new { ada.PersonId });

        await transaction.RollbackAsync();
        await WhenMadeAsync(ada);
        await WhenMadeAsync(ada);

        Assert.Equal(1, await CountAsync($"own_data_copy WHERE asked_by_id = '{ada.PersonId}' AND made_at - asked_at > interval '1 hour'", looking));
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

    private async Task<Guid> NewPartnershipAsync()
    {
        var created = await _module.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(
            new() { RequestId = Installation.NewId(), Name = Installation.NewName("Partnership") });
        return Guid.Parse(created.Partnership.PartnershipId);
    }

    private async Task<string> AddAsync(Guid partnership, string name) =>
        (await _module.Client<PeopleService.PeopleServiceClient>(Callers.Facilitator(partnership)).CreatePersonAsync(SomePeople.Named(name))).Person.PersonId;

    // No copy is finished before the transaction ends.
    private static async Task<NpgsqlTransaction> HoldUpAsync(NpgsqlConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("LOCK TABLE learning IN ACCESS EXCLUSIVE MODE");
        return transaction;
    }

    private Task<List<string>> WhenMadeAsync(Caller caller, string? person = null) => Eventually.GetAsync(async () =>
    {
        try
        {
            return await TitlesAsync(caller, person);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
        {
            return [];
        }
    }, titles => titles.Count > 0);

    private async Task<List<string>> TitlesAsync(Caller caller, string? person = null)
    {
        using var call = _module.Client<OwnDataService.OwnDataServiceClient>(caller).ExportPerson(new() { PersonId = person ?? _sam });
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
