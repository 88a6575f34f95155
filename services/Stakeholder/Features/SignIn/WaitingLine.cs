using CoProduction.Shared.Errors;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>
/// Lets one through at a time, whoever came last first. In a flood nobody can say who is right, but somebody who has just come is not waiting for all that
/// came before; and when too many wait, those who have waited longest are told to try again.
/// </summary>
internal sealed class WaitingLine
{
    private const int Longest = 100;
    private readonly Lock _door = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private bool _isBusy;

    /// <summary>Waits for one's turn; RESOURCE_EXHAUSTED (BUSY) when it does not come. Whoever has had it calls <see cref="Leave"/>.</summary>
    public Task EnterAsync(CancellationToken cancel)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_door)
        {
            if (!_isBusy)
            {
                _isBusy = true;
                return Task.CompletedTask;
            }
            _waiting.AddLast(turn);
            if (_waiting.Count > Longest)
                TurnAway();
        }
        return WaitAsync(turn, cancel);
    }

    public void Leave()
    {
        lock (_door)
        {
            // Whoever has gone meanwhile is passed over.
            while (_waiting.Last is { } last)
            {
                _waiting.RemoveLast();
                if (last.Value.TrySetResult())
                    return;
            }
            _isBusy = false;
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancel)
    {
        await using (cancel.Register(() => turn.TrySetCanceled(cancel)))
            await turn.Task;
    }

    private void TurnAway()
    {
        var first = _waiting.First!.Value;
        _waiting.RemoveFirst();
        first.TrySetException(Problem.TooMany("BUSY", "Very many people are signing in at the moment. Please try again.", TimeSpan.FromSeconds(1)));
    }
}
