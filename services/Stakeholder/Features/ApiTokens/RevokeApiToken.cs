using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.ApiTokens;

/// <summary>Shuts a program out.</summary>
internal sealed class RevokeApiToken(Commands commands)
{
    public Task<RevokeApiTokenResponse> HandleAsync(RevokeApiTokenRequest request, Caller caller, CancellationToken cancel)
    {
        var tokenId = Parse.Id(request.TokenId, "token_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var revoked = await transaction.ExecuteAsync(
                "UPDATE api_token SET revoked_at = coalesce(revoked_at, @Now) WHERE partnership_id = @PartnershipId AND token_id = @tokenId",
                new { transaction.PartnershipId, tokenId, transaction.Now }, cancel);
            if (revoked == 0)
                throw Problem.NotFound("token");
            await transaction.AuditAsync("api-token.revoke", "api-token", tokenId, "", cancel);
            return new RevokeApiTokenResponse();
        }, cancel);
    }
}
