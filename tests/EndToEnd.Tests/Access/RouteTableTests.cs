using CoProduction.Gateway.Pages.Access;
using CoProduction.Shared.Access;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Access;

public class RouteTableTests
{
    // Of the framework, asked for by no page of ours: the table lets nobody in.
    private const string OfTheFramework = "/_framework/";

    // Listed for installations where people sign in with a provider.
    private const string OnlyWithAProvider = "/sign-in/provider";

    [Fact]
    public async Task Endpoints_OfTheGateway_AreTheRowsOfTheTable()
    {
        var endpoints = (await Route.AllAsync()).Where(route => route.Call is null).Select(route => route.Pattern).Where(pattern => !pattern.StartsWith(OfTheFramework, StringComparison.Ordinal));

        Assert.Equal(Permissions.Pages.Where(page => page != OnlyWithAProvider).Order(), endpoints.Where(page => page != OnlyWithAProvider).Distinct().Order());
    }

    [Fact]
    public void Scopes_OfPrograms_AreAllSaidInWords() => Assert.All(Permissions.OfPrograms, scope => Assert.NotEqual(scope, ApiTokensPage.Describe(scope)));
}
