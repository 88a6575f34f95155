using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Shared.Tests.Access;

public sealed class TokenKeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coproduction-key-").FullName;

    private string File => Path.Combine(_folder, "keys", "key.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void From_NoFileYet_MadeForItsOwnerOnly()
    {
        Read();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task From_ManyAtOnceAndNoFileYet_AllTheSameKey()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Read)));

        Assert.Single(keys.Select(key => key.Key.KeyId).Distinct());
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public async Task ValidateAsync_TokenOfSameKey_CallerAsItWas()
    {
        var caller = Callers.Analyst(Guid.NewGuid()) with { Roles = [Roles.Analyst, Roles.Facilitator] };

        var read = await new TokenValidator(Read(), TimeProvider.System).ValidateAsync(new TokenIssuer(Read(), TimeProvider.System).Issue(caller));

        Assert.NotNull(read);
        Assert.Equal((caller.PersonId, caller.DisplayName, caller.PartnershipId), (read.PersonId, read.DisplayName, read.PartnershipId));
        Assert.Equal(caller.Roles, read.Roles);
    }

    [Fact]
    public async Task ValidateAsync_OneRole_IsRead()
    {
        var read = await new TokenValidator(Read(), TimeProvider.System).ValidateAsync(new TokenIssuer(Read(), TimeProvider.System).Issue(Caller.Gateway));

        Assert.Equal([Roles.Gateway], read?.Roles);
        Assert.Null(read?.PartnershipId);
    }

    private TokenKeys Read() => TokenKeys.From(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Identity:KeyFile"] = File }).Build());
}
