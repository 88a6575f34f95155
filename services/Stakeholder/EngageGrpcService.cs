using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Engagement;
using CoProduction.Stakeholder.Features.Opportunities;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class EngageGrpcService(
    ReadEngagement read, Invitations invitations, Barriers barriers, ReadOpportunities opportunities, WriteOpportunities write, Interests interests, WhomToTell whom)
    : EngageService.EngageServiceBase
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

    public override Task<ListOpportunitiesResponse> ListOpportunities(ListOpportunitiesRequest request, ServerCallContext context) =>
        opportunities.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetOpportunityResponse> GetOpportunity(GetOpportunityRequest request, ServerCallContext context) =>
        opportunities.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddOpportunityResponse> AddOpportunity(AddOpportunityRequest request, ServerCallContext context) =>
        write.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EditOpportunityResponse> EditOpportunity(EditOpportunityRequest request, ServerCallContext context) =>
        write.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EndOpportunityResponse> EndOpportunity(EndOpportunityRequest request, ServerCallContext context) =>
        write.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SayInterestResponse> SayInterest(SayInterestRequest request, ServerCallContext context) =>
        interests.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AnswerInterestResponse> AnswerInterest(AnswerInterestRequest request, ServerCallContext context) =>
        interests.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListWhomToTellResponse> ListWhomToTell(ListWhomToTellRequest request, ServerCallContext context) =>
        whom.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<MarkToldResponse> MarkTold(MarkToldRequest request, ServerCallContext context) =>
        whom.HandleAsync(request, context.Caller(), context.CancellationToken);
}
