using System.Text.RegularExpressions;
using CoProduction.Host;
using CoProduction.Host.Distributed;
using CoProduction.Shared.Access;
using CoProduction.Shared.Files;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Containers;

/// <summary>docker-compose.yml says what the code needs, and keeps doors shut.</summary>
public sealed partial class ComposeFileTests
{
    private const string Gateway = "gateway";
    private static readonly ComposeFile _compose = ComposeFile.Read();

    public static TheoryData<string> Modules => [.. ModuleTable.All.Select(row => row.Name)];

    public static TheoryData<string> Services => [.. _compose.Services.Keys];

    public static TheoryData<string> OurServices => [.. _compose.Ours.Select(service => service.Key)];

    [Fact]
    public void Modules_OfTheFile_AreThoseOfTheCode() =>
        Assert.Equal(ModuleTable.All.Select(row => row.Name).Order(), _compose.Services.Values.Where(service => service.Runs).Select(service => service.Module).Order());

    [Theory]
    [MemberData(nameof(OurServices))]
    public void Environment_OfAService_IsWhatItsSettingsAreAndNothingElse(string name)
    {
        var service = _compose.Services[name];

        Assert.Equal(SettingsOf(service).Order(), service.Environment.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Addresses_OfAModule_AreWhereItListens(string module)
    {
        var service = _compose.Services[module];
        var port = new Uri(service.Environment["Listen"]).Port;

        Assert.Equal($"http://0.0.0.0:{port}", service.Environment["Listen"]);
        Assert.Equal(["CMD", "dotnet", "CoProduction.Host.dll", "health", $"http://127.0.0.1:{port}{ModuleHost.ReadyPath}"], service.Healthcheck!.Test);
        Assert.All(_compose.Services.Values.Where(caller => caller.Environment.ContainsKey($"Services__{module}")),
            caller => Assert.Equal($"dns:///{module}:{port}", caller.Environment[$"Services__{module}"]));
    }

    [Theory]
    [InlineData("stakeholder")]
    [InlineData("review")]
    public void Jwks_OfAModule_IsWhereTheGatewayPublishesItsKeys(string module)
    {
        var port = new Uri(_compose.Services[Gateway].Environment["Listen"]).Port;

        Assert.Equal($"http://{Gateway}:{port}{KeySet.Path}", _compose.Services[module].Environment["Identity__Jwks"]);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Migration_OfAModuleWithADatabase_IsDoneBeforeItStarts(string module)
    {
        var service = _compose.Services[module];
        var migrations = _compose.Services.Where(other => other.Value.Migrates && other.Value.Module == module).Select(other => other.Key).ToList();

        Assert.Equal(ModuleTable.Named(module).HasDatabase ? 1 : 0, migrations.Count);
        Assert.All(migrations, migration =>
        {
            Assert.Contains(migration, service.DependsOn.Keys);
            Assert.All(["Database__App", "Database__Relay"], role => Assert.Equal(_compose.Services[migration].Environment[role], service.Environment[role]));
        });
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void DependsOn_OfAService_WaitsForHealthOrForTheEnd(string name) =>
        Assert.All(_compose.Services[name].DependsOn, dependency =>
        {
            var other = _compose.Services[dependency.Key];
            Assert.Equal(other.EndsByItself ? ComposeDependency.Completed : ComposeDependency.Healthy, dependency.Value.Condition);
            Assert.True(other.EndsByItself || other.Healthcheck is not null, $"{dependency.Key} has no health check.");
        });

    [Fact]
    public void Ports_AreTheGatewaysOnlyAndOnThisMachineOnly()
    {
        var port = new Uri(_compose.Services[Gateway].Environment["Listen"]).Port;

        Assert.Equal([Gateway], _compose.Services.Where(service => service.Value.Ports.Count > 0).Select(service => service.Key));
        Assert.Equal([$"127.0.0.1:${{PORT:-8080}}:{port}"], _compose.Services[Gateway].Ports);
    }

    [Fact]
    public void Networks_ThatLeadOutside_AreTheGatewaysOnly() =>
        Assert.All(_compose.Networks.Where(network => !network.Value.Internal),
            network => Assert.Equal([Gateway], _compose.Services.Where(service => service.Value.Networks.Contains(network.Key)).Select(service => service.Key)));

    [Theory]
    [MemberData(nameof(OurServices))]
    public void Networks_OfAService_ReachAllWhomItsSettingsName(string name) =>
        Assert.All(HostsOf(_compose.Services[name]), host => Assert.NotEmpty(_compose.Services[name].Networks.Intersect(_compose.Services[host].Networks)));

    [Theory]
    [InlineData("postgres")]
    [InlineData("rabbitmq")]
    public void Networks_OfWhatKeepsData_HoldOnlyThoseWhoseSettingsNameIt(string server)
    {
        var network = Assert.Single(_compose.Services[server].Networks);

        Assert.All(_compose.Ours.Where(service => service.Value.Networks.Contains(network)), service => Assert.NotEmpty(HostsOf(service.Value).Intersect(["postgres", "rabbitmq"])));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Image_OfAService_IsOneVersion(string name)
    {
        var service = _compose.Services[name];

        Assert.True(_compose.Ours.Any(ours => ours.Value == service) || ContainerFile.IsPinned(service.Image), service.Image);
    }

    [Fact]
    public void Image_OfOurs_IsBuiltByOneServiceForAll()
    {
        var build = Assert.Single(_compose.Services.Values, service => service.Build is not null).Build!;

        Assert.Equal((".", "deploy/Containerfile"), (build.Context, build.Dockerfile));
    }

    [Theory]
    [MemberData(nameof(OurServices))]
    public void Container_OfOurs_MayDoNothingItNeedNot(string name)
    {
        var service = _compose.Services[name];

        Assert.True(service.ReadOnly);
        Assert.Equal(["ALL"], service.CapDrop);
        Assert.Empty(service.CapAdd);
        Assert.False(service.Privileged);
        Assert.Null(service.User); // the image's own, which is not root
        Assert.Equal(["/tmp:mode=1777"], service.Tmpfs);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Container_OfAny_GainsNoRights(string name) => Assert.Equal(["no-new-privileges:true"], _compose.Services[name].SecurityOpt);

    [Theory]
    [InlineData("operator-key", "keys", "sample")]
    [InlineData("worker-key", "keys", "analytics")]
    [InlineData("public-keys", "keys", "stakeholder", "review")]
    public void Keys_OfAVolume_AreMadeByOneAndReadByThoseThatNeedThem(string volume, string maker, params string[] readers)
    {
        var mounts = _compose.Services.SelectMany(service => service.Value.Volumes, (service, mount) => (service.Key, Parts: mount.Split(':')))
            .Where(mount => mount.Parts[0] == volume).ToDictionary(mount => mount.Key, mount => mount.Parts is [_, _, "ro"]);

        Assert.Equal(readers.Append(maker).Order(), mounts.Keys.Order());
        Assert.All(mounts, mount => Assert.Equal(mount.Key != maker, mount.Value));
    }

    [Theory]
    [InlineData("stakeholder")]
    [InlineData("review")]
    public void Files_OfAModuleThatTakesThem_LieOnAVolumeThatItAloneHas(string module)
    {
        var mount = Assert.Single(_compose.Services[module].Volumes, volume => volume.EndsWith(":" + _compose.Services[module].Environment[ReceivedFiles.Folder.Variable], StringComparison.Ordinal));

        Assert.Equal([module], _compose.Services.Where(service => service.Value.Volumes.Any(volume => volume.StartsWith(mount.Split(':')[0] + ":", StringComparison.Ordinal))).Select(service => service.Key));
    }

    [Fact]
    public void Volumes_OfServices_AreNamedOnesAndAllAreUsed() =>
        Assert.Equal(_compose.Volumes.Keys.Order(), _compose.Services.Values.SelectMany(service => service.Volumes).Select(mount => mount.Split(':')[0]).Distinct().Order());

    [Fact]
    public void Text_HoldsPasswordsOnlyAsVariablesThatSayHowToMakeThem()
    {
        var text = File.ReadAllText(ComposeFile.Path);

        Assert.DoesNotMatch(LiteralSecret(), ComposeFile.Variable().Replace(text, ""));
        Assert.All(ComposeFile.Variable().Matches(text).Where(variable => variable.Groups["name"].Value != "PORT"),
            variable => Assert.Equal("run ./deploy/passwords", variable.Groups["saying"].Value));
    }

    [Fact]
    public void Passwords_OfRoles_AreEachTheirOwn()
    {
        var roles = _compose.Services.Values.SelectMany(service => service.Environment.Values).SelectMany(value => Role().Matches(value))
            .Select(role => (Name: role.Groups[1].Value, Password: role.Groups[2].Value)).Distinct().ToList();

        Assert.Equal(7, roles.Count); // the superuser, and three for each of two databases
        Assert.Equal(7, roles.Select(role => role.Name).Distinct().Count());
        Assert.Equal(7, roles.Select(role => role.Password).Distinct().Count());
    }

    private static IEnumerable<string> SettingsOf(ComposeService service) => service switch
    {
        { Runs: true } => ProcessSettings.Of(ModuleTable.Named(service.Module!)).Where(setting => !setting.IsOptional)
            .Concat(ModuleTable.Named(service.Module!).HasDatabase ? [ReceivedFiles.Folder] : []).Select(setting => setting.Variable),
        { Migrates: true } => ProcessSettings.OfMigration().Select(setting => setting.Variable),
        { Command: ["sample"] } => ProcessSettings.OfCalls(ModuleTable.Named(Gateway)).Select(setting => setting.Variable),
        { Command: ["keys", _] } => [],
        _ => throw new InvalidOperationException($"No verb is known by “{string.Join(' ', service.Command)}”."),
    };

    private static HashSet<string> HostsOf(ComposeService service) =>
        [.. service.Environment.Values.SelectMany(value => HostName().Matches(value)).Select(host => host.Groups[1].Value)];

    [GeneratedRegex(@"(?:Host=|@|dns:///|http://)([a-z]\w*)")]
    private static partial Regex HostName();

    [GeneratedRegex(@"(?i)pass\w* *[=:] *[^\s;]|://\w+:[^\s/@]+@")]
    private static partial Regex LiteralSecret();

    [GeneratedRegex(@"Username=(\w+);Password=\$\{(\w+):")]
    private static partial Regex Role();
}
