using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Governance;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class GovernGrpcService(
    ReadGovernance read, SetAccountable accountable, GoverningGroups groups, GoverningMembers members, WriteTerms terms, AgreeTerms agree) : GovernService.GovernServiceBase
{
    public override Task<GetGovernanceResponse> GetGovernance(GetGovernanceRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SetAccountableResponse> SetAccountable(SetAccountableRequest request, ServerCallContext context) =>
        accountable.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddGoverningGroupResponse> AddGoverningGroup(AddGoverningGroupRequest request, ServerCallContext context) =>
        groups.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EditGoverningGroupResponse> EditGoverningGroup(EditGoverningGroupRequest request, ServerCallContext context) =>
        groups.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EndGoverningGroupResponse> EndGoverningGroup(EndGoverningGroupRequest request, ServerCallContext context) =>
        groups.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddGoverningMemberResponse> AddGoverningMember(AddGoverningMemberRequest request, ServerCallContext context) =>
        members.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EndGoverningMemberResponse> EndGoverningMember(EndGoverningMemberRequest request, ServerCallContext context) =>
        members.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListTermsResponse> ListTerms(ListTermsRequest request, ServerCallContext context) =>
        terms.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<StartTermsResponse> StartTerms(StartTermsRequest request, ServerCallContext context) =>
        terms.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EditTermsResponse> EditTerms(EditTermsRequest request, ServerCallContext context) =>
        terms.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AgreeTermsResponse> AgreeTerms(AgreeTermsRequest request, ServerCallContext context) =>
        agree.HandleAsync(request, context.Caller(), context.CancellationToken);
}
