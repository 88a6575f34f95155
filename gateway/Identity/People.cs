using CoProduction.Gateway.Web;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Identity;

/// <summary>
/// Recognises people by their session, and programs by their token. Asked of Stakeholder for each request: what is taken from somebody is gone at once.
/// </summary>
internal sealed class People(SignInService.SignInServiceClient signIn)
{
    private const string Scheme = "Bearer ";

    /// <summary>Fills in who is there; leaves it empty when that is nobody. A page takes no token, and REST no cookie: a page from elsewhere cannot use somebody's browser for it.</summary>
    public async Task RecogniseAsync(HttpContext http, CurrentPerson person)
    {
        try
        {
            if (Refusal.IsApi(http))
                await RecogniseProgramAsync(http, person);
            else if (SessionCookies.Session(http) is { Length: > 0 } session)
                await RecognisePersonAsync(http, session, person);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unauthenticated)
        {
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

    private async Task RecogniseProgramAsync(HttpContext http, CurrentPerson person)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return;
        var found = await signIn.ResolveApiTokenAsync(new() { Secret = header[Scheme.Length..] }, cancellationToken: http.RequestAborted);
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
