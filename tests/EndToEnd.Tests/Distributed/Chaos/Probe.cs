using CoProduction.TestCommon;

namespace CoProduction.EndToEnd.Tests.Distributed.Chaos;

/// <summary>Goes once through the whole system: an import, its themes, and the news of them in the other service.</summary>
internal sealed class Probe(StubbornClient client, string projectId)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public List<WorkedCycle> Cycles { get; } = [];

    /// <summary>Imports a few statements to a cycle of their own, as soon as that is accepted.</summary>
    public async Task<WorkedCycle> ImportAsync()
    {
        var cycle = await client.CreateCycleAsync(projectId);
        Cycles.Add(cycle);
        await cycle.ImportAsync(client, statements: 36);
        return cycle;
    }

    /// <summary>Has them themed, and waits until Stakeholder knows.</summary>
    public async Task FollowAsync(WorkedCycle cycle)
    {
        await cycle.ThemeAsync(client);
        var themes = (await client.GetAsync($"cycles/{cycle.Id}")).GetProperty("themes").GetInt64();
        await Eventually.GetAsync(() => KnownThemesAsync(cycle), known => known == themes, _patience);
    }

    private async Task<long> KnownThemesAsync(WorkedCycle cycle)
    {
        var project = (await client.CallAsync(async () => await client.Stakeholder.GetProjectAsync(new() { ProjectId = projectId })))!.Project;
        return project.Cycles.FirstOrDefault(known => known.CycleId == cycle.Id)?.Themes ?? -1;
    }
}
