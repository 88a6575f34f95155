using System.Globalization;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Host.Sample;

/// <summary>What people in the sample's first project want to learn and had, and who stands by a newcomer.</summary>
internal sealed class SampleLearning(OperatorClients clients, Caller person, string projectId)
{
    private readonly EmpowerService.EmpowerServiceClient _empower = clients.As<EmpowerService.EmpowerServiceClient>(person);
    private readonly PeopleService.PeopleServiceClient _register = clients.As<PeopleService.PeopleServiceClient>(person);

    /// <summary>Fills it in when nothing is there.</summary>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        if ((await _empower.GetProjectLearningAsync(new() { ProjectId = projectId }, cancellationToken: cancel)).Kinds.Count > 0)
            return;
        if (await FindAsync("Walter Hughes", cancel) is not { } walter || await FindAsync("Amina Yusuf", cancel) is not { } amina)
            return;
        await AddAsync(walter, "induction", "", MonthsAgo(4), cancel);
        await AddAsync(walter, "chairing", MonthsAgo(3), MonthsAgo(1), cancel);
        await AddAsync(amina, "induction", MonthsAgo(1), "", cancel);
        await AddAsync(amina, "it", MonthsAgo(5), "", cancel);
        await _empower.AddPeerAsync(
            new() { RequestId = NewId(), PersonId = amina, PeerId = walter, ProjectId = projectId, TheyAgree = true }, cancellationToken: cancel);
    }

    private async Task AddAsync(string personId, string kind, string wantedOn, string hadOn, CancellationToken cancel) => await _empower.AddLearningAsync(
        new() { RequestId = NewId(), PersonId = personId, ProjectId = projectId, Kind = kind, WantedOn = wantedOn, HadOn = hadOn }, cancellationToken: cancel);

    private async Task<string?> FindAsync(string name, CancellationToken cancel) =>
        (await _register.SearchPeopleAsync(new() { Name = name }, cancellationToken: cancel)).People.FirstOrDefault(one => one.Profile.DisplayName == name)?.PersonId;

    private static string MonthsAgo(int months) => TimeProvider.System.GetUtcNow().AddMonths(-months).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string NewId() => Guid.NewGuid().ToString();
}
