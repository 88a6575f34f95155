using CoProduction.Gateway.Web;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Logging;

namespace CoProduction.Gateway.Identity.Provider;

/// <summary>What happens on the way to the provider and back: it ends in a session of ours, or on the sign-in page with the reason.</summary>
internal sealed partial class ProviderEvents(
    SignInService.SignInServiceClient signIn, ProviderSettings provider, PublicAddress address, ILogger<ProviderEvents> log) : OpenIdConnectEvents
{
    /// <inheritdoc/>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = address.Of(context.HttpContext, context.Options.CallbackPath);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var principal = context.Principal!;
        var subject = principal.FindFirst("sub")!; // in every validated id_token, as iss is
        var request = new SignInByProviderRequest
        {
            Issuer = principal.FindFirst("iss")!.Value,
            Subject = subject.Value,
            DisplayName = (principal.FindFirst(provider.NameClaim) ?? subject).Value,
            Memberships = { ClaimMapping.Memberships(provider.Mapping, principal) },
        };
        context.HandleResponse();
        try
        {
            var answer = await signIn.SignInByProviderAsync(request, cancellationToken: context.HttpContext.RequestAborted);
            SessionCookies.Set(context.HttpContext, answer.SignedIn);
            context.Response.Redirect(Refusal.LocalPath(context.ReturnUri));
        }
        catch (RpcException e) when (ServiceError.From(e).Reason == "NO_ACCESS")
        {
            context.Response.Redirect(ProviderTrouble.Address(ProviderTrouble.NoAccess, context.ReturnUri));
        }
    }

    /// <inheritdoc/>
    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        context.Response.Redirect(ProviderTrouble.Address(ProviderTrouble.Declined, context.ReturnUrl));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var code = CodeOf(context.Failure!);
        if (code != ProviderTrouble.Lost) // which anybody can bring about with any address
            Refused(log, code, Kinds(context.Failure!));
        context.HandleResponse();
        context.Response.Redirect(ProviderTrouble.Address(code, context.Properties?.RedirectUri));
        return Task.CompletedTask;
    }

    /// <summary>The provider told nothing of itself, so that nobody can be sent there.</summary>
    public void NotReached(Exception failure) => Refused(log, ProviderTrouble.Away, Kinds(failure));

    private static string CodeOf(Exception failure) => failure.GetBaseException() switch
    {
        AuthenticationFailureException => ProviderTrouble.Lost, // state or correlation
        HttpRequestException or IOException or System.Net.Sockets.SocketException or OperationCanceledException => ProviderTrouble.Away,
        _ => ProviderTrouble.Failed,
    };

    // Kinds alone: messages may hold what the provider, or somebody in its place, wrote.
    private static string Kinds(Exception failure) => failure.InnerException is { } inner ? $"{FailureTrace.Kind(failure)}: {Kinds(inner)}" : FailureTrace.Kind(failure);

    [LoggerMessage(LogLevel.Warning, "Signing in at the provider came to nothing ({Code}): {Kinds}")]
    private static partial void Refused(ILogger log, string code, string kinds);
}
