using CoProduction.Shared.Mail;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>Sends somebody a link by which they can sign in once.</summary>
internal sealed class SendLink(Sessions sessions, Tries tries, MailQueue mail)
{
    /// <summary>Answers before it is looked whether there is such an account: nothing of the answer, nor of how long it takes, tells.</summary>
    public async Task<SendLinkResponse> HandleAsync(SendLinkRequest request, CancellationToken cancel)
    {
        var name = Parse.Text(request.AccountName, "account_name", 100, "Give your sign-in name.");
        await tries.CountAsync(Tries.Place.OfLetters(name, request.Place?.Address ?? ""), cancel);
        mail.Send(stopping => WriteAsync(name, request.AddressTemplate, stopping));
        return new();
    }

    private async ValueTask<Letter?> WriteAsync(string name, string addressTemplate, CancellationToken cancel)
    {
        await using var transaction = await sessions.BeginAsync(cancel);
        var account = await Accounts.FindAsync(transaction, name, cancel);
        if (account is not { Email: { } email, Demo: false })
            return null;
        var secret = await OneTimeSecrets.CreateLinkAsync(transaction, account.PersonId, OneTimeSecrets.Letter, cancel);
        await transaction.AuditAsync("link.send", "person", account.PersonId, "asked for", cancel, forPersonId: account.PersonId);
        await transaction.CommitAsync(cancel);
        return Letters.SignIn(email, account.DisplayName, addressTemplate, secret);
    }
}
