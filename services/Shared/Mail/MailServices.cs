using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CoProduction.Shared.Mail;

/// <summary>Registers how email is sent.</summary>
public static class MailServices
{
    /// <summary>To the mail server in <c>Mail:Smtp</c>; without one, as files in <c>Mail:Folder</c>. From the address in <c>Mail:From</c>.</summary>
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(SenderFrom(configuration));
        services.AddSingleton<MailQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<MailQueue>());
    }

    private static IMailSender SenderFrom(IConfiguration configuration)
    {
        if (!MailboxAddress.TryParse(configuration["Mail:From"] ?? "CoProduction <coproduction@localhost>", out var from))
            throw Wrong("From", "whom emails are from, such as Wenlow <no-reply@wenlow.example>");
        if (configuration["Mail:Smtp"] is { Length: > 0 } text)
            return Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "smtp" or "smtps" && server.Host.Length > 0
                ? new SmtpMailSender(server, from)
                : throw Wrong("Smtp", "a mail server, such as smtp://user:password@mail.example:587");
        return new FileMailSender(configuration["Mail:Folder"] ?? Path.Combine(Path.GetTempPath(), "coproduction-mail"), from);
    }

    private static InvalidOperationException Wrong(string name, string meaning) =>
        new($"stakeholder: the setting Mail:{name} (environment variable Mail__{name}) is wrong. It must be {meaning}.");
}
