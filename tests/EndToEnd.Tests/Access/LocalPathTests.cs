using CoProduction.Gateway.Web;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Access;

public class LocalPathTests
{
    [Theory]
    [InlineData("/projects?page=2", "/projects?page=2")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("/\t/elsewhere.example/", "/")]
    [InlineData("/\r\n/elsewhere.example/", "/")]
    [InlineData("/caf\u00e9", "/")]
    public void LocalPath_OfAnyAddress_IsOneOfOurs(string? address, string expected) => Assert.Equal(expected, Refusal.LocalPath(address));
}
