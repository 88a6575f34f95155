using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Safeguarding;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class SafeguardingGrpcService(Responders responders, ReadConcerns read, RecordStep record) : SafeguardingService.SafeguardingServiceBase
{
    public override Task<ListRespondersResponse> ListResponders(ListRespondersRequest request, ServerCallContext context) =>
        responders.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<NameResponderResponse> NameResponder(NameResponderRequest request, ServerCallContext context) =>
        responders.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EndResponderResponse> EndResponder(EndResponderRequest request, ServerCallContext context) =>
        responders.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SetResponseTimesResponse> SetResponseTimes(SetResponseTimesRequest request, ServerCallContext context) =>
        responders.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetConcernsWaitingResponse> GetConcernsWaiting(GetConcernsWaitingRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListConcernsResponse> ListConcerns(ListConcernsRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetConcernResponse> GetConcern(GetConcernRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RecordStepResponse> RecordStep(RecordStepRequest request, ServerCallContext context) =>
        record.HandleAsync(request, context.Caller(), context.CancellationToken);
}
