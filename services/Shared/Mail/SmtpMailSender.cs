using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CoProduction.Shared.Mail;

/// <summary>Hands letters to a mail server: smtp://user:password@host:port, with TLS where the server offers it, or smtps:// with TLS from the start.</summary>
internal sealed class SmtpMailSender(Uri server, MailboxAddress from) : IMailSender
{
    private const int SubmissionPort = 587;

    public async Task SendAsync(Letter letter, CancellationToken cancel)
    {
        using var message = MailMessages.From(letter, from);
        using var client = new SmtpClient();
        await client.ConnectAsync(server.Host, server.Port > 0 ? server.Port : SubmissionPort,
            server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable, cancel);
        var user = server.UserInfo.Split(':', 2);
        if (user.Length == 2)
            await client.AuthenticateAsync(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user[1]), cancel);
        await client.SendAsync(message, cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }
}
