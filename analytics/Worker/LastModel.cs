using CoProduction.Analytics.Theming;
using CoProduction.Review.V1;
using Grpc.Core;

namespace CoProduction.Analytics.Worker;

/// <summary>What parts are assigned by: read once for all parts of a question that this worker gets one after the other.</summary>
internal sealed class LastModel
{
    private (string RunId, Question Question) _of;
    private ThemeAssigner? _model;

    /// <summary>The model of the part's question.</summary>
    public async Task<ThemeAssigner> OfAsync(LeasedPiece part, ThemingWorkService.ThemingWorkServiceClient review, CancellationToken cancel)
    {
        var wanted = (part.Claim.RunId, part.Question);
        if (_model is null || _of != wanted)
            (_model, _of) = (await ReadAsync(part, review, cancel), wanted);
        return _model;
    }

    private static async Task<ThemeAssigner> ReadAsync(LeasedPiece part, ThemingWorkService.ThemingWorkServiceClient review, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        using var call = review.ReadModel(new() { Claim = part.Claim }, cancellationToken: cancel);
        await foreach (var batch in call.ResponseStream.ReadAllAsync(cancel))
            batch.Model.WriteTo(bytes);
        return ThemeAssigner.Load(bytes.ToArray());
    }
}
