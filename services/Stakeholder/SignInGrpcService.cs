using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.Features.ApiTokens;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class SignInGrpcService(
    SignInByPassword byPassword, OneTimeSecrets oneTime, DemoPeople demo, SignInByProvider byProvider, SendLink sendLink, Sessions sessions, ResolveApiToken tokens,
    SetPassword setPassword, FirstAdministrator first, SignInOptions options) : SignInService.SignInServiceBase
{
    public override Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context) =>
        OfOurOwn(() => byPassword.HandleAsync(request, context.CancellationToken));

    public override Task<SignInByLinkResponse> SignInByLink(SignInByLinkRequest request, ServerCallContext context) =>
        OfOurOwn(() => oneTime.HandleAsync(request, context.CancellationToken));

    public override Task<SignInByRecoveryCodeResponse> SignInByRecoveryCode(SignInByRecoveryCodeRequest request, ServerCallContext context) =>
        OfOurOwn(() => oneTime.HandleAsync(request, context.CancellationToken));

    public override Task<SignInAsDemoResponse> SignInAsDemo(SignInAsDemoRequest request, ServerCallContext context) =>
        demo.HandleAsync(request, context.CancellationToken);

    public override Task<SignInByProviderResponse> SignInByProvider(SignInByProviderRequest request, ServerCallContext context) =>
        byProvider.HandleAsync(request, context.CancellationToken);

    public override Task<SendLinkResponse> SendLink(SendLinkRequest request, ServerCallContext context) =>
        OfOurOwn(() => sendLink.HandleAsync(request, context.CancellationToken));

    public override Task<ResolveSessionResponse> ResolveSession(ResolveSessionRequest request, ServerCallContext context) =>
        sessions.HandleAsync(request, context.CancellationToken);

    public override Task<ResolveApiTokenResponse> ResolveApiToken(ResolveApiTokenRequest request, ServerCallContext context) =>
        tokens.HandleAsync(request, context.CancellationToken);

    public override Task<ChoosePartnershipResponse> ChoosePartnership(ChoosePartnershipRequest request, ServerCallContext context) =>
        sessions.HandleAsync(request, context.CancellationToken);

    public override Task<EndSessionResponse> EndSession(EndSessionRequest request, ServerCallContext context) =>
        sessions.HandleAsync(request, context.CancellationToken);

    public override Task<SetPasswordResponse> SetPassword(SetPasswordRequest request, ServerCallContext context) =>
        OfOurOwn(() => setPassword.HandleAsync(request, context.CancellationToken));

    public override Task<CreateRecoveryCodesResponse> CreateRecoveryCodes(CreateRecoveryCodesRequest request, ServerCallContext context) =>
        OfOurOwn(() => oneTime.HandleAsync(request, context.CancellationToken));

    public override Task<ListDemoPeopleResponse> ListDemoPeople(ListDemoPeopleRequest request, ServerCallContext context) =>
        demo.HandleAsync(context.CancellationToken);

    public override Task<EnsureAdministratorResponse> EnsureAdministrator(EnsureAdministratorRequest request, ServerCallContext context) =>
        first.HandleAsync(context.Caller(), context.CancellationToken);

    // Everything with a password, a link or a code.
    private Task<T> OfOurOwn<T>(Func<Task<T>> work) => options.BuiltInAccounts
        ? work()
        : throw Problem.Of(StatusCode.FailedPrecondition, "NO_BUILT_IN_ACCOUNTS", "Here people sign in with their organisation only.");
}
