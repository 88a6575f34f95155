using System.Text.RegularExpressions;
using CoProduction.TestCommon;

namespace CoProduction.EndToEnd.Tests.Containers;

/// <summary>What deploy/Containerfile says, instruction by instruction.</summary>
internal sealed partial class ContainerFile
{
    private readonly List<(string Verb, string Text)> _instructions;

    private ContainerFile(IEnumerable<string> lines) =>
        _instructions = [.. lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1]))];

    /// <summary>Images that stages start from.</summary>
    public IReadOnlyList<string> Images => [.. Of("FROM").Select(rest => rest.Split(' ')[0])];

    /// <summary>The instructions of the image itself, after those of the stages that it is made from.</summary>
    public IReadOnlyList<(string Verb, string Text)> Last => [.. _instructions.Skip(_instructions.FindLastIndex(instruction => instruction.Verb == "FROM"))];

    /// <summary>Files and folders of the repository that go into it.</summary>
    public IReadOnlyList<string> Copied => [.. Of("COPY").Where(rest => !rest.StartsWith("--from=", StringComparison.Ordinal)).SelectMany(rest => rest.Split(' ')[..^1])];

    public IEnumerable<string> Of(string verb) => _instructions.Where(instruction => instruction.Verb == verb).Select(instruction => instruction.Text);

    public static ContainerFile Read() => new(File.ReadAllLines(RepositoryFolder.At("deploy/Containerfile")));

    /// <summary>Whether an image's name stands for one version, to its last number or to its bytes.</summary>
    public static bool IsPinned(string image) => PinnedImage().IsMatch(image);

    /// <summary>The version in the tag of the image that a stage starts from, such as 10.0.12.</summary>
    public Version VersionOf(string name) =>
        Version.Parse(Images.Single(image => image.StartsWith(name + ":", StringComparison.Ordinal)).Split(':')[1].Split('-')[0]);

    [GeneratedRegex(@"^[\w./-]+(:\d+\.\d+(\.\d+)?(-[\w.-]+)?(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$")]
    private static partial Regex PinnedImage();
}
