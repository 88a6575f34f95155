using System.Net.Http.Json;
using System.Text.Json;

namespace CoProduction.EndToEnd.Tests;

/// <summary>Calls REST as a program would.</summary>
internal sealed class RestClient(HttpClient http)
{
    public async Task<string> FirstCycleAsync()
    {
        foreach (var project in (await GetAsync("projects")).GetProperty("projects").EnumerateArray())
        {
            var cycles = await GetAsync($"projects/{project.GetProperty("projectId").GetString()}/cycles");
            foreach (var cycle in cycles.GetProperty("cycles").EnumerateArray())
                return cycle.GetProperty("cycleId").GetString()!;
        }
        throw new InvalidOperationException("There is no cycle.");
    }

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>($"/api/v1/{path}");

    public Task<HttpResponseMessage> ImportAsync(string cycle, byte[] file, Guid? key = null, bool keepGoodRows = false) =>
        SendAsync($"cycles/{cycle}/imports?file_name=reviews.csv&keep_good_rows={keepGoodRows}", new ByteArrayContent(file) { Headers = { ContentType = new("text/csv") } }, key);

    public Task<HttpResponseMessage> SendAsync(string path, HttpContent content, Guid? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{path}") { Content = content };
        request.Headers.Add("Idempotency-Key", (key ?? Guid.NewGuid()).ToString());
        return http.SendAsync(request);
    }

    public static Task<JsonElement> ReadAsync(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();
}
