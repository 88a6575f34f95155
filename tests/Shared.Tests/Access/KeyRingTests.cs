using System.Security.Cryptography;
using System.Text.Json;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Tests.Access;

/// <summary>The gateway's changing keys, from its folder over the network to the services that check its tokens.</summary>
public sealed class KeyRingTests : IDisposable
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(PublishingGateway.LifetimeDays);
    private readonly string _folder = Directory.CreateTempSubdirectory("coproduction-ring-").FullName;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly Caller _caller = Callers.Analyst(Guid.NewGuid());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ValidateAsync_BeforeDuringAndAfterAChangeOfKeys_EveryTokenIsTaken()
    {
        await using var gateway = await PublishingGateway.StartAsync(_folder, _time);
        var service = Service(gateway.Address);
        var signed = new List<string>();
        Assert.NotNull(await service.ValidateAsync(gateway.Tokens.Issue(_caller)));
        _time.Advance(_lifetime - TimeSpan.FromMinutes(5));

        var old = gateway.Tokens.Issue(_caller);
        for (var minute = 0; minute < 40; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            var token = gateway.Tokens.Issue(_caller);
            foreach (var valid in new[] { old, token })
            {
                Assert.NotNull(await service.ValidateAsync(valid));
                Assert.NotNull(await Service(gateway.Address).ValidateAsync(valid)); // a service that has just been started
            }
            signed.Add(gateway.Ring.Key.KeyId);
            old = token;
        }

        Assert.Equal(2, signed.Distinct().Count());
    }

    [Fact]
    public async Task ValidateAsync_KeyNoLongerPublished_Refused()
    {
        await using var gateway = await PublishingGateway.StartAsync(_folder, _time);
        var service = Service(gateway.Address);
        var old = new TokenIssuer(new OneKey(gateway.Ring.Key), _time);
        _time.Advance(_lifetime);
        Assert.NotNull(await service.ValidateAsync(gateway.Tokens.Issue(_caller)));
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.NotEqual(gateway.Ring.Key.KeyId, KeyIdOf(old));
        Assert.NotNull(await service.ValidateAsync(old.Issue(_caller)));

        _time.Advance(TimeSpan.FromMinutes(5));

        await Eventually.GetAsync(() => service.ValidateAsync(old.Issue(Callers.Analyst(Guid.NewGuid()))).AsTask(), caller => caller is null);
        Assert.Null(await Service(gateway.Address).ValidateAsync(old.Issue(_caller)));
        Assert.Single(Directory.GetFiles(PublishingGateway.KeyFolderOf(_folder)));
    }

    [Fact]
    public async Task ValidateAsync_GatewayWithOtherKeys_TakenWithoutANewStart()
    {
        await using var first = await PublishingGateway.StartAsync(_folder, _time);
        var service = Service(first.Address);
        Assert.NotNull(await service.ValidateAsync(first.Tokens.Issue(_caller)));
        await using var second = await first.StartAgainAsync(Path.Combine(_folder, "other"));

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.NotNull(await service.ValidateAsync(second.Tokens.Issue(_caller)));
    }

    [Fact]
    public async Task ValidateAsync_GatewayAway_KnownKeysAreGoodAndOthersTriedAgain()
    {
        await using var gateway = await PublishingGateway.StartAsync(_folder, _time);
        await using var unknown = PublishingGateway.Create(Path.Combine(_folder, "other"), _time);
        var service = Service(gateway.Address);
        Assert.NotNull(await service.ValidateAsync(gateway.Tokens.Issue(_caller)));
        var (token, other) = (gateway.Tokens.Issue(Caller.Gateway), unknown.Tokens.Issue(_caller));
        await gateway.DisposeAsync();
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.NotNull(await service.ValidateAsync(token));
        Assert.Equal((StatusCode.Unavailable, "TRY_AGAIN"), await RefusalAsync(service, other));
        Assert.Equal((StatusCode.Unavailable, "TRY_AGAIN"), await RefusalAsync(Service(gateway.Address), token));

        await using var back = await gateway.StartAgainAsync();
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(await service.ValidateAsync(other));
    }

    [Fact]
    public async Task ValidateAsync_ManyUnknownKeysAtOnce_AsksOnce()
    {
        await using var gateway = await PublishingGateway.StartAsync(_folder, _time);
        var service = Service(gateway.Address);

        var callers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.ValidateAsync(new TokenIssuer(OneKey.New(), _time).Issue(_caller)).AsTask()));

        Assert.All(callers, Assert.Null);
        Assert.Equal(1, gateway.Asked);
    }

    [Fact]
    public async Task ValidateAsync_TwoGatewaysWithFoldersOfTheirOwn_BothAreTaken()
    {
        await using var one = await PublishingGateway.StartAsync(Path.Combine(_folder, "one"), _time);
        await using var other = await PublishingGateway.StartAsync(Path.Combine(_folder, "other"), _time);
        var service = Service($"{one.Address}, {other.Address}");

        Assert.NotNull(await service.ValidateAsync(one.Tokens.Issue(_caller)));
        Assert.NotNull(await service.ValidateAsync(other.Tokens.Issue(_caller)));
    }

    [Fact]
    public async Task ValidateAsync_GatewaySaysItIsTheSystemOrAWorker_Refused()
    {
        await using var gateway = await PublishingGateway.StartAsync(_folder, _time);
        var service = Service(gateway.Address);

        Assert.NotNull(await service.ValidateAsync(gateway.Tokens.Issue(Caller.Gateway)));
        Assert.Null(await service.ValidateAsync(gateway.Tokens.Issue(Caller.System)));
        Assert.Null(await service.ValidateAsync(gateway.Tokens.Issue(Caller.Worker)));
        Assert.Null(await service.ValidateAsync(gateway.Tokens.Issue(_caller with { Roles = [Roles.Analyst, Roles.System] })));
    }

    [Fact]
    public async Task Make_SeveralGatewaysOnOneFolderAtOnce_MakeOneRing()
    {
        var gateways = Enumerable.Range(0, 4).Select(_ => PublishingGateway.Create(_folder, _time)).ToList();

        for (var made = 1; made <= 2; made++)
        {
            using var start = new Barrier(gateways.Count);
            var published = await Task.WhenAll(gateways.Select(gateway => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait();
                return gateway.Ring.Published;
            }, TaskCreationOptions.LongRunning)));

            Assert.Single(published.Distinct());
            Assert.Equal(made, JsonDocument.Parse(published[0]).RootElement.GetProperty("keys").GetArrayLength());
            Assert.Equal(made, Directory.GetFiles(PublishingGateway.KeyFolderOf(_folder)).Length);
            Assert.Single(gateways.Select(gateway => gateway.Ring.Key.KeyId).Distinct());
            _time.Advance(_lifetime);
        }

        foreach (var gateway in gateways)
            await gateway.DisposeAsync();
    }

    [Fact]
    public async Task FindFault_AnotherGatewayHasDeletedTheOldestKey_IsNone()
    {
        await using var one = PublishingGateway.Create(_folder, _time);
        await using var other = PublishingGateway.Create(_folder, _time);
        Assert.NotEmpty(one.Ring.Published);
        _time.Advance(_lifetime);
        Assert.NotEmpty(one.Ring.Published);
        _time.Advance(TimeSpan.FromMinutes(19.5));
        Assert.Null(other.Ring.FindFault()); // it has seen both
        _time.Advance(TimeSpan.FromMinutes(0.5));
        Assert.NotEmpty(one.Ring.Published);
        var file = Assert.Single(Directory.GetFiles(PublishingGateway.KeyFolderOf(_folder)));

        Assert.Null(other.Ring.FindFault());

        File.Delete(file);
        Assert.NotNull(other.Ring.FindFault());
    }

    [Fact]
    public async Task Make_StartedAgain_GoesOnWithItsKeys()
    {
        await using var gateway = await PublishingGateway.StartAsync(_folder, _time);
        var key = gateway.Ring.Key.KeyId;

        await using var again = await gateway.StartAgainAsync();

        Assert.Equal(key, again.Ring.Key.KeyId);
    }

    [Fact]
    public async Task Make_DataProtectionsKeysAreLost_GoesOnWithANewOne()
    {
        await using var gateway = await PublishingGateway.StartAsync(_folder, _time);
        var key = gateway.Ring.Key.KeyId;
        Directory.Delete(Path.Combine(_folder, "forms"), recursive: true);

        await using var again = await gateway.StartAgainAsync();

        Assert.NotEqual(key, again.Ring.Key.KeyId);
    }

    [Fact]
    public async Task PrivateHalves_InTheFolderAndInTheSet_NeverInTheClear()
    {
        await using var gateway = PublishingGateway.Create(_folder, _time);
        var secret = gateway.Ring.Key.ECDsa.ExportParameters(includePrivateParameters: true).D!;
        var pkcs8 = gateway.Ring.Key.ECDsa.ExportPkcs8PrivateKey();
        var file = Assert.Single(Directory.GetFiles(PublishingGateway.KeyFolderOf(_folder)));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.All([File.ReadAllText(file), gateway.Ring.Published], text =>
        {
            Assert.DoesNotContain("PRIVATE KEY", text);
            Assert.DoesNotContain(Convert.ToBase64String(pkcs8)[..40], text);
            Assert.DoesNotContain(Base64UrlEncoder.Encode(secret), text);
        });
        Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(secret) < 0);
        Assert.Equal(
            ["kid", "kty", "crv", "x", "y", "use", "alg"],
            Assert.Single(JsonDocument.Parse(gateway.Ring.Published).RootElement.GetProperty("keys").EnumerateArray()).EnumerateObject().Select(member => member.Name));
    }

    private static async Task<(StatusCode, string)> RefusalAsync(TokenValidator service, string token)
    {
        var error = ServiceError.From(await Assert.ThrowsAsync<RpcException>(() => service.ValidateAsync(token).AsTask()));
        return (error.Code, error.Reason);
    }

    private static string KeyIdOf(TokenIssuer tokens) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(tokens.Issue(Caller.Gateway)).Kid;

    private TokenValidator Service(string addresses)
    {
        var key = Path.Combine(_folder, "operator.pem");
        KeyFile.CreateIfMissing(key);
        var settings = new Dictionary<string, string?> { ["Identity:OperatorKeyFile"] = key, ["Identity:Jwks"] = addresses };
        return new(TrustedKeys.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), _time);
    }

    private sealed record OneKey(ECDsaSecurityKey Key) : ISigningKey
    {
        public static OneKey New() => new(KeyFile.Import(ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportPkcs8PrivateKeyPem()));
    }
}
