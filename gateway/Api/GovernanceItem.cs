using System.Text.Json;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Api;

/// <summary>How a project is run. Members are counted, not named.</summary>
internal sealed record GovernanceItem(string? AccountableForSuccess, string? AccountableForMoney, string? KeptUp, IReadOnlyList<GoverningGroupItem> Groups)
{
    public static GovernanceItem From(GetGovernanceResponse governance) => new(
        Said(governance.Accountable.Success), Said(governance.Accountable.Money), Said(governance.Accountable.KeptUp), [.. governance.Groups.Select(GoverningGroupItem.From)]);

    private static string? Said(string words) => words.Length > 0 ? words : null;
}

/// <summary>One group; reportsTo null when it reports to no other, endedOn null while it goes on, versionInForce null when no terms are.</summary>
internal sealed record GoverningGroupItem(
    Guid GoverningGroupId, string Name, string Kind, string Purpose, Guid? ReportsTo, string LivedRole, int Seats, int LivedSeats, int Members, int? VersionInForce, string? SettleBy,
    string? EndedOn)
{
    public static GoverningGroupItem From(GoverningGroup group)
    {
        var inForce = group.Terms.FirstOrDefault(terms => terms.AgreedOn.Length > 0);
        return new(
            Guid.Parse(group.GoverningGroupId), group.Fields.Name, Snake(group.Fields.Kind), group.Fields.Purpose,
            group.Fields.ParentId.Length > 0 ? Guid.Parse(group.Fields.ParentId) : null, Snake(group.Fields.LivedRole), group.Fields.Seats, group.Fields.LivedSeats,
            group.Members.Count(member => member.LeftOn.Length == 0), inForce?.Version, inForce is null or { SettleBy: Stakeholder.V1.SettleBy.Unspecified } ? null : Snake(inForce.SettleBy),
            ApiNames.Date(group.EndedOn));
    }

    private static string Snake<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
