using System.Threading.Channels;
using CoProduction.Review.Intake;

namespace CoProduction.Review.Features.Imports;

/// <summary>Some records of a file: good ones, and what is wrong with the others.</summary>
internal sealed class ReviewBatch
{
    private const int MostRecords = 2000, MostCharacters = 1_000_000;
    private int _records, _characters;

    public List<CheckedReview> Reviews { get; } = [];

    public List<RowProblem> Problems { get; } = [];

    public int RowsWithProblems { get; private set; }

    /// <summary>Many short records or a few long ones: what waits in memory stays small either way.</summary>
    public bool IsFull => _records >= MostRecords || _characters >= MostCharacters;

    public void Add(CheckedReview? review, IReadOnlyList<RowProblem> problems)
    {
        _records++;
        if (review is not null)
        {
            Reviews.Add(review);
            _characters += review.Statements.Sum(statement => statement.Text.Length);
        }
        Problems.AddRange(problems);
        if (problems.Count > 0)
            RowsWithProblems++;
    }
}

/// <summary>Reads and checks the next batches of a file while the last one is on its way into the database, a few at most.</summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private readonly Channel<ReviewBatch> _ready = Channel.CreateBounded<ReviewBatch>(2);
    private readonly CancellationTokenSource _stopping;
    private readonly Task _reading;

    public ReadAhead(ReviewFile file, CancellationToken cancel)
    {
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _reading = Task.Run(() => ReadAsync(file, _stopping.Token), _stopping.Token);
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

    private async Task ReadAsync(ReviewFile file, CancellationToken cancel)
    {
        try
        {
            var batch = new ReviewBatch();
            while (file.Next() is { } record)
            {
                cancel.ThrowIfCancellationRequested();
                batch.Add(record.Review, record.Problems);
                if (!batch.IsFull)
                    continue;
                await _ready.Writer.WriteAsync(batch, cancel);
                batch = new();
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
