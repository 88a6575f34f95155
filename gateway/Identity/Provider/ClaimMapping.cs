using System.Security.Claims;
using CoProduction.Shared.Access;
using CoProduction.Shared.Settings;
using CoProduction.Stakeholder.V1;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Gateway.Identity.Provider;

/// <summary>Whoever has the claim with this value has the role in the partnership of that name.</summary>
internal sealed record ClaimMapping(string Claim, string Value, string Partnership, string Role)
{
    /// <summary>Those of the first row; others have another number.</summary>
    public static IEnumerable<Setting> Settings =>
        new[] { nameof(Claim), nameof(Value), nameof(Partnership), nameof(Role) }.Select(name => Setting.Text($"Oidc:Mapping:0:{name}", "part of a row of the mapping"));

    public static ClaimMapping From(IConfigurationSection row) => new(
        ProviderSettings.Require(row, nameof(Claim), "the name of a claim, such as groups"),
        ProviderSettings.Require(row, nameof(Value), "the value that the claim must have, in the same letters"),
        ProviderSettings.Require(row, nameof(Partnership), "the name of the partnership in which the claim gives a role"),
        RoleOf(row));

    /// <summary>What somebody's claims give them, by partnership.</summary>
    public static IEnumerable<ProviderMembership> Memberships(IEnumerable<ClaimMapping> mapping, ClaimsPrincipal person) =>
        from row in mapping
        where person.HasClaim(row.Claim, row.Value)
        group row.Role by row.Partnership into roles
        select new ProviderMembership { PartnershipName = roles.Key, Roles = { roles.Distinct() } };

    private static string RoleOf(IConfigurationSection row)
    {
        var meaning = $"one of {string.Join(", ", Roles.OfPeople.Order())}";
        var role = ProviderSettings.Require(row, nameof(Role), meaning);
        return Roles.OfPeople.Contains(role) ? role : throw ProviderSettings.Wrong(row, nameof(Role), "is wrong", meaning);
    }
}
