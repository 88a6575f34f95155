using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.ApiTokens;

/// <summary>Which token a secret belongs to, if it works. The day of it is kept, with one write a day.</summary>
internal sealed class ResolveApiToken(TenantDatabase database)
{
    public async Task<ResolveApiTokenResponse> HandleAsync(ResolveApiTokenRequest request, CancellationToken cancel)
    {
        ApiTokenRow? row;
        string today;
        await using (var transaction = await database.BeginAsync(Caller.Gateway, Guid.Empty, cancel))
        {
            today = Days.Today(transaction);
            row = await transaction.FindAsync<ApiTokenRow>(
                "SELECT partnership_id, token_id, name, scopes, created_at, expires_at, revoked_at, ended_at, last_used_on, owner_id, owner_roles FROM api_token_of(@hash)",
                new { hash = Secret.Hash(request.Secret) }, cancel);
            if (row is null || !row.IsGoodAt(transaction.Now.UtcDateTime) || !TokenOwner.Gives(row.OwnerRoles))
                throw Problem.Of(StatusCode.Unauthenticated, "TOKEN_NOT_VALID", "This token is unknown, has run out, was taken back, or ended with its owner's role. Ask for a new one.");
        }
        if (row.LastUsedOn != today)
            await NoteUseAsync(row, today, cancel);
        return new() { PartnershipId = row.PartnershipId.ToString(), Token = row.ToApiToken() };
    }

    private async Task NoteUseAsync(ApiTokenRow token, string today, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.Gateway, token.PartnershipId, cancel);
        await transaction.ExecuteAsync(
            "UPDATE api_token SET last_used_on = @today::date WHERE partnership_id = @PartnershipId AND token_id = @TokenId AND last_used_on IS DISTINCT FROM @today::date",
            new { transaction.PartnershipId, token.TokenId, today }, cancel);
        await transaction.CommitAsync(cancel);
    }
}
