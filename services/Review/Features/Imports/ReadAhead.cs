using System.Threading.Channels;
using CoProduction.Review.Intake;

namespace CoProduction.Review.Features.Imports;

/// <summary>Some records of a file: good ones, and what is wrong with the others.</summary>
internal sealed record ReviewBatch(List<CheckedReview> Reviews, List<RowProblem> Problems, int RowsWithProblems);

/// <summary>Reads and checks the next batches of a file while the last one is on its way into the database, a few at most.</summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private readonly Channel<ReviewBatch> _ready = Channel.CreateBounded<ReviewBatch>(2);
    private readonly CancellationTokenSource _stopping;
    private readonly Task _reading;

    public ReadAhead(ReviewFile file, int batchSize, CancellationToken cancel)
    {
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _reading = Task.Run(() => ReadAsync(file, batchSize, _stopping.Token), _stopping.Token);
    }

    /// <summary>The next batch, or null at the end of the file; throws what reading threw.</summary>
    public async Task<ReviewBatch?> NextAsync()
    {
        if (await _ready.Reader.WaitToReadAsync(_stopping.Token) && _ready.Reader.TryRead(out var batch))
            return batch;
        await _reading;
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading.ContinueWith(_ => { }, TaskScheduler.Default);
        _stopping.Dispose();
    }

    private async Task ReadAsync(ReviewFile file, int batchSize, CancellationToken cancel)
    {
        try
        {
            var batch = new ReviewBatch([], [], 0);
            while (await file.NextAsync(cancel) is { } record)
            {
                if (record.Review is { } review)
                    batch.Reviews.Add(review);
                batch.Problems.AddRange(record.Problems);
                if (record.Problems.Count > 0)
                    batch = batch with { RowsWithProblems = batch.RowsWithProblems + 1 };
                if (batch.Reviews.Count + batch.Problems.Count < batchSize)
                    continue;
                await _ready.Writer.WriteAsync(batch, cancel);
                batch = new([], [], 0);
            }
            await _ready.Writer.WriteAsync(batch, cancel);
            _ready.Writer.Complete();
        }
        catch
        {
            _ready.Writer.TryComplete();
            throw;
        }
    }
}
