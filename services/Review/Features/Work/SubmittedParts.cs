using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Work;

/// <summary>What a worker sends after the themes, taken in whole before a transaction begins: a connection waits for nobody's line.</summary>
internal sealed class SubmittedParts
{
    private const int LargestModel = 64_000_000;

    public List<Guid> Statements { get; } = [];

    /// <summary>Of the statements, in their order; the ids themselves are not in it.</summary>
    public SubmittedAssignments Assignments { get; } = new();

    /// <summary>What was fitted; empty for all but a fit.</summary>
    public byte[] Model { get; private set; } = [];

    public static async Task<SubmittedParts> TakeAsync(Piece piece, IAsyncStreamReader<SubmitPieceRequest> parts, CancellationToken cancel)
    {
        var sent = new SubmittedParts();
        if (piece.Stage == PieceStage.Fit)
            sent.Model = await ModelAsync(parts, cancel);
        else
        {
            while (await parts.MoveNext(cancel))
                sent.Add(parts.Current.Assignments ?? throw Problem.Invalid("assignments", "After the themes only assignments may follow."));
        }
        return sent;
    }

    private void Add(SubmittedAssignments batch)
    {
        var ids = PackedIds.Unpack(batch.Ids, "assignments.ids");
        if (batch.Themes.Count != ids.Length || batch.Similarities.Count != ids.Length || batch.Reasons.Count != ids.Length || batch.SecondThemes.Count != ids.Length)
            throw Problem.Invalid("assignments", "The five lists must be of one length.");
        Statements.AddRange(ids);
        Assignments.Themes.AddRange(batch.Themes);
        Assignments.Similarities.AddRange(batch.Similarities);
        Assignments.Reasons.AddRange(batch.Reasons);
        Assignments.SecondThemes.AddRange(batch.SecondThemes);
        Assignments.Suggestions.AddRange(batch.Suggestions);
    }

    private static async Task<byte[]> ModelAsync(IAsyncStreamReader<SubmitPieceRequest> parts, CancellationToken cancel)
    {
        using var model = new MemoryStream();
        while (await parts.MoveNext(cancel))
        {
            if (parts.Current.PartCase != SubmitPieceRequest.PartOneofCase.Model)
                throw Problem.Invalid("model", "After the themes of a fit only its model may follow.");
            if (model.Length + parts.Current.Model.Length > LargestModel)
                throw Problem.Invalid("model", "A model has at most 64 MB.");
            parts.Current.Model.WriteTo(model);
        }
        return model.ToArray();
    }
}
