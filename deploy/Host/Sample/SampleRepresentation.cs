using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using Google.Protobuf;

namespace CoProduction.Host.Sample;

/// <summary>Who speaks for groups in the sample's first project, and made-up figures of the people who live there.</summary>
internal sealed class SampleRepresentation(OperatorClients clients, Caller person, string projectId)
{
    private const string Figures =
        """
        area,characteristic,value,people
        Wenlow and the Vale,Age,16 to 34,21400
        Wenlow and the Vale,Age,35 to 64,34800
        Wenlow and the Vale,Age,65 and over,19300
        Wenlow and the Vale,Disability,Day-to-day life is limited a lot,7100
        Wenlow and the Vale,Disability,Day-to-day life is limited a little,9600
        Wenlow and the Vale,Disability,Not limited,58800
        """;

    private static readonly (string Group, string Person, RepresentativeExperience Experience, FoundThrough Through, ProjectStep[] Stages)[] _representatives =
    [
        ("People who draw on support at home", "Walter Hughes", RepresentativeExperience.Confident, FoundThrough.LedByPeople, [ProjectStep.Identify, ProjectStep.Engage, ProjectStep.Govern]),
        ("People who draw on support at home", "Amina Yusuf", RepresentativeExperience.CurrentNeeds, FoundThrough.Staff, [ProjectStep.Deliver]),
        ("Family carers", "Amina Yusuf", RepresentativeExperience.CurrentNeeds, FoundThrough.LedByCarers, [ProjectStep.Engage]),
    ];

    // As many as it takes for numbers to be shown.
    private static readonly string[] _firstNames = ["Bronwen", "Cledwyn", "Dilys", "Emrys", "Ffion", "Gethin", "Heulwen", "Idris", "Kezia"];
    private static readonly string[] _surnames = ["Ashdown", "Bellweather", "Coldstream"];
    private static readonly string[] _ages = ["16 to 34", "35 to 64", "65 and over"];
    private static readonly string[] _disabilities = ["Day-to-day life is limited a lot", "Day-to-day life is limited a little", "Not limited"];

    private readonly RepresentService.RepresentServiceClient _represent = clients.As<RepresentService.RepresentServiceClient>(person);

    /// <summary>Fills in what is missing.</summary>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        if ((await _represent.ListPopulationAsync(new(), cancellationToken: cancel)).Areas.Count == 0)
            await _represent.ImportPopulationAsync(
                new() { RequestId = NewId(), Csv = ByteString.CopyFromUtf8(Figures), Source = "Made up for the sample", FiguresOn = "2026-01-01" }, cancellationToken: cancel);
        if ((await _represent.ListRepresentativesAsync(new() { ProjectId = projectId }, cancellationToken: cancel)).Representatives.Count == 0)
            await RepresentAsync(cancel);
        if (!(await _represent.GetWhoTakesPartAsync(new() { ProjectId = projectId }, cancellationToken: cancel)).People.HasPeople)
        {
            await SaySomethingAsync(cancel);
            // Whoever reads figures first has them made.
            await _represent.GetWhoTakesPartAsync(new() { ProjectId = projectId }, cancellationToken: cancel);
        }
    }

    private async Task SaySomethingAsync(CancellationToken cancel)
    {
        var overview = await clients.As<IdentifyService.IdentifyServiceClient>(person).GetOverviewAsync(new() { ProjectId = projectId }, cancellationToken: cancel);
        if (overview.Categories.SelectMany(category => category.Groups).FirstOrDefault(group => group.Name == "Family carers") is not { } carers)
            return;
        var there = (await _represent.ListRepresentativesAsync(new() { ProjectId = projectId }, cancellationToken: cancel)).Representatives.Select(one => one.DisplayName).ToHashSet();
        var register = clients.As<PeopleService.PeopleServiceClient>(person);
        for (var i = 0; i < _firstNames.Length * _surnames.Length; i++)
        {
            var name = $"{_firstNames[i / _surnames.Length]} {_surnames[i % _surnames.Length]}";
            if (there.Contains(name))
                continue;
            var somebody = (await register.CreatePersonAsync(new() { RequestId = NewId(), Profile = new() { DisplayName = name, Experience = { "carer" } }, Agreed = true }, cancellationToken: cancel)).Person;
            await clients.As<RepresentService.RepresentServiceClient>(person with { PersonId = Guid.Parse(somebody.PersonId), DisplayName = name, Roles = [Roles.Member] }).SetAboutMeAsync(
                new()
                {
                    RequestId = NewId(),
                    Answers =
                    {
                        new AboutMeAnswer { Characteristic = "Age", Value = _ages[(i + i / 3) % 3] },
                        new AboutMeAnswer { Characteristic = "Disability", Value = _disabilities[i / 9] },
                    },
                }, cancellationToken: cancel);
            await _represent.AddRepresentativeAsync(
                new()
                {
                    RequestId = NewId(),
                    ProjectId = projectId,
                    GroupId = carers.GroupId,
                    PersonId = somebody.PersonId,
                    Experience = RepresentativeExperience.CurrentNeeds,
                    FoundThrough = FoundThrough.LedByCarers,
                    TheyAgree = true,
                }, cancellationToken: cancel);
        }
    }

    private async Task RepresentAsync(CancellationToken cancel)
    {
        var overview = await clients.As<IdentifyService.IdentifyServiceClient>(person).GetOverviewAsync(new() { ProjectId = projectId }, cancellationToken: cancel);
        var groups = overview.Categories.SelectMany(category => category.Groups).ToLookup(group => group.Name, group => group.GroupId);
        foreach (var (group, name, experience, through, stages) in _representatives)
            foreach (var groupId in groups[group])
                await AddAsync(groupId, name, experience, through, stages, cancel);
    }

    private async Task AddAsync(string groupId, string name, RepresentativeExperience experience, FoundThrough through, ProjectStep[] stages, CancellationToken cancel)
    {
        var found = await clients.As<PeopleService.PeopleServiceClient>(person).SearchPeopleAsync(new() { Name = name }, cancellationToken: cancel);
        if (found.People.FirstOrDefault() is { } somebody && !found.Alike)
            await _represent.AddRepresentativeAsync(
                new()
                {
                    RequestId = NewId(),
                    ProjectId = projectId,
                    GroupId = groupId,
                    PersonId = somebody.PersonId,
                    Experience = experience,
                    FoundThrough = through,
                    Stages = { stages },
                    TheyAgree = true,
                }, cancellationToken: cancel);
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
