using System.Net.Http.Json;
using System.Text.Json;

namespace CoProduction.EndToEnd.Tests;

/// <summary>Calls REST as a program would.</summary>
internal sealed class RestClient(HttpClient http)
{
    /// <summary>The cycle that comes with the host: tests that run meanwhile make others.</summary>
    public async Task<string> SampleCycleAsync()
    {
        for (var token = ""; token is not null;)
        {
            var page = await GetAsync($"projects?page_token={Uri.EscapeDataString(token)}");
            foreach (var project in page.GetProperty("projects").EnumerateArray())
            {
                var cycles = await GetAsync($"projects/{project.GetProperty("projectId").GetString()}/cycles");
                foreach (var cycle in cycles.GetProperty("cycles").EnumerateArray().Where(cycle => cycle.GetProperty("name").GetString() == "Spring reviews"))
                    return cycle.GetProperty("cycleId").GetString()!;
            }
            token = page.GetProperty("nextPageToken").GetString();
        }
        throw new InvalidOperationException("There is no sample.");
    }

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>($"/api/v1/{path}");

    public Task<HttpResponseMessage> ImportAsync(string cycle, byte[] file, Guid? key = null, bool keepGoodRows = false) =>
        SendAsync($"cycles/{cycle}/imports?file_name=reviews.csv&keep_good_rows={keepGoodRows}", new ByteArrayContent(file) { Headers = { ContentType = new("text/csv") } }, key);

    public Task<HttpResponseMessage> ImportPeopleAsync(byte[] file, Guid? key = null, bool keepGoodRows = false) =>
        SendAsync($"people/imports?file_name=people.csv&keep_good_rows={keepGoodRows}", new ByteArrayContent(file) { Headers = { ContentType = new("text/csv") } }, key);

    public Task<HttpResponseMessage> SendAsync(string path, HttpContent content, Guid? key = null, HttpMethod? verb = null)
    {
        var request = new HttpRequestMessage(verb ?? HttpMethod.Post, $"/api/v1/{path}") { Content = content };
        request.Headers.Add("Idempotency-Key", (key ?? Guid.NewGuid()).ToString());
        return http.SendAsync(request);
    }

    public static Task<JsonElement> ReadAsync(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();
}
