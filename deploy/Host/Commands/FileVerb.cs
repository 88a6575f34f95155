using CoProduction.Analytics.Files;

namespace CoProduction.Host.Commands;

/// <summary>What verbs from files to files have in common: a bar while they work when somebody watches, lines of what was done, and one line when it will not do.</summary>
internal static class FileVerb
{
    /// <summary>The exit code: 0; 1 when refused; 130 when stopped.</summary>
    public static int Run<T>(string doing, Func<IProgress<double>?, T> work, Func<T, IEnumerable<string>> said)
    {
        try
        {
            var summary = Console.IsOutputRedirected ? work(null) : ProgressBar.Show(doing, work);
            foreach (var line in said(summary))
                Console.WriteLine(line);
            return 0;
        }
        catch (ThemeFileException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped; nothing was written.");
            return 130;
        }
    }
}
