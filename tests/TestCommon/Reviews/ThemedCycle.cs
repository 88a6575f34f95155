using System.Text;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;

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
    public static Task<ThemedCycle> CreateAsync(RunningModule review, Caller caller) => CreateAsync(review, caller, Guid.CreateVersion7());

    /// <summary>Makes a cycle with nothing in it.</summary>
    public static async Task<ThemedCycle> CreateAsync(RunningModule review, Caller caller, Guid projectId, string name = "Spring reviews")
    {
        var created = await new ReviewService.ReviewServiceClient(review.As(caller)).CreateCycleAsync(
            new() { RequestId = NewRequest(), ProjectId = projectId.ToString(), Name = name });
        return new(review, caller, created.Cycle.CycleId);
    }

    /// <summary>A new request id.</summary>
    public static string NewRequest() => Guid.CreateVersion7().ToString();

    /// <summary>A header for a file of reviews.</summary>
    public ImportHeader Header(bool keepGoodRows = false) =>
        new() { RequestId = NewRequest(), CycleId = CycleId, FileName = "reviews.csv", KeepGoodRows = keepGoodRows };

    /// <summary>Imports one statement for each text, all to one question.</summary>
    public Task ImportAsync(Question question, params IEnumerable<string> texts) => ImportAsync(texts.Select(text => (question, text)));

    /// <summary>Imports one statement for each text.</summary>
    public async Task ImportAsync(params IEnumerable<(Question Question, string Text)> statements)
    {
        var rows = statements.Select(statement => new[] { Answer(statement.Question), statement.Text });
        var import = await _client.SendFileAsync(Header(), Encoding.UTF8.GetBytes(CsvText.Of([["question", "statement"], .. rows])));
        if (import.State != ImportState.Added)
            throw new InvalidOperationException($"The import was refused: {import.RowsWithProblems} rows with problems.");
    }

    /// <summary>Starts a run; nobody works on it yet.</summary>
    public async Task<ThemingRun> StartAsync(ThemingKind kind = ThemingKind.Anew, string fromCycleId = "") =>
        (await _client.StartThemingAsync(new() { RequestId = NewRequest(), CycleId = CycleId, Kind = kind, FromCycleId = fromCycleId })).Run;

    /// <summary>
    /// Themes all questions as <paramref name="result"/> says: for a statement's text the name of its theme, or null for none, and its similarity.
    /// A theme's first five statements become its quotes. <paramref name="second"/> names a text's second theme, if it has one.
    /// </summary>
    public async Task ThemeAsync(Func<string, (string? Theme, float Similarity)> result, Func<string, string?>? second = null)
    {
        // Another test's worker would theme these statements its own way.
        await _oneWorker.WaitAsync();
        try
        {
            await StartAsync();
            var worker = new KnownWorker(_review);
            while (await worker.LeaseAsync() is { } piece)
                await worker.ThemeAsync(piece.Claim, result, second);
        }
        finally
        {
            _oneWorker.Release();
        }
    }

    private static string Answer(Question question) => question switch { Question.Working => "working", Question.NotWorking => "not working", _ => "future" };
}
