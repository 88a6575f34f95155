using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Dapper;
using Google.Protobuf;

namespace CoProduction.Stakeholder.Tests.Register;

/// <summary>However many files of people come at once, most connections are there for everybody else. In a module apart, which has few.</summary>
public sealed class ManyPeopleImportsTests(Installation installation)
{
    private const int Connections = 8, AtOnce = Connections / 4, Files = 6;

    [Fact]
    public async Task ImportPeople_ManyFilesOfManyPartnerships_AFewAtATimeAndOthersAreAnswered()
    {
        await using var module = await installation.StartWithFewConnectionsAsync(Connections);
        await using var looking = await installation.Postgres.OpenAsSuperuserAsync(module.Database);
        await using var holding = await installation.Postgres.OpenAsSuperuserAsync(module.Database);
        await using var transaction = await holding.BeginTransactionAsync();
        var (importing, neighbour) = (new List<Task<ImportPeopleResponse>>(), await NewPartnershipAsync(module));
        for (var i = 0; i <= AtOnce; i++)
        {
            var partnership = await NewPartnershipAsync(module);
            await holding.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@partnership::text, 2))", new { partnership });
            importing.AddRange(Enumerable.Range(0, Files).Select(file => ImportAsync(module, Callers.Facilitator(partnership), file)));
        }
        await Eventually.GetAsync(WaitingAsync, waiting => waiting == AtOnce);

        for (var i = 0; i < 20; i++)
            await module.Client<StakeholderService.StakeholderServiceClient>(Callers.Administrator(neighbour)).ListProjectsAsync(new());
        Assert.Equal(AtOnce, await WaitingAsync());
        await transaction.RollbackAsync();

        Assert.All(await Task.WhenAll(importing), answer => Assert.Equal(40, answer.Import.PeopleAdded));

        Task<long> WaitingAsync() => looking.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE @holding = ANY(pg_blocking_pids(pid))", new { holding = holding.ProcessID });
    }

    private static async Task<Guid> NewPartnershipAsync(RunningModule module)
    {
        var created = await module.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(
            new() { RequestId = Installation.NewId(), Name = Installation.NewName("Partnership") });
        return Guid.Parse(created.Partnership.PartnershipId);
    }

    private static async Task<ImportPeopleResponse> ImportAsync(RunningModule module, Caller caller, int file)
    {
        using var call = module.Client<PeopleImportService.PeopleImportServiceClient>(caller).ImportPeople();
        await call.RequestStream.WriteAsync(new() { Header = new() { RequestId = Installation.NewId(), FileName = "people.csv" } });
        await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFromUtf8("name,agreed\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"Participant {file * 40 + row},yes\n"))) });
        await call.RequestStream.CompleteAsync();
        return await call;
    }
}
