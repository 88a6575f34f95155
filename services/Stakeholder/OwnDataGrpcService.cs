using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.OwnData;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class OwnDataGrpcService(ExportPerson export, ErasePerson erase) : OwnDataService.OwnDataServiceBase
{
    public override Task ExportPerson(ExportPersonRequest request, IServerStreamWriter<ExportPersonResponse> responseStream, ServerCallContext context) =>
        export.HandleAsync(request, responseStream, context.Caller(), context.CancellationToken);

    public override Task<GetErasureResponse> GetErasure(GetErasureRequest request, ServerCallContext context) =>
        erase.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ErasePersonResponse> ErasePerson(ErasePersonRequest request, ServerCallContext context) =>
        erase.HandleAsync(request, context.Caller(), context.CancellationToken);
}
