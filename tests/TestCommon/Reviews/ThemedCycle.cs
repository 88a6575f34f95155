using System.Text;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using Google.Protobuf;

namespace CoProduction.TestCommon.Reviews;

/// <summary>Arranges a cycle as it is after an import and, when wanted, a theming run whose result is known beforehand.</summary>
public sealed class ThemedCycle
{
    private static readonly SemaphoreSlim _oneWorker = new(1);
    private readonly RunningModule _review;
    private readonly ReviewService.ReviewServiceClient _client;

    private ThemedCycle(RunningModule review, Caller caller, string cycleId)
    {
        _review = review;
        Caller = caller;
        _client = new(review.As(caller));
        CycleId = cycleId;
    }

    /// <summary>Who made the cycle.</summary>
    public Caller Caller { get; }

    /// <summary>The cycle's id.</summary>
    public string CycleId { get; }

    /// <summary>Makes a cycle with nothing in it, in a project of its own.</summary>
    public static async Task<ThemedCycle> CreateAsync(RunningModule review, Caller caller)
    {
        var created = await new ReviewService.ReviewServiceClient(review.As(caller)).CreateCycleAsync(
            new() { RequestId = NewRequest(), ProjectId = Guid.CreateVersion7().ToString(), Name = "Spring reviews" });
        return new(review, caller, created.Cycle.CycleId);
    }

    /// <summary>A new request id.</summary>
    public static string NewRequest() => Guid.CreateVersion7().ToString();

    /// <summary>Imports one statement for each text, all to one question. Texts must hold no quotation marks.</summary>
    public async Task ImportAsync(Question question, params IEnumerable<string> texts)
    {
        var answer = question switch { Question.Working => "working", Question.NotWorking => "not working", _ => "future" };
        var file = "question,statement\n" + string.Concat(texts.Select(text => $"{answer},\"{text}\"\n"));
        using var call = _client.ImportStatements();
        await call.RequestStream.WriteAsync(new() { Header = new() { RequestId = NewRequest(), CycleId = CycleId, FileName = "reviews.csv" } });
        foreach (var chunk in Encoding.UTF8.GetBytes(file).Chunk(500_000))
            await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom(chunk) });
        await call.RequestStream.CompleteAsync();
        var import = (await call).Import;
        if (import.State != ImportState.Added)
            throw new InvalidOperationException($"The import was refused: {import.RowsWithProblems} rows with problems.");
    }

    /// <summary>
    /// Themes all questions as <paramref name="result"/> says: for a statement's text the name of its theme, or null for none, and its similarity.
    /// A theme's first five statements become its quotes.
    /// </summary>
    public async Task ThemeAsync(Func<string, (string? Theme, float Similarity)> result)
    {
        // Another test's worker would theme these statements its own way.
        await _oneWorker.WaitAsync();
        try
        {
            await _client.StartThemingAsync(new() { RequestId = NewRequest(), CycleId = CycleId });
            var work = new ThemingWorkService.ThemingWorkServiceClient(_review.As(Caller.Worker));
            while ((await work.LeasePieceAsync(new() { Worker = "test" })).Piece is { } piece)
                await ThemePieceAsync(work, piece.Claim, result);
        }
        finally
        {
            _oneWorker.Release();
        }
    }

    private static async Task ThemePieceAsync(ThemingWorkService.ThemingWorkServiceClient work, PieceClaim claim, Func<string, (string? Theme, float Similarity)> result)
    {
        var placed = new List<(string Id, string? Theme, float Similarity)>();
        using (var read = work.ReadPiece(new() { Claim = claim }))
        {
            while (await read.ResponseStream.MoveNext(CancellationToken.None))
                placed.AddRange(read.ResponseStream.Current.Statements.Select(s => (s.StatementId, result(s.Text).Theme, result(s.Text).Similarity)));
        }
        var names = placed.Select(p => p.Theme).OfType<string>().Distinct().ToList();
        using var submit = work.SubmitPiece();
        await submit.RequestStream.WriteAsync(new()
        {
            Themes = new()
            {
                Claim = claim,
                Themes =
                {
                    names.Select(name => new SubmittedTheme
                    {
                        Name = name,
                        IStatement = $"I want {name}.",
                        Confidence = 0.7,
                        Alternatives = { $"I need {name}." },
                        KeyPhrases = { name },
                        QuoteIds = { placed.Where(p => p.Theme == name).OrderByDescending(p => p.Similarity).Take(5).Select(p => p.Id) },
                    }),
                },
            },
        });
        foreach (var batch in placed.Chunk(1000))
        {
            await submit.RequestStream.WriteAsync(new()
            {
                Assignments = new()
                {
                    StatementIds = { batch.Select(p => p.Id) },
                    Themes = { batch.Select(p => p.Theme is null ? -1 : names.IndexOf(p.Theme)) },
                    Similarities = { batch.Select(p => p.Similarity) },
                    Reasons = { batch.Select(p => p.Theme is null ? SetAsideReason.NotThemed : SetAsideReason.None) },
                },
            });
        }
        await submit.RequestStream.CompleteAsync();
        await submit;
    }
}
