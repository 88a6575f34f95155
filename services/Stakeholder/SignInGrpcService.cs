using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.ApiTokens;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class SignInGrpcService(
    SignInByPassword byPassword, OneTimeSecrets oneTime, DemoPeople demo, SignInByProvider byProvider, SendLink sendLink, Sessions sessions, ReadApiTokens tokens,
    SetPassword setPassword, FirstAdministrator first) : SignInService.SignInServiceBase
{
    public override Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context) =>
        byPassword.HandleAsync(request, context.CancellationToken);

    public override Task<SignInByLinkResponse> SignInByLink(SignInByLinkRequest request, ServerCallContext context) =>
        oneTime.HandleAsync(request, context.CancellationToken);

    public override Task<SignInByRecoveryCodeResponse> SignInByRecoveryCode(SignInByRecoveryCodeRequest request, ServerCallContext context) =>
        oneTime.HandleAsync(request, context.CancellationToken);

    public override Task<SignInAsDemoResponse> SignInAsDemo(SignInAsDemoRequest request, ServerCallContext context) =>
        demo.HandleAsync(request, context.CancellationToken);

    public override Task<SignInByProviderResponse> SignInByProvider(SignInByProviderRequest request, ServerCallContext context) =>
        byProvider.HandleAsync(request, context.CancellationToken);

    public override Task<SendLinkResponse> SendLink(SendLinkRequest request, ServerCallContext context) =>
        sendLink.HandleAsync(request, context.CancellationToken);

    public override Task<ResolveSessionResponse> ResolveSession(ResolveSessionRequest request, ServerCallContext context) =>
        sessions.HandleAsync(request, context.CancellationToken);

    public override Task<ResolveApiTokenResponse> ResolveApiToken(ResolveApiTokenRequest request, ServerCallContext context) =>
        tokens.HandleAsync(request, context.CancellationToken);

    public override Task<ChoosePartnershipResponse> ChoosePartnership(ChoosePartnershipRequest request, ServerCallContext context) =>
        sessions.HandleAsync(request, context.CancellationToken);

    public override Task<EndSessionResponse> EndSession(EndSessionRequest request, ServerCallContext context) =>
        sessions.HandleAsync(request, context.CancellationToken);

    public override Task<SetPasswordResponse> SetPassword(SetPasswordRequest request, ServerCallContext context) =>
        setPassword.HandleAsync(request, context.CancellationToken);

    public override Task<CreateRecoveryCodesResponse> CreateRecoveryCodes(CreateRecoveryCodesRequest request, ServerCallContext context) =>
        oneTime.HandleAsync(request, context.CancellationToken);

    public override Task<ListDemoPeopleResponse> ListDemoPeople(ListDemoPeopleRequest request, ServerCallContext context) =>
        demo.HandleAsync(context.CancellationToken);

    public override Task<EnsureAdministratorResponse> EnsureAdministrator(EnsureAdministratorRequest request, ServerCallContext context) =>
        first.HandleAsync(context.Caller(), context.CancellationToken);
}
