using CoProduction.Review.V1;

namespace CoProduction.Analytics.Worker;

/// <summary>What all pieces of a run's question need: made for the first of those that this worker gets one after the other, and kept for the rest.</summary>
internal sealed class OncePerQuestion<T> where T : class
{
    private (string RunId, Question Question) _of;
    private T? _made;

    /// <summary>That of the piece's question.</summary>
    public async Task<T> OfAsync(LeasedPiece piece, Func<Task<T>> make)
    {
        var wanted = (piece.Claim.RunId, piece.Question);
        if (_made is null || _of != wanted)
            (_made, _of) = (await make(), wanted);
        return _made;
    }
}
