using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.ApiTokens;

/// <summary>Lets a program in, to do what it is given and nothing else.</summary>
internal sealed class CreateApiToken(Commands commands)
{
    public const int LongestDays = 366;

    // By it a secret is known for what it is wherever it turns up, in a log or a repository.
    private const string Prefix = "coproduction_";

    public async Task<CreateApiTokenResponse> HandleAsync(CreateApiTokenRequest request, Caller caller, CancellationToken cancel)
    {
        var name = Parse.Text(request.Name, "name", 100, "Say which program this is for.");
        var scopes = request.Scopes.Distinct().Order().ToArray();
        if (scopes.Length == 0 || !scopes.All(Permissions.OfPrograms.Contains))
            throw Problem.Invalid("scopes", $"Choose what the program may do: {string.Join(", ", Permissions.OfPrograms)}.");
        if (scopes.Contains("statement.read") && scopes.Any(scope => scope == "representative.read" || scope.StartsWith("person.", StringComparison.Ordinal)))
            throw Problem.Invalid("scopes", "No program may read both what people said and who they are. Make two tokens.");
        if (request.Days is < 1 or > LongestDays)
            throw Problem.Invalid("days", $"Choose from 1 to {LongestDays} days.");
        var (secret, isNew) = (Prefix + Secret.New(), false);
        var response = await commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await TokenOwner.RequireAsync(transaction, cancel);
            isNew = true;
            var row = await transaction.GetAsync<ApiTokenRow>(
                $"""
                INSERT INTO api_token (partnership_id, token_id, name, scopes, secret_hash, created_at, created_by_id, owner_id, expires_at)
                VALUES (@PartnershipId, @id, @name, @scopes, @hash, @Now, @PersonId, @PersonId, @expires) RETURNING {ApiTokenRow.Columns}
                """,
                new
                {
                    transaction.PartnershipId,
                    id = transaction.NewId(),
                    name,
                    scopes,
                    hash = Secret.Hash(secret),
                    transaction.Now,
                    caller.PersonId,
                    expires = transaction.Now.AddDays(request.Days),
                }, cancel);
            await transaction.AuditAsync("api-token.create", "api-token", row.TokenId, $"{string.Join(',', scopes)}; {request.Days} days", cancel);
            return new CreateApiTokenResponse { Token = row.ToApiToken() };
        }, cancel);
        // Not part of the answer that is kept.
        response.Secret = isNew ? secret : "";
        return response;
    }
}
