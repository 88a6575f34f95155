using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>What forms about people offer.</summary>
internal sealed class Choices(TenantDatabase database)
{
    public async Task<ListPersonChoicesResponse> HandleAsync(Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var rows = await transaction.QueryAsync<(string Kind, string Code, string Words)>("SELECT kind, code, words FROM person_choice ORDER BY kind, place, code", null, cancel);
        return new() { Choices = { rows.Select(row => new PersonChoice { Kind = row.Kind, Code = row.Code, Words = row.Words }) } };
    }

    /// <summary>The codes once each, in their order; INVALID_ARGUMENT naming the field when one is not offered.</summary>
    public static async Task<string[]> KnownAsync(TenantTransaction transaction, string kind, IEnumerable<string> codes, string field, CancellationToken cancel)
    {
        var wanted = codes.Distinct().ToArray();
        if (wanted.Length == 0)
            return wanted;
        var known = await transaction.QueryAsync<string>(
            "SELECT code FROM person_choice WHERE kind = @kind AND code = ANY(@wanted) ORDER BY place", new { kind, wanted }, cancel);
        return known.Count == wanted.Length ? [.. known] : throw Problem.Invalid(field, "Choose from what is offered.");
    }
}
