using CoProduction.Gateway.Api.Calls;
using CoProduction.Gateway.Web;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Identity;

/// <summary>Says for each request who is there, and lets them see what the table of permissions says.</summary>
internal sealed class PersonMiddleware(RequestDelegate next, People people)
{
    public async Task InvokeAsync(HttpContext http, CallerContext caller, CurrentPerson person)
    {
        // Found by nobody: the page that says so is for everybody.
        if (http.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } pattern } endpoint)
        {
            await people.RecogniseAsync(http, person);
            await next(http);
            return;
        }
        var needed = endpoint.Metadata.GetMetadata<CallRoute>()?.Permission ?? Permissions.OfPage("/" + pattern.TrimStart('/'));
        await people.RecogniseAsync(http, person);
        if (person.Caller is { } known)
            caller.Current = known;
        if (needed == Permissions.Public)
            await next(http);
        else if (!person.IsSignedIn)
            await Refusal.SignInFirstAsync(http);
        else if (person.MustSetPassword && needed != Permissions.SignedIn)
            http.Response.Redirect("/password");
        else if (needed == Permissions.SignedIn)
            await next(http);
        else if (person.Caller!.PartnershipId is null)
            http.Response.Redirect("/partnerships");
        else if (needed is not null && person.May(needed))
            await next(http);
        else
            await Refusal.NotAllowedAsync(http);
    }
}
