using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.AffectedGroups;
using CoProduction.Stakeholder.Features.Flags;
using CoProduction.Stakeholder.Features.Known;
using CoProduction.Stakeholder.Features.Outcomes;
using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.Features.Readiness;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class IdentifyGrpcService(
    ReadOverview overview, AnswerReadiness readiness, Outcomes outcomes, KnownBefore known, LinkProjects links, NameGroups groups, EndGroups ends, SayNobody nobody,
    VerifyGroups verify, OverrideFlag flag) : IdentifyService.IdentifyServiceBase
{
    public override Task<GetOverviewResponse> GetOverview(GetOverviewRequest request, ServerCallContext context) =>
        overview.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListMethodsResponse> ListMethods(ListMethodsRequest request, ServerCallContext context) =>
        overview.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AnswerReadinessResponse> AnswerReadiness(AnswerReadinessRequest request, ServerCallContext context) =>
        readiness.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddOutcomeResponse> AddOutcome(AddOutcomeRequest request, ServerCallContext context) =>
        outcomes.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EditOutcomeResponse> EditOutcome(EditOutcomeRequest request, ServerCallContext context) =>
        outcomes.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddKnownResponse> AddKnown(AddKnownRequest request, ServerCallContext context) =>
        known.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RemoveKnownResponse> RemoveKnown(RemoveKnownRequest request, ServerCallContext context) =>
        known.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<LinkProjectResponse> LinkProject(LinkProjectRequest request, ServerCallContext context) =>
        links.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<UnlinkProjectResponse> UnlinkProject(UnlinkProjectRequest request, ServerCallContext context) =>
        links.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddGroupResponse> AddGroup(AddGroupRequest request, ServerCallContext context) =>
        groups.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EditGroupResponse> EditGroup(EditGroupRequest request, ServerCallContext context) =>
        groups.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EndGroupResponse> EndGroup(EndGroupRequest request, ServerCallContext context) =>
        ends.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ReopenGroupResponse> ReopenGroup(ReopenGroupRequest request, ServerCallContext context) =>
        ends.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SayNobodyResponse> SayNobody(SayNobodyRequest request, ServerCallContext context) =>
        nobody.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<VerifyGroupsResponse> VerifyGroups(VerifyGroupsRequest request, ServerCallContext context) =>
        verify.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<OverrideFlagResponse> OverrideFlag(OverrideFlagRequest request, ServerCallContext context) =>
        flag.HandleAsync(request, context.Caller(), context.CancellationToken);
}
