using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.PeopleImports;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class PeopleImportGrpcService(ImportPeople import, ReadPeopleImports read, WaitingRows waiting) : PeopleImportService.PeopleImportServiceBase
{
    public override Task<ImportPeopleResponse> ImportPeople(IAsyncStreamReader<ImportPeopleRequest> requestStream, ServerCallContext context) =>
        import.HandleAsync(requestStream, context.Caller(), context.CancellationToken);

    public override Task<GetPeopleImportResponse> GetPeopleImport(GetPeopleImportRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListPeopleImportProblemsResponse> ListPeopleImportProblems(ListPeopleImportProblemsRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListWaitingRowsResponse> ListWaitingRows(ListWaitingRowsRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetWaitingRowResponse> GetWaitingRow(GetWaitingRowRequest request, ServerCallContext context) =>
        waiting.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<DecideWaitingRowResponse> DecideWaitingRow(DecideWaitingRowRequest request, ServerCallContext context) =>
        waiting.HandleAsync(request, context.Caller(), context.CancellationToken);
}
