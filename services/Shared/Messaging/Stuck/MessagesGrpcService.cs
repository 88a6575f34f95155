using CoProduction.Messages.V1;
using CoProduction.Shared.Access;
using Grpc.Core;

namespace CoProduction.Shared.Messaging.Stuck;

internal sealed class MessagesGrpcService(StuckMessages stuck) : MessagesService.MessagesServiceBase
{
    public override Task<ListStuckMessagesResponse> ListStuckMessages(ListStuckMessagesRequest request, ServerCallContext context) =>
        stuck.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RedeliverMessagesResponse> RedeliverMessages(RedeliverMessagesRequest request, ServerCallContext context) =>
        stuck.HandleAsync(request, context.Caller(), context.CancellationToken);
}
