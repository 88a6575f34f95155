using System.Threading.RateLimiting;
using CoProduction.Gateway.Identity;
using CoProduction.Gateway.Web;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Limits;
using CoProduction.Shared.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Gateway.Limits;

/// <summary>
/// How often somebody may ask: each person and each API token so many times a minute (<c>Limits:PersonPerMinute</c>, <c>Limits:TokenPerMinute</c>), and strangers
/// of one address together (<c>Limits:AddressPerMinute</c>). Who has a credential that is not known yet, or none that is good, is a stranger.
/// </summary>
internal static class RequestLimits
{
    // Addresses share so many buckets by a hash that nobody can foresee: however many addresses come, there are no more.
    private const int AddressBuckets = 16_384;

    private static readonly Setting<int> _person = LimitSettings.Of("PersonPerMinute", 1_800, "how often a person may ask in a minute");
    private static readonly Setting<int> _token = LimitSettings.Of("TokenPerMinute", 6_000, "how often a program may ask in a minute with one token");
    private static readonly Setting<int> _address = LimitSettings.Of("AddressPerMinute", 3_000, "how often strangers may ask in a minute from one address");

    public static IEnumerable<Setting> Settings => [_person, _token, _address];

    public static void AddRequestLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var person = Buckets.PerMinute(_person.Read(configuration));
        var token = Buckets.PerMinute(_token.Read(configuration));
        var address = Buckets.PerMinute(_address.Read(configuration));
        services.AddSingleton<KnownCredentials>();
        services.AddSingleton<RecognitionTurns>();
        services.AddRefusals();
        services.AddOptions<RateLimiterOptions>().Configure<KnownCredentials, Refusals>((options, known, refusals) =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Bucket>(
                http => RateLimitPartition.Get(BucketOf(http, known), bucket => new TokenBucketRateLimiter(bucket.Kind switch
                {
                    LimitKind.Person => person,
                    LimitKind.Token => token,
                    _ => address,
                })));
            options.OnRejected = (rejected, _) => new(RefuseAsync(rejected, BucketOf(rejected.HttpContext, known).Kind, refusals));
        });
        services.AddRateLimiter(_ => { });
    }

    private static Bucket BucketOf(HttpContext http, KnownCredentials known) =>
        Credential.Of(http) is { } credential && known.Find(credential) is { } owner
            ? new(credential.IsToken ? LimitKind.Token : LimitKind.Person, owner.Id, 0)
            : new(LimitKind.Address, Guid.Empty, (int)((uint)ClientNetwork.Of(http).GetHashCode(StringComparison.Ordinal) % AddressBuckets));

    private static Task RefuseAsync(OnRejectedContext rejected, LimitKind kind, Refusals refusals)
    {
        refusals.Count(kind);
        var wait = Buckets.Wait(rejected.Lease);
        var what = kind switch
        {
            LimitKind.Person => "A great deal was asked for in your name in a short time.",
            LimitKind.Token => "A great deal was asked for with this token in a short time.",
            _ => "A great deal was asked for from your address in a short time, by you or by others who share it.",
        };
        return ProblemPages.TellAsync(rejected.HttpContext, ServiceError.From(Problem.TooMany("TOO_MANY_REQUESTS", $"{what} Please try again in {Problem.InWords(wait)}.", wait)));
    }

    private readonly record struct Bucket(LimitKind Kind, Guid Id, int Slot);
}
