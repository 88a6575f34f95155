using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Web;

/// <summary>Whoever sends what nobody can read is told what to do about it, as a program or in a browser.</summary>
public sealed class UnreadableRequestsTests(RunningHost host)
{
    [Theory]
    [InlineData("windows-1252", "added")]
    [InlineData("utf-8", "added")]
    public async Task Import_InACharsetThatWeRead_IsTaken(string charset, string state)
    {
        using var http = host.Entry.NewProgram();
        var rest = new RestClient(http);
        var file = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);

        using var answer = await rest.SendAsync($"cycles/{await rest.SampleCycleAsync()}/imports?file_name=reviews.csv",
            new ByteArrayContent(file.GetBytes($"question,statement\nworking,The café {Guid.NewGuid()}\n")) { Headers = { ContentType = new("text/csv") { CharSet = charset } } });

        Assert.Equal(state, (await RestClient.ReadAsync(answer)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Rest_JsonIsCutOff_IsToldToSendAllOfIt()
    {
        using var http = host.Entry.NewProgram();
        var rest = new RestClient(http);

        using var answer = await rest.SendAsync($"cycles/{await rest.SampleCycleAsync()}/theming-runs", new StringContent("{\"seed\": ", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith("This request cannot be read.", (await RestClient.ReadAsync(answer)).GetProperty("detail").GetString());
    }

    // .NET knows the second and does not read it.
    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    public async Task Rest_CharsetThatIsNotRead_IsToldWhatToSend(string charset)
    {
        using var http = host.Entry.NewProgram();

        using var answer = await new RestClient(http).SendAsync("projects", new ByteArrayContent([1]) { Headers = { ContentType = new("application/json") { CharSet = charset } } });

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.StartsWith("This content type or its charset is not known here.", (await RestClient.ReadAsync(answer)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Page_CharsetThatNobodyKnows_IsToldToLoadThePageAgain()
    {
        using var http = host.Entry.NewPerson();

        using var answer = await http.PostAsync("/projects/new", new ByteArrayContent([1]) { Headers = { ContentType = new("application/x-www-form-urlencoded") { CharSet = "klingon" } } });

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("Your browser sent this in a way that is not known here.", await answer.Content.ReadAsStringAsync());
    }
    [Fact]
    public async Task Page_FileIsCutOff_IsToldToSendItAgain()
    {
        using var http = host.Entry.NewPerson();
        var page = await http.GetStringAsync("/people/import");
        var token = page.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        var half = $"--b\r\nContent-Disposition: form-data; name=\"__RequestVerificationToken\"\r\n\r\n{token}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nname,agr";

        using var answer = await http.PostAsync("/people/import-file", new StringContent(half) { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b") } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("send it once more", await answer.Content.ReadAsStringAsync());
    }
}
