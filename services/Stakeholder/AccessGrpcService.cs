using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.ApiTokens;
using CoProduction.Stakeholder.Features.Members;
using CoProduction.Stakeholder.Features.MyPage;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class AccessGrpcService(
    GrantMembership grant, RemoveMembership remove, ReadMembers members, CreateLink link, CreateApiToken createToken, ReadApiTokens tokens, TakeOverApiToken takeOver, RevokeApiToken revokeToken,
    Accounts accounts, ReadMyPage myPage, SetAgreement agreement) : AccessService.AccessServiceBase
{
    public override Task<GrantMembershipResponse> GrantMembership(GrantMembershipRequest request, ServerCallContext context) =>
        grant.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RemoveMembershipResponse> RemoveMembership(RemoveMembershipRequest request, ServerCallContext context) =>
        remove.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListMembersResponse> ListMembers(ListMembersRequest request, ServerCallContext context) =>
        members.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetMemberResponse> GetMember(GetMemberRequest request, ServerCallContext context) =>
        members.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<CreateLinkResponse> CreateLink(CreateLinkRequest request, ServerCallContext context) =>
        link.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<CreateApiTokenResponse> CreateApiToken(CreateApiTokenRequest request, ServerCallContext context) =>
        createToken.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListApiTokensResponse> ListApiTokens(ListApiTokensRequest request, ServerCallContext context) =>
        tokens.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<TakeOverApiTokenResponse> TakeOverApiToken(TakeOverApiTokenRequest request, ServerCallContext context) =>
        takeOver.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RevokeApiTokenResponse> RevokeApiToken(RevokeApiTokenRequest request, ServerCallContext context) =>
        revokeToken.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ResolveAccountResponse> ResolveAccount(ResolveAccountRequest request, ServerCallContext context) =>
        accounts.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetMyPageResponse> GetMyPage(GetMyPageRequest request, ServerCallContext context) =>
        myPage.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SetAgreementResponse> SetAgreement(SetAgreementRequest request, ServerCallContext context) =>
        agreement.HandleAsync(request, context.Caller(), context.CancellationToken);
}
