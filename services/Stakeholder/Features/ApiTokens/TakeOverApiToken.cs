using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.ApiTokens;

/// <summary>Makes a token one's own, so that it goes on when whoever had it goes.</summary>
internal sealed class TakeOverApiToken(Commands commands)
{
    public Task<TakeOverApiTokenResponse> HandleAsync(TakeOverApiTokenRequest request, Caller caller, CancellationToken cancel)
    {
        var tokenId = Parse.Id(request.TokenId, "token_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await TokenOwner.RequireAsync(transaction, cancel);
            var key = new { transaction.PartnershipId, tokenId, caller.PersonId, transaction.Now };
            var before = await transaction.FindAsync<ApiTokenRow>(
                $"SELECT {ApiTokenRow.Columns} FROM api_token WHERE partnership_id = @PartnershipId AND token_id = @tokenId FOR UPDATE", key, cancel)
                ?? throw Problem.NotFound("token");
            if (!before.IsGoodAt(transaction.Now.UtcDateTime))
                throw Problem.Of(StatusCode.FailedPrecondition, "TOKEN_ENDED", "This token does not work any more, so nobody can take it over. Make a new one.");
            if (before.OwnerId == caller.PersonId)
                return new TakeOverApiTokenResponse { Token = before.ToApiToken() };
            // Whoever has it from now on is told anew when it runs out.
            var row = await transaction.GetAsync<ApiTokenRow>(
                $"""
                UPDATE api_token SET owner_id = @PersonId, taken_over_at = @Now, warned_at = NULL WHERE partnership_id = @PartnershipId AND token_id = @tokenId
                RETURNING {ApiTokenRow.Columns}
                """, key, cancel);
            await transaction.AuditAsync("api-token.take-over", "api-token", tokenId, $"from {before.OwnerId}", cancel, forPersonId: before.OwnerId);
            return new TakeOverApiTokenResponse { Token = row.ToApiToken() };
        }, cancel);
    }
}
