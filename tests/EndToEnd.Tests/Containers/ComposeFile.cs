using System.Text.RegularExpressions;
using CoProduction.TestCommon;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CoProduction.EndToEnd.Tests.Containers;

/// <summary>What docker-compose.yml says, as far as tests ask for it.</summary>
internal sealed partial class ComposeFile
{
    public static string Path { get; } = RepositoryFolder.At("docker-compose.yml");

    public Dictionary<string, ComposeService> Services { get; init; } = [];

    public Dictionary<string, ComposeNetwork> Networks { get; init; } = [];

    public Dictionary<string, object?> Volumes { get; init; } = [];

    /// <summary>The services that run our executable.</summary>
    public IEnumerable<KeyValuePair<string, ComposeService>> Ours => Services.Where(service => service.Value.Image == "coproduction:here");

    public static ComposeFile Read()
    {
        using var text = File.OpenText(Path);
        return new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .IgnoreUnmatchedProperties()
            .Build()
            .Deserialize<ComposeFile>(new MergingParser(new Parser(text)));
    }

    /// <summary>Puts values in the places of variables, <c>${NAME:?what to do}</c> or <c>${NAME:-default}</c>, as compose does.</summary>
    public static string Fill(string text, Func<string, string?> valueOf) => Variable().Replace(text, match =>
        valueOf(match.Groups["name"].Value) ?? (match.Groups["default"].Success
            ? match.Groups["default"].Value
            : throw new InvalidOperationException($"{match.Groups["name"]} has no value: {match.Groups["saying"]}")));

    /// <summary>A variable's place; group <c>saying</c> is what somebody reads who has not set it.</summary>
    [GeneratedRegex(@"\$\{(?<name>\w+)(:\?(?<saying>[^}]*)|:-(?<default>[^}]*))?\}")]
    public static partial Regex Variable();
}

/// <summary>One service of the file.</summary>
internal sealed class ComposeService
{
    public string Image { get; init; } = "";

    public ComposeBuild? Build { get; init; }

    public string? User { get; init; }

    public bool Privileged { get; init; }

    public bool ReadOnly { get; init; }

    public List<string> CapAdd { get; init; } = [];

    public List<string> CapDrop { get; init; } = [];

    public List<string> SecurityOpt { get; init; } = [];

    public List<string> Tmpfs { get; init; } = [];

    public List<string> Command { get; init; } = [];

    public Dictionary<string, string> Environment { get; init; } = [];

    public List<string> Volumes { get; init; } = [];

    public List<string> Networks { get; init; } = [];

    public List<string> Profiles { get; init; } = [];

    public List<string> Ports { get; init; } = [];

    public Dictionary<string, ComposeDependency> DependsOn { get; init; } = [];

    public ComposeHealthCheck? Healthcheck { get; init; }

    public ComposeDeployment Deploy { get; init; } = new();

    /// <summary>The module that it runs or migrates; null when its verb is about none.</summary>
    public string? Module => Command is [_, "--modules", var module] ? module : null;

    public bool Runs => Command is ["run", ..];

    public bool Migrates => Command is ["migrate", ..];

    /// <summary>Whether it does its work and ends.</summary>
    public bool EndsByItself => Command.Count > 0 && !Runs;
}

/// <summary>From what an image is built.</summary>
internal sealed class ComposeBuild
{
    public string Context { get; init; } = "";

    public string Dockerfile { get; init; } = "";
}

/// <summary>What has to be before a service starts.</summary>
internal sealed class ComposeDependency
{
    public const string Healthy = "service_healthy";

    public const string Completed = "service_completed_successfully";

    public string Condition { get; init; } = "";
}

/// <summary>How a container is asked whether it is well.</summary>
internal sealed class ComposeHealthCheck
{
    public List<string> Test { get; init; } = [];
}

/// <summary>How many containers of a service there are.</summary>
internal sealed class ComposeDeployment
{
    public int Replicas { get; init; } = 1;
}

/// <summary>A network of the file.</summary>
internal sealed class ComposeNetwork
{
    public bool Internal { get; init; }
}
