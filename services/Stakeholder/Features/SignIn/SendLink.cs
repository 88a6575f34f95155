using CoProduction.Shared.Mail;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>Sends somebody a link by which they can sign in once.</summary>
internal sealed class SendLink(Sessions sessions, Tries tries, MailQueue mail)
{
    public async Task<SendLinkResponse> HandleAsync(SendLinkRequest request, CancellationToken cancel)
    {
        var name = Parse.Text(request.AccountName, "account_name", 100, "Give your sign-in name.");
        await tries.CountAsync(Tries.Place.OfLetters(name, request.Place?.Address ?? ""), cancel);
        await using var transaction = await sessions.BeginAsync(cancel);
        var account = await Accounts.FindAsync(transaction, name, cancel);
        if (account is not { Email: { } email, Demo: false })
            return new();
        var secret = await OneTimeSecrets.CreateLinkAsync(transaction, account.PersonId, OneTimeSecrets.Letter, cancel);
        await transaction.AuditAsync("link.send", "person", account.PersonId, "asked for", cancel, forPersonId: account.PersonId);
        await transaction.CommitAsync(cancel);
        // Queued, so that the answer comes as soon as where there is nobody.
        mail.Send(Letters.SignIn(email, account.DisplayName, request.AddressTemplate, secret));
        return new();
    }
}
