using System.Diagnostics;
using System.Text.RegularExpressions;
using CoProduction.TestCommon;
using Xunit;

namespace CoProduction.Architecture.Tests;

/// <summary>What must not be in the repository.</summary>
public partial class RepositoryTests
{
    private static readonly string[] _pictures = [".png", ".svg", ".woff2", ".ico"];

    [Fact]
    public void Files_OfTheRepository_HoldNoPrivateKey() => AssertNowhere(PrivateKey());

    [Fact]
    public void Files_OfTheRepository_HoldNoPasswordOfADatabaseOrBroker() => AssertNowhere(Password());

    [Theory]
    [InlineData("Host=db;Username=app;Password=k3Yx9", true)]
    [InlineData("amqp://coproduction:k3Yx9@rabbit", true)]
    [InlineData("Host=db;Username=app;Password=${APP_PASSWORD}", false)]
    [InlineData("Host=db;Username=app;Password={password}", false)]
    [InlineData("amqp://coproduction:${RABBITMQ_PASSWORD}@rabbit", false)]
    public void Password_InAConnectionString_IsFoundUnlessItIsAPlaceholder(string text, bool isFound) => Assert.Equal(isFound, Password().IsMatch(text));

    private static void AssertNowhere(Regex forbidden)
    {
        var files = TrackedFiles().Where(file => !_pictures.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != "RepositoryTests.cs").ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => forbidden.Matches(File.ReadAllText(RepositoryFolder.At(file))).Select(match => $"{file}: {match.Value}")));
    }

    private static string[] TrackedFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", RepositoryFolder.Path, "ls-files"]) { RedirectStandardOutput = true })!;
        return [.. git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(RepositoryFolder.At(file)))];
    }

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----")]
    private static partial Regex PrivateKey();

    // One that is filled in later stands in braces or after a dollar sign, or is the word itself.
    [GeneratedRegex(@"(?<=(Username|User Id|Host|Database)=[^""\n]*)Password=(?![{$<""\\…])[^;""\s]+|(amqps?|postgres(ql)?|https?)://[^\s:@/""{$]+:(?!password@|[{$<])[^\s@/""]+@", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
