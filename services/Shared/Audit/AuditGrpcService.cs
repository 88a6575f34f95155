using CoProduction.Audit.V1;
using CoProduction.Shared.Access;
using Grpc.Core;

namespace CoProduction.Shared.Audit;

internal sealed class AuditGrpcService(ReadAudit audit) : AuditService.AuditServiceBase
{
    public override Task<ListAuditEntriesResponse> ListAuditEntries(ListAuditEntriesRequest request, ServerCallContext context) =>
        audit.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task ExportAuditEntries(
        ExportAuditEntriesRequest request, IServerStreamWriter<ExportAuditEntriesResponse> responseStream, ServerCallContext context) =>
        audit.HandleAsync(request, context.Caller(), responseStream, context.CancellationToken);
}
