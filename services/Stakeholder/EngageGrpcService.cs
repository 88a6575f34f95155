using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Engagement;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class EngageGrpcService(ReadEngagement read, Invitations invitations, Barriers barriers) : EngageService.EngageServiceBase
{
    public override Task<GetEngagementResponse> GetEngagement(GetEngagementRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddInvitationResponse> AddInvitation(AddInvitationRequest request, ServerCallContext context) =>
        invitations.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AnswerInvitationResponse> AnswerInvitation(AnswerInvitationRequest request, ServerCallContext context) =>
        invitations.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddBarrierResponse> AddBarrier(AddBarrierRequest request, ServerCallContext context) =>
        barriers.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SettleBarrierResponse> SettleBarrier(SettleBarrierRequest request, ServerCallContext context) =>
        barriers.HandleAsync(request, context.Caller(), context.CancellationToken);
}
