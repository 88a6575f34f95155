using CoProduction.Gateway.Limits;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Identity;

/// <summary>
/// Recognises people by their session, and programs by their token. Asked of Stakeholder for each request: what is taken from somebody is gone at once.
/// </summary>
internal sealed class People(SignInService.SignInServiceClient signIn, RecognitionTurns turns, KnownCredentials known)
{
    /// <summary>Fills in who is there; leaves it empty when that is nobody.</summary>
    public async Task RecogniseAsync(HttpContext http, CurrentPerson person)
    {
        if (Credential.Of(http) is not { } credential)
            return;
        try
        {
            using var turn = await turns.EnterAsync(credential, http.RequestAborted);
            if (credential.IsToken)
                await RecogniseProgramAsync(http, credential.Secret, person);
            else
                await RecognisePersonAsync(http, credential.Secret, person);
            known.Remember(credential, person.Caller);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unauthenticated)
        {
            known.Remember(credential, null);
            SessionCookies.DeleteSession(http);
        }
    }

    private async Task RecognisePersonAsync(HttpContext http, string session, CurrentPerson person)
    {
        var found = await signIn.ResolveSessionAsync(new() { Session = session }, cancellationToken: http.RequestAborted);
        var membership = found.Account.Memberships.FirstOrDefault(membership => membership.PartnershipId == found.PartnershipId);
        person.Session = session;
        person.DisplayName = found.Account.DisplayName;
        person.PartnershipName = membership?.PartnershipName ?? "";
        person.Memberships = found.Account.Memberships;
        person.MustSetPassword = found.MustSetPassword;
        person.IsDemo = found.Demo;
        person.IsByProvider = found.ByProvider;
        person.IsOperator = found.Operator;
        person.Caller = CallerOf(found.Account, membership, found.Operator);
    }

    private async Task RecogniseProgramAsync(HttpContext http, string secret, CurrentPerson person)
    {
        var found = await signIn.ResolveApiTokenAsync(new() { Secret = secret }, cancellationToken: http.RequestAborted);
        person.DisplayName = found.Token.Name;
        person.Caller = new(Guid.Parse(found.Token.TokenId), found.Token.Name, Guid.Parse(found.PartnershipId), [Roles.ServiceAccount]) { Scopes = found.Token.Scopes };
    }

    private static Caller CallerOf(Account account, Membership? membership, bool isOperator)
    {
        string[] roles = [.. membership?.Roles ?? [], .. isOperator ? [Roles.Operator] : Array.Empty<string>()];
        return new(Guid.Parse(account.PersonId), account.DisplayName, membership is null ? null : Guid.Parse(membership.PartnershipId), roles)
        {
            ProjectRoles = membership?.Projects.ToDictionary(project => Guid.Parse(project.ProjectId), IReadOnlyList<string> (project) => project.Roles) ?? [],
        };
    }
}
