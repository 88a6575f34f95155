using CoProduction.TestCommon.Reviews;

namespace CoProduction.EndToEnd.Tests.Distributed.Chaos;

/// <summary>A cycle and what the system has accepted for it.</summary>
internal sealed class WorkedCycle(string id)
{
    private static int _numbers;

    public string Id => id;

    /// <summary>The words of all statements that were accepted.</summary>
    public List<string> Statements { get; } = [];

    /// <summary>The ids of all theming runs that were accepted.</summary>
    public List<string> Runs { get; } = [];

    /// <summary>How many changes of themes were accepted, undone ones too.</summary>
    public int Acts { get; set; }

    /// <summary>How many of them were undone.</summary>
    public int Undone { get; set; }

    /// <summary>Imports a file of statements that nobody else has.</summary>
    public async Task ImportAsync(StubbornClient client, int statements)
    {
        var first = Interlocked.Add(ref _numbers, statements) - statements;
        await client.ImportAsync(id, SomeReviews.Many(statements, first));
        Statements.AddRange(SomeReviews.Texts(statements, first));
    }

    /// <summary>Has the cycle themed and waits for the end.</summary>
    public async Task ThemeAsync(StubbornClient client) => await client.FinishedAsync(await StartThemingAsync(client));

    /// <summary>Starts a run; gives its id.</summary>
    public async Task<string> StartThemingAsync(StubbornClient client)
    {
        var run = await client.StartThemingAsync(id);
        Runs.Add(run);
        return run;
    }
}
