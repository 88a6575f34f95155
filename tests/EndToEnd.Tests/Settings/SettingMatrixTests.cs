using System.Text.RegularExpressions;
using CoProduction.Host;
using CoProduction.Host.Distributed;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Settings;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Settings;

/// <summary>Every setting with every kind of rubbish: a start is stopped in one line that names the setting, or goes on with a value that will do.</summary>
public sealed partial class SettingMatrixTests : IDisposable
{
    private static readonly string[] _rubbish = ["abc", "-1", "0", "1.5", "99999999999999999999", "NaN", "   ", "\"\"", "a\nb", "http://", "/no/such/place", "=;=", "../x"];
    private readonly string _folder = HostProcess.NewDataFolder();

    public void Dispose() => HostProcess.DeleteFolder(_folder);

    public static TheoryData<string, string> OfModules => new(
        ModuleTable.All.SelectMany(row => row.Create().Settings.Concat(ProcessSettings.Of(row)).Select(setting => (row.Name, setting.Name))).Distinct());

    [Theory]
    [MemberData(nameof(OfModules))]
    public async Task Build_RubbishInASetting_RefusedInOneLineOrBuilt(string module, string name)
    {
        var row = ModuleTable.Named(module);
        foreach (var rubbish in _rubbish)
        {
            var settings = RightSettings();
            settings[name] = rubbish;
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
            try
            {
                Setting.Check(ProcessSettings.Of(row), configuration, module);
                await using var app = ModuleHost.Build(row.Create(), settings, new DirectBus());
                Assert.True(MayBe(name, rubbish), $"{name} was taken for “{rubbish}”.");
            }
            catch (InvalidOperationException refusal)
            {
                Assert.DoesNotContain('\n', refusal.Message);
                Assert.Matches($"{module}: the setting {name.Split(':')[0]}:?.* \\(environment variable .*\\) is (wrong|missing)", refusal.Message);
            }
        }
    }

    [Fact]
    public async Task Build_NothingWrong_Built()
    {
        foreach (var row in ModuleTable.All)
        {
            Setting.Check(ProcessSettings.Of(row), new ConfigurationBuilder().AddInMemoryCollection(RightSettings()).Build(), row.Name);
            await using var app = ModuleHost.Build(row.Create(), RightSettings(), new DirectBus());
        }
    }

    [Theory]
    [InlineData("run", "PORT", "abc")]
    [InlineData("run", "PORT", "-1")]
    [InlineData("run", "DATA_DIR", "   ")]
    [InlineData("run", "DATA_DIR", "/dev/null")]
    [InlineData("run", "Modules", "   ")]
    [InlineData("run", "Identity__LongestHours", "-1")]
    [InlineData("run", "Logging__LogLevel__Default", "loud")]
    [InlineData("run", "OTEL_EXPORTER_OTLP_ENDPOINT", "abc")]
    [InlineData("distributed", "PORT", "65536")]
    [InlineData("distributed", "Metrics", "abc")]
    [InlineData("distributed", "Counting__RoundTo", "NaN")]
    public async Task Start_SettingIsWrong_RefusedInOneLine(string verb, string variable, string value)
    {
        var settings = new Dictionary<string, string> { ["DATA_DIR"] = _folder, [variable] = value };

        var (exitCode, output, error) = await HostProcess.RunToEndAsync(settings, verb);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Matches($"{variable}|data folder|Modules must be", Assert.Single(error.Trim().Split('\n')));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder)); // nothing was begun
    }

    [Fact]
    public void Find_NameMistyped_SaidWithThoseThatThereAre()
    {
        var settings = RightSettings();
        settings["Identity:LongestHour"] = "8";
        settings["Oidc:Mapping:3:Claim"] = "groups";

        var line = Assert.Single(UnreadSettings.Find(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        Assert.Matches("Nothing reads the setting Identity:LongestHour .*Identity__LongestHour.* LongestHours", line);
    }

    [Fact]
    public void Sources_ReadFromConfiguration_DeclaredSettingsOnly()
    {
        var declared = ProcessSettings.All().Concat(ProcessSettings.OfTelemetry(new ConfigurationBuilder().Build())).Select(setting => setting.Name).Append("Modules").ToHashSet();
        var files = new[] { "services", "gateway", "analytics", "deploy" }.SelectMany(room => Directory.EnumerateFiles(RepositoryFolder.At(room), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/") && !file.Contains("/services/Shared/Settings/")).ToList();
        Assert.NotEmpty(files);

        Assert.All(files, file =>
        {
            var source = File.ReadAllText(file);
            Assert.DoesNotMatch(@"onfiguration\.(GetValue|Bind|Get)\b", source);
            Assert.All(NameRead().Matches(source), match => Assert.Contains(match.Groups[1].Value, declared));
        });
    }

    // What a text is not, whatever the setting: a number that is too small or too big, or none.
    private static bool MayBe(string name, string text)
    {
        var setting = ModuleTable.All.SelectMany(row => row.Create().Settings).FirstOrDefault(setting => setting.Name == name);
        return setting is not (Setting<int> or Setting<bool>) || (setting is Setting<int> && text is "0");
    }

    private Dictionary<string, string?> RightSettings()
    {
        var keys = new KeyFolder(Path.Combine(_folder, "keys"));
        keys.CreateMissing();
        return new()
        {
            ["Listen"] = $"unix:{_folder}/any.sock",
            ["Database:App"] = "Host=/nowhere;Database=any;Username=app",
            ["Database:Relay"] = "Host=/nowhere;Database=any;Username=relay",
            ["RabbitMq:Address"] = "amqp://any:password@localhost:5672/any",
            ["Identity:OperatorKeyFile"] = keys.OperatorPublic,
            ["Identity:WorkerKeyFile"] = keys.WorkerPublic,
            ["Identity:KeyFile"] = keys.Worker,
            ["Identity:Jwks"] = "http://localhost/keys",
            ["Services:stakeholder"] = "http://localhost:5000",
            ["Services:review"] = "http://localhost:5000",
            ["DataDir"] = _folder,
            [ProcessSettings.QuickCompiling.Name] = "0",
            ["Logging:LogLevel:Default"] = "None",
        };
    }

    [GeneratedRegex(@"onfiguration\[\$?""([^""{]+)""\]")]
    private static partial Regex NameRead();
}
