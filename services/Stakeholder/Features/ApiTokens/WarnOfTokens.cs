using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Mail;
using CoProduction.Stakeholder.Features.SignIn;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Stakeholder.Features.ApiTokens;

/// <summary>Once an hour tells owners by email, once for each token, that it runs out within a week. Whoever has no email finds it on the pages.</summary>
internal sealed partial class WarnOfTokens(TenantDatabase database, MailQueue mail, TimeProvider time, ILogger<WarnOfTokens> log) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromHours(1);
    private static readonly TimeSpan _before = TimeSpan.FromDays(7);

    /// <summary>Tells those who have not been told.</summary>
    public async Task WarnAsync(CancellationToken cancel)
    {
        List<(Guid PartnershipId, Guid TokenId)> soon;
        await using (var transaction = await database.BeginAsync(Caller.System, Guid.Empty, cancel))
            soon = await transaction.QueryAsync<(Guid, Guid)>(
                "SELECT partnership_id, token_id FROM api_tokens_that_run_out(@Now, @until)", new { transaction.Now, until = transaction.Now + _before }, cancel);
        foreach (var (partnershipId, tokenId) in soon)
            await WarnAsync(partnershipId, tokenId, cancel);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_every, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await WarnAsync(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                Interrupted(FailureTrace.Kind(e));
            }
        }
    }

    // Of several processes one marks it and writes. One made for a few days was made in the knowledge of that.
    private async Task WarnAsync(Guid partnershipId, Guid tokenId, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(Caller.System, partnershipId, cancel);
        var (name, ownerName, email, expiresAt) = await transaction.FindAsync<(string Name, string OwnerName, string Email, DateTime ExpiresAt)>(
            """
            UPDATE api_token t SET warned_at = @Now FROM account a
            WHERE t.partnership_id = @PartnershipId AND t.token_id = @tokenId AND t.warned_at IS NULL AND a.person_id = t.owner_id
            RETURNING t.name, a.display_name, CASE WHEN t.expires_at - t.created_at > @_before THEN coalesce(a.email, '') ELSE '' END, t.expires_at
            """,
            new { transaction.PartnershipId, tokenId, transaction.Now, _before }, cancel);
        await transaction.CommitAsync(cancel);
        if (!string.IsNullOrEmpty(email))
            mail.Send(Letters.TokenRunsOut(email, ownerName, name, expiresAt));
    }

    [LoggerMessage(LogLevel.Warning, "Owners of tokens were not told; it is tried again in an hour: {Failure}")]
    private partial void Interrupted(string failure);
}
