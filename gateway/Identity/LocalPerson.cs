using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Gateway.Identity;

/// <summary>
/// The one built-in person of this machine, by the account name in <c>Gateway:LocalAccount</c>. Looked up once in half a minute.
/// </summary>
internal sealed class LocalPerson(IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan _remembered = TimeSpan.FromSeconds(30);
    private readonly string _accountName = configuration["Gateway:LocalAccount"] ?? "local";
    private (Account Account, DateTimeOffset Until)? _known;

    /// <summary>The account, or null as long as nobody has made it.</summary>
    public async Task<Account?> FindAsync(AccessService.AccessServiceClient access, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_known is { } known && known.Until > now)
            return known.Account;
        try
        {
            var account = (await access.ResolveAccountAsync(new() { AccountName = _accountName }, cancellationToken: cancel)).Account;
            if (account.Memberships.Count == 0)
                return null;
            _known = (account, now + _remembered);
            return account;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }

    internal static Caller CallerOf(Account account)
    {
        var membership = account.Memberships[0];
        return new(Guid.Parse(account.PersonId), account.DisplayName, Guid.Parse(membership.PartnershipId), membership.Roles);
    }
}
