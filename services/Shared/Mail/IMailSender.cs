namespace CoProduction.Shared.Mail;

/// <summary>How email leaves the installation.</summary>
public interface IMailSender
{
    /// <summary>Hands a letter over; throws when that does not succeed.</summary>
    Task SendAsync(Letter letter, CancellationToken cancel);
}
