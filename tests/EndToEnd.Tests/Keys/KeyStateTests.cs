using System.Net;
using System.Text.Json;
using CoProduction.Shared.Access;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Keys;

/// <summary>Every kind of damage in every place of keys: a start is stopped in one line that names the file, or everything works.</summary>
public sealed class KeyStateTests : IDisposable
{
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    // Where keys are. A star stands for the one file there is.
    private static readonly string[] _places =
        ["forms", "forms/*.xml", "tokens", "tokens/000001.key", "operator", "operator/key.pem", "workers/key.pem", "public", "public/operator.pem", "public/worker.pem", "."];

    private static readonly Dictionary<string, Action<string>> _damages = new()
    {
        ["an empty file"] = path => Write(path, ""),
        ["half of it"] = path => Write(path, File.Exists(path) ? File.ReadAllText(path)[..(File.ReadAllText(path).Length / 2)] : "half"),
        ["other words"] = path => Write(path, "not what belongs here\n"),
        ["nothing"] = Remove,
        ["a folder"] = path =>
        {
            Remove(path);
            Directory.CreateDirectory(path);
        },
        ["a link to nowhere"] = path =>
        {
            Remove(path);
            File.CreateSymbolicLink(path, path + ".gone");
        },
        ["what belongs to the other"] = path =>
        {
            var keys = path[..(path.IndexOf("/keys", StringComparison.Ordinal) + 5)];
            Write(path, File.ReadAllText(Path.Combine(keys, path.Contains("public", StringComparison.Ordinal) ? "workers/key.pem" : "public/operator.pem")));
        },
    };

    public static TheoryData<string, string> States => new(_places.SelectMany(place => _damages.Keys.Select(damage => (place, damage))));

    [Theory]
    [MemberData(nameof(States))]
    public async Task Start_KeysAreDamaged_RefusedInOneLineThatNamesThemOrWorks(string place, string damage)
    {
        var keys = Path.Combine(_folder, "keys");
        await using (var gateway = await GatewayAlone.StartAsync(_folder))
            await AssertWorksAsync(gateway);
        var path = place.EndsWith("*.xml", StringComparison.Ordinal) ? Directory.GetFiles(Path.Combine(keys, "forms"), "*.xml").Single() : Path.GetFullPath(Path.Combine(keys, place));
        _damages[damage](path);

        try
        {
            await using var gateway = await GatewayAlone.StartAsync(_folder);
            await AssertWorksAsync(gateway);
        }
        catch (InvalidOperationException refusal)
        {
            Assert.DoesNotContain('\n', refusal.Message);
            Assert.Contains(path, refusal.Message);
        }
    }

    [Fact]
    public async Task Start_FilesThatAreNoKeys_LeftAloneAndSaidOnce()
    {
        string[] strays = [".DS_Store", "1.key", "000001.key~", ".000001.key.swp", "backup.key", "-1.key", "99999999999999999999.key"];
        foreach (var stray in strays)
            Write(Path.Combine(_folder, "keys", "tokens", stray), "");
        Write(Path.Combine(_folder, "keys", "forms", ".DS_Store"), "");

        await using var gateway = await GatewayAlone.StartAsync(_folder);

        await AssertWorksAsync(gateway);
        var said = Assert.Single(gateway.Log, line => line.Contains("keys/tokens", StringComparison.Ordinal));
        Assert.All(strays, stray => Assert.Contains(stray, said));
        Assert.Contains(".DS_Store", Assert.Single(gateway.Log, line => line.Contains("keys/forms", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("forms", "*.xml")]
    [InlineData("tokens", "*.key")]
    public async Task Ready_KeyGoneWhileRunning_SaysSoUntilItIsBack(string place, string pattern)
    {
        await using var gateway = await GatewayAlone.StartAsync(_folder);
        await AssertWorksAsync(gateway);
        var file = Directory.GetFiles(Path.Combine(_folder, "keys", place), pattern).Single();
        File.Move(file, file + ".away");

        await Eventually.GetAsync(() => ReadyAsync(gateway), ready => ready.Status == HttpStatusCode.ServiceUnavailable && ready.Words.StartsWith("Not ready: keys", StringComparison.Ordinal));

        File.Move(file + ".away", file);
        await Eventually.GetAsync(() => ReadyAsync(gateway), ready => ready.Status == HttpStatusCode.OK);
        await AssertWorksAsync(gateway);
    }

    [Fact]
    public async Task Ready_DiskAlmostFull_SaysSoInTheLogAsWell()
    {
        await using var gateway = await GatewayAlone.StartAsync(_folder, leastFreeMegabytes: 1_000_000_000);

        var (status, words) = await ReadyAsync(gateway);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("Not ready: disk", words);
        await Eventually.GetAsync(() => Task.FromResult(gateway.Log), log => log.Any(line => line.Contains($"On the disk of {_folder} only", StringComparison.Ordinal)));
    }

    // Its services are not there, so it says that, and is ready all the same.
    private static async Task AssertWorksAsync(GatewayAlone gateway)
    {
        Assert.Equal((HttpStatusCode.OK, "Ready, without: review, stakeholder. The log says why.\n"), await ReadyAsync(gateway));
        var published = JsonDocument.Parse(await gateway.Http.GetStringAsync(new Uri(KeySet.Path, UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.NotEmpty(published.RootElement.GetProperty("keys").EnumerateArray());
        Assert.NotEmpty(gateway.Services.GetRequiredService<TokenIssuer>().Issue(Caller.Gateway));
        var protector = gateway.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
        Assert.Equal("words", protector.Unprotect(protector.Protect("words")));
    }

    private static async Task<(HttpStatusCode Status, string Words)> ReadyAsync(GatewayAlone gateway)
    {
        using var answer = await gateway.Http.GetAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Remove(path);
        File.WriteAllText(path, text);
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }
}
