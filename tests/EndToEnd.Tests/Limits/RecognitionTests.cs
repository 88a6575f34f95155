using System.Net;
using System.Net.Http.Headers;
using CoProduction.Gateway;
using CoProduction.Host;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Limits;

/// <summary>The gateway asks who somebody is for each request: a partnership that floods it waits behind itself there too.</summary>
public sealed class RecognitionTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Rest_OnePartnershipFloodsWithManyTokens_AnotherIsAnsweredMeanwhile()
    {
        var (flooding, other) = ($"{Guid.NewGuid()}", $"{Guid.NewGuid()}");
        var tokens = Enumerable.Range(0, 10).Select(_ => $"{flooding}/{Guid.NewGuid()}").ToList();
        var theirs = $"{other}/{Guid.NewGuid()}";
        var inLine = Math.Max(8, 4 * Environment.ProcessorCount);
        using var stakeholder = new CrampedStakeholder(flooding, room: inLine + 1);
        var socket = $"unix:{_folder}/stakeholder.sock";
        await using var service = ModuleHost.Build(stakeholder, new Dictionary<string, string?> { ["Listen"] = socket }, null);
        await service.StartAsync(TestContext.Current.CancellationToken);
        var url = $"http://localhost:{HostProcess.FreePort()}";
        await using var gateway = ModuleHost.Build(
            new GatewayModule(), new Dictionary<string, string?> { ["Listen"] = url, ["DataDir"] = _folder, ["Services:stakeholder"] = socket, ["Services:review"] = socket }, null);
        await gateway.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new(url) };
        foreach (var token in tokens.Append(theirs))
            Assert.Equal(HttpStatusCode.NotFound, await AskAsync(token)); // known from now on

        stakeholder.Close();
        var flood = Enumerable.Range(0, 300).Select(number => AskAsync(tokens[number % tokens.Count])).ToList();
        await Eventually.GetAsync(() => Task.FromResult(stakeholder.Inside), inside => inside >= inLine);
        var meanwhile = await AskAsync(theirs).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, meanwhile);
        Assert.DoesNotContain(flood, call => call.IsCompleted);
        stakeholder.Open();
        Assert.All(await Task.WhenAll(flood), status => Assert.Equal(HttpStatusCode.NotFound, status));

        // Nobody's address: who asks is looked at all the same, and nothing else is.
        async Task<HttpStatusCode> AskAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nothing") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }
    }
}
