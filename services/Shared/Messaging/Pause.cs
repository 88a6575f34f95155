namespace CoProduction.Shared.Messaging;

/// <summary>A pause between tries that ends early, without an error, when the process stops.</summary>
public static class Pause
{
    /// <summary>Waits <paramref name="length"/>, or until <paramref name="cancel"/>.</summary>
    public static Task ForAsync(TimeSpan length, CancellationToken cancel) =>
        Task.Delay(length, cancel).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
