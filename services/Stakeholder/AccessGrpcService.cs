using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Access;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class AccessGrpcService(GrantMembership grant, ResolveAccount resolve) : AccessService.AccessServiceBase
{
    public override Task<GrantMembershipResponse> GrantMembership(GrantMembershipRequest request, ServerCallContext context) =>
        grant.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ResolveAccountResponse> ResolveAccount(ResolveAccountRequest request, ServerCallContext context) =>
        resolve.HandleAsync(request, context.Caller(), context.CancellationToken);
}
