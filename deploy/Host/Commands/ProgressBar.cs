using Spectre.Console;

namespace CoProduction.Host.Commands;

/// <summary>A bar on the terminal that fills up while something is done.</summary>
internal static class ProgressBar
{
    /// <summary>Shows the bar for as long as <paramref name="work"/> lasts; it is told the share done, 0..1.</summary>
    public static T Show<T>(string title, Func<IProgress<double>, T> work) =>
        Bar().Start(context => work(new Report(context.AddTask(title))));

    /// <summary>The same for work that waits.</summary>
    public static Task<T> ShowAsync<T>(string title, Func<IProgress<double>, Task<T>> work) =>
        Bar().StartAsync(context => work(new Report(context.AddTask(title))));

    private static Progress Bar() => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn());

    private sealed class Report(ProgressTask task) : IProgress<double>
    {
        void IProgress<double>.Report(double value) => task.Value = value * task.MaxValue;
    }
}
