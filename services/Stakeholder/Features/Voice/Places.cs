using System.Security.Cryptography;
using System.Text;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.Features.SignIn;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>
/// Counts what comes from a place without keeping where that is: a hash made with a key that is thrown away within an hour of its day's end leads back to nobody. Many may share
/// an address, such as a library's or a day centre's.
/// </summary>
internal sealed class Places(TenantDatabase database, Tries tries)
{
    private const int FromOneAddressToAProject = 20;
    private const int FromOneAddress = 60;
    private const int ToAProject = 300;
    private const int Receipts = 100;

    /// <summary>Forgets the keys of other days, and tries that do not count any more.</summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Gateway, Guid.Empty, cancel);
        await transaction.ExecuteAsync(
            "DELETE FROM place_key WHERE day < @today::date; DELETE FROM sign_in_failure WHERE since < @Now - interval '15 minutes'",
            new { today = Days.Today(transaction), transaction.Now }, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Counts a message to the project with this channel.</summary>
    public async Task CountSayingAsync(string code, string address, CancellationToken cancel)
    {
        var place = await HashAsync(address, cancel);
        await tries.CountAsync(
            [new($"say {code} {place}", FromOneAddressToAProject), new($"say from {place}", FromOneAddress), new($"say to {code}", ToAProject)],
            wait => TooMany(wait, "A great deal was sent from here just now."), cancel);
    }

    /// <summary>Counts a try with a receipt; to be forgiven when it is right.</summary>
    public async Task<Tries.Counted> CountReceiptAsync(string address, CancellationToken cancel) => await tries.CountAsync(
        [new($"receipt {await HashAsync(address, cancel)}", Receipts)], wait => TooMany(wait, "There were too many tries from here."), cancel);

    private static RpcException TooMany(TimeSpan wait, string what) =>
        Problem.TooMany("TOO_MANY_TRIES", $"{what} Please try again in {Problem.InWords(wait)}.", wait);

    private async Task<string> HashAsync(string address, CancellationToken cancel) =>
        Convert.ToHexString(HMACSHA256.HashData(await KeyOfTodayAsync(cancel), Encoding.UTF8.GetBytes(address)));

    private async Task<byte[]> KeyOfTodayAsync(CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Gateway, Guid.Empty, cancel);
        var today = Days.Today(transaction);
        if (await transaction.FindAsync<byte[]>("SELECT key FROM place_key WHERE day = @today::date", new { today }, cancel) is { } known)
            return known;
        await transaction.ExecuteAsync(
            "INSERT INTO place_key (day, key) VALUES (@today::date, @fresh) ON CONFLICT DO NOTHING",
            new { today, fresh = RandomNumberGenerator.GetBytes(32) }, cancel);
        var key = await transaction.GetAsync<byte[]>("SELECT key FROM place_key WHERE day = @today::date", new { today }, cancel);
        await transaction.CommitAsync(cancel);
        return key;
    }
}
