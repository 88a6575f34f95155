using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Shared.Tests.Notes;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Shared.Tests.Requests;

public sealed class CommandsTests(TestPostgres postgres) : IAsyncLifetime
{
    private readonly Guid _partnership = Guid.NewGuid();
    private readonly string _requestId = Guid.NewGuid().ToString();
    private RunningModule _module = null!;

    public async ValueTask InitializeAsync() => _module = await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    [Fact]
    public async Task RunAsync_SameRequestTwentyTimesAtOnce_WorkDoneOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RunAsync(new GetProjectRequest { ProjectId = "1" }, WriteNoteAsync)));

        Assert.Single(answers.Distinct());
        Assert.Single(await _module.NotesAsync(_partnership));
    }

    [Fact]
    public async Task RunAsync_OtherKindOfRequestWithSameBytes_RequestIdReused()
    {
        await RunAsync(new GetProjectRequest { ProjectId = "1" }, WriteNoteAsync);

        var error = ServiceError.From(await Assert.ThrowsAsync<RpcException>(() => RunAsync(new ResolveAccountRequest { AccountName = "1" }, WriteNoteAsync)));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task RunAsync_WorkFails_NothingStaysAndTheIdIsFree()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(new GetProjectRequest { ProjectId = "1" }, async transaction =>
        {
            await WriteNoteAsync(transaction);
            throw new InvalidOperationException();
        }));
        Assert.Empty(await _module.NotesAsync(_partnership));

        await RunAsync(new GetProjectRequest { ProjectId = "2" }, WriteNoteAsync);

        Assert.Single(await _module.NotesAsync(_partnership));
    }

    private Task<GetPartnershipResponse> RunAsync(Google.Protobuf.IMessage request, Func<TenantTransaction, Task<GetPartnershipResponse>> work) =>
        _module.Services.GetRequiredService<Commands>().RunAsync(Callers.Administrator(_partnership), _requestId, request, work, CancellationToken.None);

    private static async Task<GetPartnershipResponse> WriteNoteAsync(TenantTransaction transaction)
    {
        var id = Guid.NewGuid();
        await transaction.ExecuteAsync(
            "INSERT INTO note (partnership_id, note_id, text) VALUES (@PartnershipId, @id, '')", new { transaction.PartnershipId, id }, CancellationToken.None);
        return new() { Partnership = new() { PartnershipId = id.ToString() } };
    }
}
