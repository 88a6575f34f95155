using System.Text.RegularExpressions;
using CoProduction.TestCommon.Hosting;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>What lets somebody in must not stand in a log, not even in one that tells everything.</summary>
public sealed partial class SecretsInLogsTests : IDisposable
{
    private const string WrongPassword = "lantern gravel piano";
    private const string SaidInTrust = "The ferry to the island leaves without us.";
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    [Fact]
    public async Task Log_OfAHostThatWasSignedInToInEveryWay_HoldsNoSecret()
    {
        var everything = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Debug", ["Logging__LogLevel__Microsoft"] = "Debug", ["Logging__LogLevel__CoProduction"] = "Trace" };
        await using var host = await HostProcess.StartAsync(_folder, withSample: true, settings: everything);

        var entry = await host.EnterAsync();
        var secrets = new List<string> { Entry.Password, entry.Session, entry.Token, WrongPassword };
        using (var administrator = new Visitor(host.Url))
        {
            (await administrator.SignInAsync("admin", WrongPassword)).Dispose();
            (await administrator.SignInAsync("admin", Entry.Password)).Dispose();
            using var codes = await administrator.SubmitAsync("/recovery-codes", "codes");
            var code = RecoveryCode().Match(await codes.Content.ReadAsStringAsync()).Value;
            using var invited = await administrator.SubmitAsync("/people/add", "invite",
                ("Input.DisplayName", "Pat"), ("Input.AccountName", "pat"), ("Input.Roles", "analyst"));
            var link = Link().Match(await invited.Content.ReadAsStringAsync()).Groups[1].Value;
            secrets.AddRange([administrator.Session, code, link, await ByLinkAsync(host.Url, link), await ByCodeAsync(host.Url, code)]);
        }
        using (var program = entry.NewProgram())
        {
            var code = (await SampleThings.FindAsync(entry))["code"];
            using var somebody = new Visitor(host.Url);
            using var said = await somebody.SubmitAsync($"/say/{code}", "say", ("Input.Said.Words", SaidInTrust));
            var receipt = RecoveryCode().Match(await said.Content.ReadAsStringAsync()).Value;
            (await somebody.SubmitAsync("/say/answer", "look", ("Input.Receipt", receipt))).Dispose();
            secrets.AddRange([SaidInTrust, receipt]);
        }
        await host.InterruptAsync();

        Assert.All(secrets, Assert.NotEmpty);
        Assert.Contains("/sign-in", host.Output); // it does tell what was asked for
        Assert.DoesNotContain(secrets, host.Output.Contains);
    }

    private static async Task<string> ByLinkAsync(string url, string secret)
    {
        using var pat = new Visitor(url);
        (await pat.SubmitAsync($"/sign-in/link?secret={secret}", "link")).Dispose();
        return pat.Session;
    }

    private static async Task<string> ByCodeAsync(string url, string code)
    {
        using var administrator = new Visitor(url);
        (await administrator.SubmitAsync("/sign-in/recovery-code", "code", ("Input.AccountName", "admin"), ("Input.Code", code))).Dispose();
        return administrator.Session;
    }

    [GeneratedRegex("[a-z2-9]{5}(-[a-z2-9]{5}){3}")]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("/sign-in/link\\?secret=([A-Za-z0-9_-]+)")]
    private static partial Regex Link();
}
