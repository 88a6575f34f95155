using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Mail;

/// <summary>Sends letters one after the other, beside what asked for them; one that cannot be sent is logged without its words, and asked for again by whoever waits for it.</summary>
public sealed partial class MailQueue(IMailSender sender, ILogger<MailQueue> log) : BackgroundService
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly Channel<Letter> _letters = Channel.CreateBounded<Letter>(10_000);

    /// <summary>Queues a letter.</summary>
    public void Send(Letter letter)
    {
        if (!_letters.Writer.TryWrite(letter))
            NotSent("too many wait");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await foreach (var letter in _letters.Reader.ReadAllAsync(stopping))
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                patience.CancelAfter(_patience);
                await sender.SendAsync(letter, patience.Token);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                NotSent(e.GetType().Name); // the exception's own text may hold the address
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A letter could not be sent: {Failure}. Check the setting Mail:Smtp")]
    private partial void NotSent(string failure);
}
