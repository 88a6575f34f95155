using CoProduction.Shared.Requests;
using MimeKit;

namespace CoProduction.Shared.Mail;

/// <summary>Letters as mail programs take them. Whatever a letter was made of, its subject is one line and its text has no control characters.</summary>
internal static class MailMessages
{
    public static MimeMessage From(Letter letter, MailboxAddress from)
    {
        var message = new MimeMessage { Subject = PlainText.OneLine(letter.Subject), Body = new TextPart("plain") { Text = PlainText.Lines(letter.Text) } };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(letter.To));
        return message;
    }
}
