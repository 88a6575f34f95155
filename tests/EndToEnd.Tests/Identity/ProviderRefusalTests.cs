using System.Net;
using System.Web;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Identity;

/// <summary>Ways back from the provider that were tampered with. Each step is taken by itself, as a browser in somebody's hands would.</summary>
public sealed class ProviderRefusalTests(ProviderHost host) : IClassFixture<ProviderHost>, IDisposable
{
    private readonly HttpClient _browser = NewBrowser();
    private readonly string _name = $"Finch {Guid.NewGuid():N}";

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task Callback_AsItCame_SignsInOnce()
    {
        var callback = await AtProviderAsync(await StartAsync());

        var first = await FollowAsync(_browser, callback);
        var again = await FollowAsync(_browser, callback);

        Assert.Equal("/my-page?x=1", first.Headers.Location?.ToString());
        Assert.Contains(first.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("coproduction-session=", StringComparison.Ordinal));
        AssertRefused("lost", again);
    }

    [Fact]
    public async Task Callback_ForgedState_Refused()
    {
        var callback = await AtProviderAsync(await StartAsync());

        AssertRefused("lost", await FollowAsync(_browser, With(callback, "state", "forged")));
    }

    [Fact]
    public async Task Callback_InABrowserThatDidNotStart_Refused()
    {
        var callback = await AtProviderAsync(await StartAsync());
        using var other = NewBrowser();

        AssertRefused("lost", await FollowAsync(other, callback));
    }

    [Fact]
    public async Task Callback_CodeOfAnotherSignIn_Refused()
    {
        var stolen = HttpUtility.ParseQueryString((await AtProviderAsync(await StartAsync())).Query)["code"]!;
        var callback = await AtProviderAsync(await StartAsync());

        AssertRefused("failed", await FollowAsync(_browser, With(callback, "code", stolen)));
    }

    [Fact]
    public async Task Callback_TokenForAnotherNonce_Refused()
    {
        var callback = await AtProviderAsync(With(await StartAsync(), "nonce", "another"));

        AssertRefused("failed", await FollowAsync(_browser, callback));
    }

    [Fact]
    public async Task Start_AtTheProvider_IsCodeFlowWithPkceStateAndNonceAndCookiesForThisBrowserOnly()
    {
        using var start = await _browser.GetAsync(host.Url + "/sign-in/provider", TestContext.Current.CancellationToken);

        var asked = HttpUtility.ParseQueryString(start.Headers.Location!.Query);
        Assert.Equal(("code", "S256", host.Url + "/sign-in/provider/callback"), (asked["response_type"], asked["code_challenge_method"], asked["redirect_uri"]));
        Assert.All((string[])["code_challenge", "state", "nonce"], parameter => Assert.NotEmpty(asked[parameter]!));
        Assert.All(start.Headers.GetValues("Set-Cookie"), cookie => Assert.Matches("^coproduction-.*; path=/; samesite=lax; httponly$", cookie));
    }

    [Fact]
    public async Task Start_ProofKeyLeftOut_ProviderRefuses()
    {
        host.Provider.Know(_name, ["panel"]);
        var asked = With(With(With(await StartAsync(), "person", _name), "code_challenge", null), "code_challenge_method", null);

        using var answer = await _browser.GetAsync(asked, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task Start_ReturnToElsewhere_ReturnsToTheFirstPage(string elsewhere)
    {
        var callback = await AtProviderAsync(await StartAsync(elsewhere));

        Assert.Equal("/", (await FollowAsync(_browser, callback)).Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/sign-in/provider/callback")]
    [InlineData("/sign-in/provider/callback?error=server_error&error_description=words+of+somebody")]
    public async Task Callback_WithoutASignIn_RefusedAndNotRepeated(string path)
    {
        AssertRefused("lost", await FollowAsync(_browser, new(host.Url + path)));
        Assert.DoesNotContain("words of somebody", host.Output);
    }

    private async Task<Uri> StartAsync(string wanted = "/my-page?x=1")
    {
        using var start = await _browser.GetAsync($"{host.Url}/sign-in/provider?return={Uri.EscapeDataString(wanted)}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, start.StatusCode);
        return start.Headers.Location!;
    }

    /// <summary>Signs in at the provider; gives the address to which it sends the browser back.</summary>
    private async Task<Uri> AtProviderAsync(Uri asked)
    {
        host.Provider.Know(_name, ["panel"]);
        using var answer = await _browser.GetAsync(With(asked, "person", _name), TestContext.Current.CancellationToken);
        return answer.Headers.Location!;
    }

    private static async Task<HttpResponseMessage> FollowAsync(HttpClient browser, Uri address)
    {
        var answer = await browser.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer;
    }

    private static void AssertRefused(string trouble, HttpResponseMessage answer)
    {
        Assert.StartsWith($"/sign-in?trouble={trouble}&", answer.Headers.Location?.ToString());
        Assert.DoesNotContain("coproduction-session=", string.Concat(answer.Headers.Where(header => header.Key == "Set-Cookie").SelectMany(header => header.Value)));
    }

    private static Uri With(Uri address, string parameter, string? value)
    {
        var query = HttpUtility.ParseQueryString(address.Query);
        query[parameter] = value;
        if (value is null)
            query.Remove(parameter);
        return new UriBuilder(address) { Query = query.ToString() }.Uri;
    }

    private static HttpClient NewBrowser() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() });
}
