using MimeKit;

namespace CoProduction.Shared.Mail;

/// <summary>Puts each letter into a folder, as a file that mail programs open: for an installation without a mail server.</summary>
internal sealed class FileMailSender(string folder, MailboxAddress from) : IMailSender
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public async Task SendAsync(Letter letter, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder, OwnerOnly);
        using var message = MailMessages.From(letter, from);
        var draft = Path.Combine(folder, $"{Guid.CreateVersion7()}.draft");
        await using (var file = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
            await message.WriteToAsync(file, cancel);
        File.Move(draft, Path.ChangeExtension(draft, ".eml")); // whole, or not there
    }
}
