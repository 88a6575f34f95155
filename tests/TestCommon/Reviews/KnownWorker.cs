using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Requests;
using CoProduction.TestCommon.Modules;
using Google.Protobuf;

namespace CoProduction.TestCommon.Reviews;

/// <summary>A theming worker whose result is known beforehand. It does one step at a time, as the test says.</summary>
public sealed class KnownWorker(RunningModule review, string name = "test")
{
    private readonly ThemingWorkService.ThemingWorkServiceClient _work = new(review.As(Caller.Worker));

    /// <summary>Leases the next piece; null when there is none within <paramref name="waitSeconds"/>.</summary>
    public async Task<LeasedPiece?> LeaseAsync(int waitSeconds = 0) =>
        (await _work.LeasePieceAsync(new() { Worker = name, WaitSeconds = waitSeconds })).Piece;

    /// <summary>The statements of a piece.</summary>
    public async Task<List<PieceStatement>> ReadAsync(PieceClaim claim)
    {
        var statements = new List<PieceStatement>();
        using var read = _work.ReadPiece(new() { Claim = claim });
        while (await read.ResponseStream.MoveNext(CancellationToken.None))
            statements.AddRange(PackedIds.Unpack(read.ResponseStream.Current.Ids, "ids").Zip(read.ResponseStream.Current.Texts, (id, text) => new PieceStatement(id, text)));
        return statements;
    }

    /// <summary>What parts of the piece's question are assigned by.</summary>
    public async Task<byte[]> ReadModelAsync(PieceClaim claim)
    {
        using var model = new MemoryStream();
        using var read = _work.ReadModel(new() { Claim = claim });
        while (await read.ResponseStream.MoveNext(CancellationToken.None))
            read.ResponseStream.Current.Model.WriteTo(model);
        return model.ToArray();
    }

    /// <summary>Submits themes of these names, and the model, for a piece that asks for a fit.</summary>
    public Task FitAsync(PieceClaim claim, byte[] model, params IEnumerable<string> themes) => SubmitPartsAsync(
    [
        new() { Themes = new() { Claim = claim, Themes = { themes.Select(name => new SubmittedTheme { Name = name }) } } },
        .. model.Chunk(1_000_000).Select(bytes => new SubmitPieceRequest { Model = ByteString.CopyFrom(bytes) }),
    ]);

    /// <summary>Submits for a part the theme of each statement, by its place in the fit, and its second theme when it has one.</summary>
    public Task AssignAsync(PieceClaim claim, IReadOnlyCollection<PieceStatement> statements, Func<string, int> theme, Func<string, int>? second = null) => SubmitPartsAsync(
    [
        new() { Themes = new() { Claim = claim } },
        new() { Assignments = Assignments(statements, theme, _ => 0.5f, second ?? (_ => -1)) },
    ]);

    /// <summary>What places each statement in a theme (0-based, or -1 for none), with a second.</summary>
    public static SubmittedAssignments Assignments(
        IReadOnlyCollection<PieceStatement> statements, Func<string, int> theme, Func<string, float> similarity, Func<string, int> second) => new()
        {
            Ids = PackedIds.Pack([.. statements.Select(s => s.StatementId)]),
            Themes = { statements.Select(s => theme(s.Text)) },
            Similarities = { statements.Select(s => similarity(s.Text)) },
            Reasons = { statements.Select(s => theme(s.Text) < 0 ? SetAsideReason.NotThemed : SetAsideReason.None) },
            SecondThemes = { statements.Select(s => second(s.Text)) },
        };

    /// <summary>What is in the themes that the piece's statements may join.</summary>
    public async Task<List<ThemeExample>> ReadExamplesAsync(PieceClaim claim)
    {
        var examples = new List<ThemeExample>();
        using var read = _work.ReadExamples(new() { Claim = claim });
        while (await read.ResponseStream.MoveNext(CancellationToken.None))
            examples.AddRange(read.ResponseStream.Current.Examples);
        return examples;
    }

