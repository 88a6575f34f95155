using CoProduction.Gateway.Web;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Identity;

/// <summary>Says for each request on whose behalf services are called.</summary>
internal sealed class PersonMiddleware(RequestDelegate next, LocalPerson local)
{
    public async Task InvokeAsync(HttpContext http, CallerContext caller, CurrentPerson person, AccessService.AccessServiceClient access)
    {
        caller.Current = Caller.Gateway;
        if (await local.FindAsync(access, http.RequestAborted) is not { } account)
        {
            await ProblemPages.NotReadyAsync(http);
            return;
        }
        caller.Current = LocalPerson.CallerOf(account);
        person.PartnershipName = account.Memberships[0].PartnershipName;
        person.IsAdministrator = caller.Current.Roles.Contains(Roles.Administrator);
        await next(http);
    }
}
