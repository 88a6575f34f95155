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
    public void CreateIfMissing_NoFileYet_MadeForItsOwnerOnly()
    {
        KeyFile.CreateIfMissing(File);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void CreateIfMissing_FileThere_KeptAsItIs()
    {
        KeyFile.CreateIfMissing(File);
        var first = Signing(File).Key.KeyId;

        KeyFile.CreateIfMissing(File);

        Assert.Equal(first, Signing(File).Key.KeyId);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public async Task ValidateAsync_TokenOfTheOperator_CallerAsItWas()
    {
        var caller = Callers.Analyst(Guid.NewGuid()) with { Roles = [Roles.Analyst, Roles.Facilitator] };

        var read = await ReadAsync(caller, signedBy: "operator");

        Assert.NotNull(read);
        Assert.Equal((caller.PersonId, caller.DisplayName, caller.PartnershipId), (read.PersonId, read.DisplayName, read.PartnershipId));
        Assert.Equal(caller.Roles, read.Roles);
    }

    [Fact]
    public async Task ValidateAsync_OneRole_IsRead()
    {
        var read = await ReadAsync(Caller.Gateway, signedBy: "operator");

        Assert.Equal([Roles.Gateway], read?.Roles);
        Assert.Null(read?.PartnershipId);
    }

    [Fact]
    public async Task ValidateAsync_WorkerSaysItIsAPerson_Refused()
    {
        var person = Callers.Analyst(Guid.NewGuid());

        Assert.Null(await ReadAsync(person, signedBy: "worker"));
        Assert.Null(await ReadAsync(person with { Roles = [Roles.Worker, Roles.Analyst] }, signedBy: "worker"));
        var inOneProject = new Dictionary<Guid, IReadOnlyList<string>> { [Guid.NewGuid()] = [Roles.Analyst] };
        Assert.Null(await ReadAsync(person with { Roles = [], ProjectRoles = inOneProject }, signedBy: "worker"));
        Assert.Null(await ReadAsync(person with { Roles = [Roles.Worker], ProjectRoles = inOneProject }, signedBy: "worker"));
        Assert.Null(await ReadAsync(Caller.System, signedBy: "worker"));
        Assert.Equal([Roles.Worker], (await ReadAsync(Caller.Worker, signedBy: "worker"))?.Roles);
    }

    [Fact]
    public async Task ValidateAsync_OperatorSaysItIsAWorker_Refused()
    {
        Assert.Null(await ReadAsync(Caller.Worker, signedBy: "operator"));
        Assert.Equal([Roles.System], (await ReadAsync(Caller.System, signedBy: "operator"))?.Roles);
    }

    [Fact]
    public async Task ValidateAsync_KeyOfNobodyKnown_Refused() => Assert.Null(await ReadAsync(Caller.Gateway, signedBy: "stranger"));

    [Fact]
    public void From_FileWithoutAKey_SaysSoInOneLine()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, "empty.pem"), "");

        var failure = Assert.Throws<InvalidOperationException>(() => Signing(Path.Combine(_folder, "empty.pem")));

        Assert.Contains("Identity:KeyFile", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    // Services are given the public halves only.
    private async Task<Caller?> ReadAsync(Caller caller, string signedBy)
    {
        foreach (var name in new[] { "operator", "worker", "stranger" })
        {
            KeyFile.CreateIfMissing(At(name));
            KeyFile.CreatePublicIfMissing(At(name) + ".pub", At(name));
        }
        var trusted = TrustedKeys.From(Configuration(("Identity:OperatorKeyFile", At("operator") + ".pub"), ("Identity:WorkerKeyFile", At("worker") + ".pub")));
        return await new TokenValidator(trusted, TimeProvider.System).ValidateAsync(new TokenIssuer(Signing(At(signedBy)), TimeProvider.System).Issue(caller));
    }

    private string At(string name) => Path.Combine(_folder, name + ".pem");

    private static TokenKeys Signing(string file) => TokenKeys.From(Configuration(("Identity:KeyFile", file)));

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build();
}