    /// <summary>
    /// Submits for a piece that joins, for each of these statements, the id of a theme, or null for none; and of those in none, for each named a theme to suggest.
    /// </summary>
    public Task JoinAsync(
        PieceClaim claim, IReadOnlyCollection<PieceStatement> statements, Func<string, string?> theme, Func<string, string?>? suggested = null)
    {
        var ids = statements.SelectMany(s => new[] { theme(s.Text), suggested?.Invoke(s.Text) }).OfType<string>().Distinct().ToList();
        return SubmitPartsAsync(
            new() { Themes = new() { Claim = claim, Themes = { ids.Select(id => new SubmittedTheme { ThemeId = id }) } } },
            new()
            {
                Assignments = new()
                {
                    Ids = PackedIds.Pack([.. statements.Select(s => s.StatementId)]),
                    Themes = { statements.Select(s => theme(s.Text) is { } id ? ids.IndexOf(id) : -1) },
                    Similarities = { statements.Select(_ => 0.5f) },
                    Reasons = { statements.Select(s => theme(s.Text) is null ? SetAsideReason.NotThemed : SetAsideReason.None) },
                    SecondThemes = { statements.Select(_ => -1) },
                    Suggestions =
                    {
                        statements.Where(s => suggested?.Invoke(s.Text) is not null).Select(s => new SubmittedSuggestion
                        {
                            StatementId = s.StatementId.ToString(),
                            Theme = ids.IndexOf(suggested!(s.Text)!),
                            Words = { s.Text.Split(' ')[0] },
                        }),
                    },
                },
            });
    }

    /// <summary>Says how far it is.</summary>
    public async Task ReportAsync(PieceClaim claim, double progress) => await _work.ReportProgressAsync(new() { Claim = claim, Progress = progress });

    /// <summary>Gives a piece back, failed when it says how.</summary>
    public async Task ReturnAsync(PieceClaim claim, string failure = "") => await _work.ReturnPieceAsync(new() { Claim = claim, Failure = failure });

    /// <summary>Sends these parts of a result, whether they make sense or not.</summary>
    public async Task SubmitPartsAsync(params IEnumerable<SubmitPieceRequest> parts)
    {
        using var submit = _work.SubmitPiece();
        await submit.RequestStream.SendAllAsync(parts);
        await submit;
    }

    /// <summary>Reads a piece and submits for it what <paramref name="result"/> says: for a text the name of its theme, or null for none, and its similarity.</summary>
    public async Task ThemeAsync(PieceClaim claim, Func<string, (string? Theme, float Similarity)> result, Func<string, string?>? second = null) =>
        await SubmitAsync(claim, await ReadAsync(claim), result, second);

    /// <summary>
    /// Submits what <paramref name="result"/> says for these statements, with the <paramref name="second"/> theme where it is one that others have first.
    /// A theme's first five statements become its quotes.
    /// </summary>
    public Task SubmitAsync(
        PieceClaim claim, IEnumerable<PieceStatement> statements, Func<string, (string? Theme, float Similarity)> result, Func<string, string?>? second = null)
    {
        var placed = statements.Select(s => (Statement: s, result(s.Text).Theme, result(s.Text).Similarity)).ToList();
        var names = placed.Select(p => p.Theme).OfType<string>().Distinct().ToList();
        var themes = names.Select(theme => new SubmittedTheme
        {
            Name = theme,
            IStatement = $"I want {theme}.",
            Confidence = 0.7,
            Alternatives = { $"I need {theme}." },
            KeyPhrases = { theme },
            QuoteIds = { placed.Where(p => p.Theme == theme).OrderByDescending(p => p.Similarity).Take(5).Select(p => p.Statement.StatementId.ToString()) },
        });
        var assignments = placed.Chunk(1000).Select(batch => new SubmitPieceRequest
        {
            Assignments = Assignments([.. batch.Select(p => p.Statement)], text => Place(result(text).Theme), text => result(text).Similarity, text => Second(text)),
        });
        return SubmitPartsAsync([new() { Themes = new() { Claim = claim, Themes = { themes } } }, .. assignments]);

        int Place(string? theme) => theme is null ? -1 : names.IndexOf(theme);

        int Second(string text) => result(text).Theme is { } first && second?.Invoke(text) is { } other && other != first ? Place(other) : -1;
    }
}

/// <summary>One statement of a piece: its id and its words.</summary>
public sealed record PieceStatement(Guid StatementId, string Text);
