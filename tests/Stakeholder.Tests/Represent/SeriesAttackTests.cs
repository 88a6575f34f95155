using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests.Represent;

/// <summary>
/// Somebody of the staff takes one person at a time out of the figures and in again, in every way there is, looks after each step, and lays all tables beside each other.
/// Where two tables are of people who are the same but for one, what differs is what that one said; and where nothing differs, that the one has said nothing. Every fourth has.
/// </summary>
public sealed class SeriesAttackTests(Installation installation)
{
    private const int People = 36;
    private const int Fewest = 8;
    private const string Silent = "";
    private static readonly string[] _bands = ["16 to 34", "35 to 64", "65 and over"];

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));

    public enum Way
    {
        Counted,
        SpeakingForTheGroup,
        WhatTheySay,
        Erasure,
        NewProjects,
    }

    [Theory]
    [InlineData(Way.Counted, 0)]
    [InlineData(Way.Counted, 31)]
    [InlineData(Way.SpeakingForTheGroup, 0)]
    [InlineData(Way.SpeakingForTheGroup, 31)]
    [InlineData(Way.WhatTheySay, 31)]
    [InlineData(Way.Erasure, 31)]
    [InlineData(Way.NewProjects, 0)]
    [InlineData(Way.NewProjects, 31)]
    public async Task WhoTakesPart_OnePersonAtATime_NoTwoTablesAreOfAlmostTheSamePeople(Way way, int daysBetween)
    {
        await using var apart = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"), time: _clock);
        var attack = await Attack.BeginAsync(apart);
        for (var i = 0; i < People; i++)
        {
            await attack.StepAsync(way, i);
            _clock.Advance(TimeSpan.FromDays(daysBetween));
            await attack.LookAsync();
        }

        Assert.True(attack.Tables.Count > 0);
        foreach (var (one, other) in attack.Tables.SelectMany((one, i) => attack.Tables.Skip(i + 1).Select(other => (one, other))))
            Assert.True(one.DiffersFrom(other) >= Fewest, $"{one.Shown} and {other.Shown} are of people who are the same but for {one.DiffersFrom(other)}");
    }

    private sealed record Table(string Shown, IReadOnlySet<(string Person, string Said)> Of)
    {
        public int DiffersFrom(Table other) => Of.Except(other.Of).Concat(other.Of.Except(Of)).Select(one => one.Person).Distinct().Count();
    }

    private sealed class Attack
    {
        private readonly RunningModule _module;
        private readonly StartedProject _first;
        private readonly AffectedGroup _group;
        private readonly List<string> _people = [];
        private readonly Dictionary<string, string> _representations = [];
        private readonly List<(StartedProject Project, Dictionary<string, string> In)> _projects = [];
        private readonly HashSet<string> _seen = [];
        private readonly Random _random = new(36);

        private Attack(RunningModule module, StartedProject first, AffectedGroup group) => (_module, _first, _group) = (module, first, group);

        /// <summary>Each with who was in it when it was seen first, which the attacker knows.</summary>
        public List<Table> Tables { get; } = [];

        public static async Task<Attack> BeginAsync(RunningModule module)
        {
            var partnership = await module.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = "Wenlow" });
            var project = await StartedProject.CreateAsync(module, Guid.Parse(partnership.Partnership.PartnershipId));
            await project.RepresentAs(project.Femi).ImportPopulationAsync(Represented.Figures([.. _bands.Select(band => $"Wenlow,Age,{band},1000")]));
            var attack = new Attack(module, project, await project.NameGroupAsync());
            attack._projects.Add((project, []));
            for (var i = 0; i < People; i++)
                await attack.AddAsync(await project.NewPersonAsync($"Somebody {i}"), i % 4 == 2 ? Silent : _bands[i % 3]);
            await attack.LookAsync();
            return attack;
        }

        /// <summary>Takes somebody out and looks; every other one comes back. What is refused is left.</summary>
        public async Task StepAsync(Way way, int i)
        {
            var person = _people[i];
            switch (way)
            {
                case Way.Counted:
                    await TryAsync(() => CountAsync(person, false));
                    await LookAsync();
                    if (i % 2 == 0)
                        await TryAsync(() => CountAsync(person, true));
                    break;
                case Way.SpeakingForTheGroup:
                    await _first.EndAsync(_representations[person]);
                    var said = _projects[0].In[person];
                    _projects[0].In.Remove(person);
                    await LookAsync();
                    if (i % 2 == 0)
                        await RepresentAsync(person, said);
                    break;
                case Way.WhatTheySay:
                    await SayAsync(person, _bands[_random.Next(3)]);
                    break;
                case Way.Erasure:
                    await _module.Client<OwnDataService.OwnDataServiceClient>(Callers.Administrator(_first.Partnership)).ErasePersonAsync(
                        new() { RequestId = Installation.NewId(), PersonId = person, Sure = true, TheyAsked = true });
                    _projects[0].In.Remove(person);
                    break;
                default:
                    await NewProjectAsync(i);
                    break;
            }
        }

        /// <summary>Reads every table of every project, as somebody who sees no records.</summary>
        public async Task LookAsync()
        {
            foreach (var (project, there) in _projects)
            {
                var answer = await project.RepresentAs(Callers.Analyst(project.Partnership)).GetWhoTakesPartAsync(new() { ProjectId = project.ProjectId });
                var age = Assert.Single(answer.Characteristics);
                var shown = age.AllHidden ? "" : string.Join(", ", age.Rows.Select(row => row.People.ToString()).Append(age.NotSaid.ToString()));
                if (shown.Length > 0 && _seen.Add($"{project.ProjectId} {age.AsOf} {shown}"))
                    Tables.Add(new(shown, there.Select(one => (one.Key, one.Value)).ToHashSet()));
            }
        }

        // The same people but for the one before and the one after.
        private async Task NewProjectAsync(int i)
        {
            if (i % 6 != 0)
                return;
            var project = await StartedProject.CreateAsync(_module, _first.Partnership);
            var (group, there) = (await project.NameGroupAsync(), new Dictionary<string, string>());
            _projects.Add((project, there));
            foreach (var person in _people.Where((_, place) => place != i))
            {
                await project.RepresentAsync(group.GroupId, person);
                there[person] = _projects[0].In[person];
            }
        }

        private async Task AddAsync(string person, string said)
        {
            _people.Add(person);
            if (said != Silent)
                await SayAsync(person, said);
            await RepresentAsync(person, said);
        }

        private async Task RepresentAsync(string person, string said)
        {
            _representations[person] = await _first.RepresentAsync(_group.GroupId, person);
            _projects[0].In[person] = said;
        }

        private async Task SayAsync(string person, string said)
        {
            await _first.RepresentAs(Callers.With(Roles.Member, _first.Partnership) with { PersonId = Guid.Parse(person) }).SetAboutMeAsync(
                new() { RequestId = Installation.NewId(), Answers = { new AboutMeAnswer { Characteristic = "Age", Value = said } } });
            if (_projects[0].In.ContainsKey(person))
                _projects[0].In[person] = said;
        }

        private async Task CountAsync(string person, bool counted)
        {
            await _first.CountAsync(person, counted);
            if (counted)
                _projects[0].In[person] = _wasSaid[person];
            else if (_projects[0].In.Remove(person, out var said))
                _wasSaid[person] = said;
        }

        private readonly Dictionary<string, string> _wasSaid = [];

        private static async Task TryAsync(Func<Task> act)
        {
            try
            {
                await act();
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
            {
                // Refused: the attacker goes on with the next.
            }
        }
    }
}
