using System.Net;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests;

/// <summary>Slow lines, and what takes long, hold up nobody else. On a host of its own, whose lines these tests fill.</summary>
public sealed class StalledLinesTests(Browser browser) : IAsyncLifetime
{
    private const int EachWay = 8, Rows = 2_500;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private readonly string _folder = HostProcess.NewDataFolder();
    private HostProcess _host = null!;
    private Entry _entry = null!;

    public async ValueTask InitializeAsync()
    {
        await SampleFolder.CopyToAsync(_folder);
        _host = await HostProcess.StartAsync(_folder, withSample: true, settings: new Dictionary<string, string> { ["Limits__StreamsPerPerson"] = $"{EachWay}", ["OwnData__WaitSeconds"] = "0" });
        _entry = await _host.EnterAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        HostProcess.DeleteFolder(_folder);
    }

    [Fact]
    public async Task Lines_EightStalledEachWay_EverybodyElseIsAnswered()
    {
        using var program = _entry.NewProgram();
        using var person = _entry.NewPerson();
        var rest = new RestClient(program);
        var cycle = await rest.SampleCycleAsync();
        (await rest.SendAsync($"cycles/{cycle}/imports", new StreamedFile(StalledLines.ManyLongRows(Rows)))).EnsureSuccessStatusCode();
        await using var stalled = await StalledLines.BeginAsync(_entry, cycle, EachWay);

        for (var i = 0; i < 20; i++)
        {
            await rest.GetAsync($"cycles/{cycle}").WaitAsync(_patience);
            await person.GetStringAsync("/projects").WaitAsync(_patience);
        }
        using var oneMore = await rest.ImportAsync(cycle, "question,statement\nworking,My dog\n"u8.ToArray());
        Assert.Equal(HttpStatusCode.TooManyRequests, oneMore.StatusCode);
        Assert.NotNull(oneMore.Headers.RetryAfter);
        Assert.Equal("TOO_MANY_STREAMS", (await RestClient.ReadAsync(oneMore)).GetProperty("reason").GetString());

        var file = await stalled.ReadOneToItsEndAsync().WaitAsync(_patience);
        Assert.Equal(Rows, file.Split('\n').Count(line => line.Contains("xxxx", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task MyPage_CopyIsBeingMade_PageSaysSoAndItsLinkGivesTheCopy()
    {
        using var person = _entry.NewPerson();

        using var first = await person.GetAsync("/my-page/data.zip");
        var page = await first.Content.ReadAsStringAsync();
        using var ready = await Eventually.GetAsync(() => person.GetAsync("/my-page/data.zip"), answer => answer.StatusCode != HttpStatusCode.Accepted);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Contains("We are getting your copy ready", page);
        Assert.Contains("href=\"/my-page/data.zip\"", page);
        Assert.Equal("application/zip", ready.Content.Headers.ContentType?.MediaType);
        var shown = await browser.OpenAsync(_entry);
        await shown.SetContentAsync(page);
        await Browser.AssertAccessibleAsync(shown);
    }
}
