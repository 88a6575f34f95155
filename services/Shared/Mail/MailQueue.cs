using System.Threading.Channels;
using CoProduction.Shared.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Mail;

/// <summary>Writes and sends letters one after the other, beside what asked for them; one that cannot be sent is logged without its words, and asked for again by whoever waits for it.</summary>
public sealed partial class MailQueue(IMailSender sender, ILogger<MailQueue> log) : BackgroundService
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly Channel<Func<CancellationToken, ValueTask<Letter?>>> _letters = Channel.CreateBounded<Func<CancellationToken, ValueTask<Letter?>>>(10_000);

    /// <summary>Queues a letter.</summary>
    public void Send(Letter letter) => Send(_ => ValueTask.FromResult<Letter?>(letter));

    /// <summary>Queues a letter that is still to be written: whoever asks does not wait for that, and cannot tell whether there was one (null: none).</summary>
    public void Send(Func<CancellationToken, ValueTask<Letter?>> write)
    {
        if (!_letters.Writer.TryWrite(write))
            NotSent("too many wait");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await foreach (var write in _letters.Reader.ReadAllAsync(stopping))
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                patience.CancelAfter(_patience);
                if (await write(patience.Token) is { } letter)
                    await sender.SendAsync(letter, patience.Token);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                NotSent(FailureTrace.Kind(e)); // the exception's own text may hold the address
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A letter could not be sent: {Failure}. Unless the database was away, check the setting Mail:Smtp")]
    private partial void NotSent(string failure);
}
