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
        var from = MailboxAddress.Parse(configuration["Mail:From"] ?? "CoProduction <coproduction@localhost>");
        return configuration["Mail:Smtp"] is { Length: > 0 } server
            ? new SmtpMailSender(new Uri(server), from)
            : new FileMailSender(configuration["Mail:Folder"] ?? Path.Combine(Path.GetTempPath(), "coproduction-mail"), from);
    }
}
