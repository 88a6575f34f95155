using System.Net;
using System.Text;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>How much can be sent: a form's worth, and a file's only where files are taken.</summary>
public class RequestSizeTests(RunningHost host)
{
    private const int OverAMegabyte = 1_100_000;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/projects/new")]
    public async Task Form_OverAMegabyte_IsRefusedAsTooLarge(string path)
    {
        using var http = host.Entry.NewPerson();
        using var response = await SendAsync(http, path, new StringContent("Input.Name=" + new string('x', OverAMegabyte), Encoding.UTF8, "application/x-www-form-urlencoded"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("anything else 1 MB", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rest_OverAMegabyte_IsRefusedAsTooLarge(bool inChunks)
    {
        using var http = host.Entry.NewProgram();
        var cycle = await new RestClient(http).SampleCycleAsync();
        http.DefaultRequestHeaders.TransferEncodingChunked = inChunks;
        using var response = await SendAsync(http, $"/api/v1/cycles/{cycle}/theming-runs", new StringContent("{\"seed\": " + new string(' ', OverAMegabyte) + "1}", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Import_OverAMegabyte_IsTaken()
    {
        using var http = host.Entry.NewProgram();
        var rest = new RestClient(http);
        var file = Encoding.UTF8.GetBytes("question,statement\n" + string.Concat(Enumerable.Range(0, 120).Select(row => $"sideways,{row} {new string('x', 9_500)}\n")));
        using var response = await rest.ImportAsync(await rest.SampleCycleAsync(), file);

        Assert.Equal("refused", (await RestClient.ReadAsync(response)).GetProperty("state").GetString());
    }

    // Waits to be asked for the body, so that the answer is heard before the line is cut.
    private static Task<HttpResponseMessage> SendAsync(HttpClient http, string path, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content, Headers = { ExpectContinue = true } };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return http.SendAsync(request);
    }
}
