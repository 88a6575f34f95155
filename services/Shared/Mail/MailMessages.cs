using MimeKit;

namespace CoProduction.Shared.Mail;

internal static class MailMessages
{
    public static MimeMessage From(Letter letter, MailboxAddress from)
    {
        var message = new MimeMessage { Subject = letter.Subject, Body = new TextPart("plain") { Text = letter.Text } };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(letter.To));
        return message;
    }
}
