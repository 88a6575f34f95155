using System.Diagnostics;
using System.Runtime.InteropServices;
using CoProduction.Analytics.Theming;
using CoProduction.Analytics.Theming.Learning;
using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Shared.Telemetry;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace CoProduction.Analytics.Worker;

/// <summary>One piece from lease to result.</summary>
internal sealed partial class PieceWork(
    ThemingWorkService.ThemingWorkServiceClient review, ThemingEngine engine, OncePerQuestion<ThemeAssigner> assigners, OncePerQuestion<ThemeJoiner> joiners, ILogger<PieceWork> log)
{
    private const int WaitSeconds = 20;
    private const int BatchSize = 1000;
    private const int ModelBatch = 1_000_000;

    /// <summary>Waits for a piece and works on it; returns when it is done, given back, or there was none.</summary>
    public async Task DoNextAsync(string worker, CancellationToken stopping)
    {
        var lease = await review.LeasePieceAsync(new() { Worker = worker, WaitSeconds = WaitSeconds }, cancellationToken: stopping);
        if (lease.Piece is not { } piece)
            return;
        using var activity = Tracing.Continue("theme a piece", piece.Traceparent)?.SetTag("theming.run", piece.Claim.RunId).SetTag("theming.piece", piece.Claim.Piece);
        await using var heartbeat = new Heartbeat(review, piece, stopping);
        try
        {
            await DoAsync(piece, heartbeat);
        }
        catch (Exception) when (heartbeat.LeaseLost)
        {
            Lost(piece.Claim.RunId, piece.Claim.Piece);
        }
        catch (RpcException e) when (ServiceError.From(e).Reason == "LEASE_LOST")
        {
            Lost(piece.Claim.RunId, piece.Claim.Piece);
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            Failed(e, piece.Claim.RunId, piece.Claim.Piece);
            await GiveBackAsync(piece, stopping.IsCancellationRequested ? "" : $"Theming stopped with {e.GetType().Name}.");
        }
    }

    private Task DoAsync(LeasedPiece piece, Heartbeat heartbeat) => piece.Stage switch
    {
        PieceStage.Fit => FitAsync(piece, heartbeat),
        PieceStage.Part => AssignAsync(piece, heartbeat),
        PieceStage.Join => JoinAsync(piece, heartbeat),
        _ => ThemeAsync(piece, heartbeat),
    };

    private async Task ThemeAsync(LeasedPiece piece, Heartbeat heartbeat)
    {
        var (ids, texts) = await ReadAsync(piece, heartbeat.Token);
        var result = await Task.Run(() => engine.Theme(texts, FacetOf(piece.Question), OptionsOf(piece), heartbeat, heartbeat.Token), heartbeat.Token);
        await SubmitAsync(ThemesOf(piece, ids, result.Themes), AssignmentsOf(ids, result.Assignments), heartbeat.Token);
    }

    private async Task FitAsync(LeasedPiece piece, Heartbeat heartbeat)
    {
        var (ids, texts) = await ReadAsync(piece, heartbeat.Token);
        var fitted = await Task.Run(
            () => engine.Fit(texts, piece.Statements, FacetOf(piece.Question), OptionsOf(piece), heartbeat, heartbeat.Token), heartbeat.Token);
        var model = fitted.Assigner.Save().Chunk(ModelBatch).Select(bytes => new SubmitPieceRequest { Model = UnsafeByteOperations.UnsafeWrap(bytes) });
        await SubmitAsync(ThemesOf(piece, ids, fitted.Themes), model, heartbeat.Token);
    }

    private async Task AssignAsync(LeasedPiece piece, Heartbeat heartbeat)
    {
        var assigner = await assigners.OfAsync(piece, () => ReadModelAsync(piece, heartbeat.Token));
        var (ids, texts) = await ReadAsync(piece, heartbeat.Token);
        heartbeat.Report(0.3);
        var assignments = await Task.Run(() => assigner.Assign(texts, Environment.ProcessorCount, heartbeat.Token), heartbeat.Token);
        heartbeat.Report(0.5);
        await SubmitAsync(ThemesOf(piece, ids, []), AssignmentsOf(ids, assignments), heartbeat.Token);
    }

    private async Task JoinAsync(LeasedPiece piece, Heartbeat heartbeat)
    {
        var joiner = await joiners.OfAsync(piece, () => LearnAsync(piece, heartbeat.Token));
        heartbeat.Report(0.5);
        var (ids, texts) = await ReadAsync(piece, heartbeat.Token);
        var joined = await Task.Run(() => joiner.Join(texts, Environment.ProcessorCount, heartbeat.Token), heartbeat.Token);
        heartbeat.Report(0.8);
        var themes = new SubmittedThemes { Claim = piece.Claim, Themes = { joiner.Themes.Select(id => new SubmittedTheme { ThemeId = id }) } };
        await SubmitAsync(themes, JoinedOf(ids, joined, joiner.Themes), heartbeat.Token);
    }

    private async Task<ThemeAssigner> ReadModelAsync(LeasedPiece part, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        using var call = review.ReadModel(new() { Claim = part.Claim }, cancellationToken: cancel);
        await foreach (var batch in call.ResponseStream.ReadAllAsync(cancel))
            batch.Model.WriteTo(bytes);
        return ThemeAssigner.Load(bytes.ToArray());
    }

    private async Task<ThemeJoiner> LearnAsync(LeasedPiece piece, CancellationToken cancel)
    {
        var examples = await ReadExamplesAsync(piece, cancel);
        return await Task.Run(() => ThemeJoiner.Learn(examples, Environment.ProcessorCount, cancel), cancel);
    }

    private async Task<List<TaughtText>> ReadExamplesAsync(LeasedPiece piece, CancellationToken cancel)
    {
        var examples = new List<TaughtText>();
        using var call = review.ReadExamples(new() { Claim = piece.Claim }, cancellationToken: cancel);
        await foreach (var batch in call.ResponseStream.ReadAllAsync(cancel))
            examples.AddRange(batch.Examples.Select(example => new TaughtText(example.Text, example.ThemeId)));
        return examples;
    }

    private async Task<(List<Guid> Ids, List<string> Texts)> ReadAsync(LeasedPiece piece, CancellationToken cancel)
    {
        var (ids, texts) = (new List<Guid>(), new List<string>());
        using var call = review.ReadPiece(new() { Claim = piece.Claim }, cancellationToken: cancel);
        await foreach (var batch in call.ResponseStream.ReadAllAsync(cancel))
        {
            ids.AddRange(PackedIds.Unpack(batch.Ids, "ids"));
            texts.AddRange(batch.Texts);
        }
        return (ids, texts);
    }

    private async Task SubmitAsync(SubmittedThemes themes, IEnumerable<SubmitPieceRequest> rest, CancellationToken cancel)
    {
        using var call = review.SubmitPiece(cancellationToken: cancel);
        await call.RequestStream.WriteAsync(new() { Themes = themes }, cancel);
        foreach (var part in rest)
            await call.RequestStream.WriteAsync(part, cancel);
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
    }

    private static SubmittedThemes ThemesOf(LeasedPiece piece, List<Guid> ids, IReadOnlyList<ProposedTheme> proposed)
    {
        var themes = new SubmittedThemes { Claim = piece.Claim };
        themes.Themes.AddRange(proposed.Select(theme => new SubmittedTheme
        {
            Name = theme.Name,
            IStatement = theme.IStatement ?? "",
            Confidence = theme.Confidence,
            AlikeShare = theme.Size == 0 ? 0 : (double)theme.Alike / theme.Size,
            Alternatives = { theme.Alternatives },
            KeyPhrases = { theme.KeyPhrases },
            QuoteIds = { theme.Quotes.Select(quote => ids[quote].ToString()) },
        }));
        return themes;
    }

    private static IEnumerable<SubmitPieceRequest> AssignmentsOf(List<Guid> ids, ThemeAssignment[] assignments)
    {
        for (var start = 0; start < ids.Count; start += BatchSize)
            yield return new() { Assignments = BatchOf(ids, assignments, start, Math.Min(start + BatchSize, ids.Count)) };
    }

    private static IEnumerable<SubmitPieceRequest> JoinedOf(List<Guid> ids, JoinedText[] joined, IReadOnlyList<string> themes)
    {
        var places = themes.Index().ToDictionary(theme => theme.Item, theme => theme.Index);
        foreach (var (number, batch) in AssignmentsOf(ids, [.. joined.Select(of => of.Assignment)]).Index())
        {
            for (var i = number * BatchSize; i < Math.Min(joined.Length, (number + 1) * BatchSize); i++)
            {
                if (joined[i].Suggestion is { Theme: { } theme } suggestion)
                    batch.Assignments.Suggestions.Add(new SubmittedSuggestion { StatementId = ids[i].ToString(), Theme = places[theme], Words = { suggestion.Words } });
            }
            yield return batch;
        }
    }

    private static SubmittedAssignments BatchOf(List<Guid> ids, ThemeAssignment[] assignments, int start, int end)
    {
        var batch = new SubmittedAssignments { Ids = PackedIds.Pack(CollectionsMarshal.AsSpan(ids)[start..end]) };
        for (var i = start; i < end; i++)
        {
            batch.Themes.Add(assignments[i].Theme);
            batch.Similarities.Add(assignments[i].Similarity);
            batch.Reasons.Add(ReasonOf(assignments[i].Reason));
            batch.SecondThemes.Add(assignments[i].Second);
        }
        return batch;
    }

    private static ThemingOptions OptionsOf(LeasedPiece piece) => new(piece.Themes == 0 ? null : piece.Themes, piece.Seed, Bank: BankOf(piece));

    private static BankChanges? BankOf(LeasedPiece piece) => piece.Bank is { Entries.Count: 0, SwitchedOff.Count: 0 } or null
        ? null
        : new([.. piece.Bank.Entries.Select(entry => new AddedStatement(entry.Topic, FacetOf(entry.Question), entry.Words, entry.Wording))], piece.Bank.SwitchedOff.ToHashSet());

    private static Facet FacetOf(Question question) => question switch
    {
        Question.Working => Facet.Working,
        Question.NotWorking => Facet.NotWorking,
        Question.Future => Facet.Future,
        _ => Facet.General,
    };

    private static SetAsideReason ReasonOf(SetAside reason) => reason switch
    {
        SetAside.None => SetAsideReason.None,
        SetAside.Empty => SetAsideReason.Empty,
        SetAside.NonAnswer => SetAsideReason.NonAnswer,
        SetAside.Nothing => SetAsideReason.Nothing,
        SetAside.OtherLanguage => SetAsideReason.OtherLanguage,
        _ => SetAsideReason.NotThemed,
    };

    // The piece is taken over when its lease ends anyway; giving it back spares that wait.
    private async Task GiveBackAsync(LeasedPiece piece, string failure)
    {
        try
        {
            await review.ReturnPieceAsync(new() { Claim = piece.Claim, Failure = failure }, cancellationToken: CancellationToken.None);
        }
        catch (RpcException e)
        {
            NotReturned(e.StatusCode, piece.Claim.RunId, piece.Claim.Piece);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Piece {Piece} of run {RunId} was taken over by another worker")]
    private partial void Lost(string runId, int piece);

    [LoggerMessage(LogLevel.Warning, "Piece {Piece} of run {RunId} failed")]
    private partial void Failed(Exception exception, string runId, int piece);

    [LoggerMessage(LogLevel.Warning, "Review did not take back piece {Piece} of run {RunId} ({Status}); its lease ends by itself")]
    private partial void NotReturned(StatusCode status, string runId, int piece);
}
