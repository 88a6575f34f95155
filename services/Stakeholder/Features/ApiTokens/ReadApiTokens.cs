using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.ApiTokens;

/// <summary>Which programs may come in, and which one a secret belongs to.</summary>
internal sealed class ReadApiTokens(TenantDatabase database)
{
    public async Task<ListApiTokensResponse> HandleAsync(ListApiTokensRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "api-tokens");
        var rows = await transaction.QueryAsync<ApiTokenRow>(
            $"""
            SELECT {ApiTokenRow.Columns} FROM api_token
            WHERE partnership_id = @PartnershipId AND (@after::uuid IS NULL OR token_id < @after::uuid) ORDER BY token_id DESC LIMIT @Limit
            """,
            new { transaction.PartnershipId, after = page.After(0), page.Limit }, cancel);
        var next = page.Next(rows, row => [row.TokenId]);
        return new() { Tokens = { rows.ConvertAll(row => row.ToApiToken()) }, NextPageToken = next };
    }

    public async Task<ResolveApiTokenResponse> HandleAsync(ResolveApiTokenRequest request, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Gateway, Guid.Empty, cancel);
        var row = await transaction.FindAsync<ApiTokenRow>($"SELECT {ApiTokenRow.Columns} FROM api_token_of(@hash)", new { hash = Secret.Hash(request.Secret) }, cancel);
        if (row is null || row.RevokedAt is not null || row.ExpiresAt <= transaction.Now.UtcDateTime)
            throw Problem.Of(StatusCode.Unauthenticated, "TOKEN_NOT_VALID", "This token is unknown, has run out or was taken back. Ask for a new one.");
        return new() { PartnershipId = row.PartnershipId.ToString(), Token = row.ToApiToken() };
    }
}
