using CoProduction.Shared.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CoProduction.Shared.Mail;

/// <summary>Registers how email is sent.</summary>
public static class MailServices
{
    private static readonly Setting<MailboxAddress?> _from = new(
        "Mail:From", "whom emails are from, such as Wenlow <no-reply@wenlow.example>", MailboxAddress.TryParse, MailboxAddress.Parse("CoProduction <coproduction@localhost>"));

    private static readonly Setting<Uri?> _smtp = new("Mail:Smtp", "a mail server, such as smtp://user:password@mail.example:587", TryReadServer, null);

    private static readonly Setting<string> _folder = Setting.Folder("Mail:Folder", "where emails are put when there is no mail server");

    /// <summary>Whom emails are from, and how they leave.</summary>
    public static IEnumerable<Setting> Settings => [_from, _smtp, _folder];

    /// <summary>To the mail server in <c>Mail:Smtp</c>; without one, as files in <c>Mail:Folder</c>. From the address in <c>Mail:From</c>.</summary>
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(SenderFrom(configuration));
        services.AddSingleton<MailQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<MailQueue>());
    }

    private static IMailSender SenderFrom(IConfiguration configuration)
    {
        var from = _from.Read(configuration)!;
        if (_smtp.Read(configuration) is { } server)
            return new SmtpMailSender(server, from);
        return new FileMailSender(_folder.Read(configuration) is { Length: > 0 } folder ? folder : Path.Combine(Path.GetTempPath(), "coproduction-mail"), from);
    }

    private static bool TryReadServer(string text, out Uri? server) =>
        Uri.TryCreate(text, UriKind.Absolute, out server) && server.Scheme is "smtp" or "smtps" && server.Host.Length > 0;
}
