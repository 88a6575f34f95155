using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.ApiTokens;

/// <summary>Which programs may come in, and who answers for each.</summary>
internal sealed class ReadApiTokens(TenantDatabase database)
{
    public async Task<ListApiTokensResponse> HandleAsync(ListApiTokensRequest request, Caller caller, CancellationToken cancel)
    {
        var ownerId = Parse.OptionalId(request.OwnerId, "owner_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "api-tokens", ownerId?.ToString() ?? "", request.RunningOutWithinDays);
        var rows = await transaction.QueryAsync<ApiTokenRow>(
            $"""
            SELECT {ApiTokenRow.Columns} FROM api_token
            WHERE partnership_id = @PartnershipId AND (@after::uuid IS NULL OR token_id < @after::uuid) AND (@ownerId::uuid IS NULL OR owner_id = @ownerId)
              AND (@until::timestamptz IS NULL OR revoked_at IS NULL AND ended_at IS NULL AND expires_at > @Now AND expires_at <= @until)
            ORDER BY token_id DESC LIMIT @Limit
            """,
            new
            {
                transaction.PartnershipId,
                ownerId,
                transaction.Now,
                until = request.RunningOutWithinDays > 0 ? transaction.Now.AddDays(Math.Min(request.RunningOutWithinDays, CreateApiToken.LongestDays)) : (DateTimeOffset?)null,
                after = page.After(0),
                page.Limit,
            }, cancel);
        var next = page.Next(rows, row => [row.TokenId]);
        return new() { Tokens = { rows.ConvertAll(row => row.ToApiToken()) }, NextPageToken = next };
    }
}
