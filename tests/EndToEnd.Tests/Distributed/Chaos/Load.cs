using System.Collections.Concurrent;
using CoProduction.TestCommon;

namespace CoProduction.EndToEnd.Tests.Distributed.Chaos;

/// <summary>People at work: each takes one cycle after the other, imports, has it themed and changes the themes, much of it at once.</summary>
internal sealed class Load(StubbornClient client, string projectId)
{
    private const int Files = 6;
    private const int Edits = 6;
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);
    private readonly ConcurrentBag<WorkedCycle> _cycles = [];
    private readonly ConcurrentDictionary<string, bool> _underWay = [];
    private readonly List<Task> _people = [];
    private volatile bool _stopping;
    private int _steps;

    public IEnumerable<WorkedCycle> Cycles => _cycles;

    public IReadOnlyList<string> RunsUnderWay => [.. _underWay.Keys];

    public void Start(int people) => _people.AddRange(Enumerable.Range(0, people).Select(_ => Task.Run(WorkAsync)));

    /// <summary>Waits until so many more things have been done.</summary>
    public Task GoOnAsync(int steps)
    {
        var wanted = Volatile.Read(ref _steps) + steps;
        return Eventually.GetAsync(async () =>
        {
            if (_people.Find(person => person.IsFaulted) is { } failed)
                await failed;
            return Volatile.Read(ref _steps);
        }, done => done >= wanted, _patience);
    }

    /// <summary>Waits for the end of these runs.</summary>
    public Task FinishedAsync(IEnumerable<string> runs) => Task.WhenAll(runs.Select(client.FinishedAsync));

    /// <summary>Everybody finishes the cycle at hand.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        await Task.WhenAll(_people);
    }

    private async Task WorkAsync()
    {
        while (!_stopping)
        {
            var cycle = await client.CreateCycleAsync(projectId);
            _cycles.Add(cycle);
            await ImportAsync(cycle);
            await Task.WhenAll(ImportManyAsync(cycle), ThemeAndEditAsync(cycle));
            await ThemeAsync(cycle); // all of it, with nothing going on beside
        }
    }

    private async Task ImportManyAsync(WorkedCycle cycle)
    {
        for (var i = 0; i < Files; i++)
            await ImportAsync(cycle);
    }

    private async Task ImportAsync(WorkedCycle cycle)
    {
        await cycle.ImportAsync(client, Random.Shared.Next(36, 600));
        Interlocked.Increment(ref _steps);
    }

    private async Task ThemeAndEditAsync(WorkedCycle cycle)
    {
        await ThemeAsync(cycle);
        await EditManyAsync(cycle);
        await Task.WhenAll(ThemeAsync(cycle), EditManyAsync(cycle));
    }

    private async Task ThemeAsync(WorkedCycle cycle)
    {
        var run = await cycle.StartThemingAsync(client);
        _underWay[run] = true;
        await client.FinishedAsync(run);
        _underWay.Remove(run, out _);
        Interlocked.Increment(ref _steps);
    }

    private async Task EditManyAsync(WorkedCycle cycle)
    {
        for (var i = 0; i < Edits; i++)
        {
            await new ThemeEdit(client, cycle).MakeAnyAsync();
            Interlocked.Increment(ref _steps);
        }
    }
}
