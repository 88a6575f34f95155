using System.Text.RegularExpressions;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Safeguarding;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.Stakeholder.Tests.Safeguarding;

/// <summary>Whom letters about harm go to, when, and that they say nothing of it. The clock is the test's: Monday 5 January 2026, 10 in the morning.</summary>
public sealed class TellRespondersTests(Installation installation) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coproduction-letters-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero));
    private RunningModule _module = null!;
    private StartedProject _project = null!;
    private Concerns _concerns = null!;

    public async ValueTask InitializeAsync()
    {
        _module = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"), time: _time,
            with: new Dictionary<string, string> { ["Mail:Folder"] = _folder });
        var created = await _module.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = "Wenlow" });
        _project = await StartedProject.CreateAsync(_module, Guid.Parse(created.Partnership.PartnershipId));
        _concerns = new(_module, _project.Partnership);
    }

    public async ValueTask DisposeAsync()
    {
        await _module.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task NewConcern_RespondersOnDuty_AreToldOnceAndWithoutAWord()
    {
        await _concerns.NameAsync("Rosa", "rosa@wenlow.example", with: hours => (hours.FromTime, hours.UntilTime) = ("09:00", "17:00"));
        await _concerns.NameAsync("Noor", "noor@wenlow.example", with: hours => (hours.FromTime, hours.UntilTime) = ("17:00", "09:00"));
        await _concerns.NameAsync("Will", "will@wenlow.example", with: hours => hours.Days.AddRange([6, 7]));
        await _project.SayAsync("Dr Okafor knows that I want to die, at Wenlow House.");

        await TellAsync();
        await TellAsync();

        var letter = Assert.Single(Letters());
        Assert.Equal("rosa@wenlow.example", letter.To);
        Assert.DoesNotMatch("Okafor|want to die|House|Project", letter.Text);
        Assert.Contains("11:00 on 5 January", letter.Text);
    }

    [Fact]
    public async Task NewConcern_AtNight_GoesToWhoeverIsOnDutyThen()
    {
        await _concerns.NameAsync("Rosa", "rosa@wenlow.example", with: hours => (hours.FromTime, hours.UntilTime) = ("09:00", "17:00"));
        await _concerns.NameAsync("Noor", "noor@wenlow.example", with: hours => (hours.FromTime, hours.UntilTime) = ("17:00", "09:00"));
        _time.Advance(TimeSpan.FromHours(16));
        await _project.SayAsync("I want to die.");

        await TellAsync();

        Assert.Equal(["noor@wenlow.example"], Letters().Select(letter => letter.To));
    }

    [Fact]
    public async Task NewConcern_NobodyOnDuty_AllRespondersAreTold()
    {
        await _concerns.NameAsync("Rosa", "rosa@wenlow.example", with: hours => hours.Days.Add(6));
        await _concerns.NameAsync("Will", "will@wenlow.example", with: hours => hours.Days.Add(7));
        await _project.SayAsync("I want to die.");

        await TellAsync();

        Assert.Equal(["rosa@wenlow.example", "will@wenlow.example"], Letters().Select(letter => letter.To).Order());
    }

    [Fact]
    public async Task NewConcern_NobodyIsNamed_AdministratorsAreTold()
    {
        await _concerns.NewMemberAsync("Ada", "ada@wenlow.example", Roles.Administrator);
        await _project.SayAsync("I want to die.");

        await TellAsync();

        Assert.Equal(["ada@wenlow.example"], Letters().Select(letter => letter.To));
        Assert.True((await _concerns.AsAdministrator.GetConcernsWaitingAsync(new())).NobodyResponds);
    }

    [Fact]
    public async Task NewConcern_ManyAtOnce_AreOneLetter()
    {
        await _concerns.NameAsync("Rosa", "rosa@wenlow.example");
        for (var i = 0; i < 3; i++)
            await _project.SayAsync("I want to die.");

        await TellAsync();

        Assert.Contains("3 people or more", Assert.Single(Letters()).Text);
    }

    [Fact]
    public async Task NewConcern_NobodyTakesItOn_AllAreToldEveryHourUntilSomebodyDoes()
    {
        await _concerns.NameAsync("Rosa", "rosa@wenlow.example");
        await _concerns.NameAsync("Will", "will@wenlow.example", with: hours => hours.Days.Add(7));
        await _concerns.NewMemberAsync("Ada", "ada@wenlow.example", Roles.Administrator);
        await _project.SayAsync("I want to die.");
        await TellAsync();
        var atFirst = Letters().Count;

        for (var hour = 0; hour < 3; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            await TellAsync();
        }
        var late = Letters().Count;
        var concern = (await _concerns.OpenAsync()).Single();
        await _concerns.DoAsync(concern, ConcernStep.Taken, "");
        _time.Advance(TimeSpan.FromHours(2));
        await TellAsync();

        Assert.Equal((1, 1 + 3 * 3, 1 + 3 * 3), (atFirst, late, Letters().Count));
        Assert.True(concern.IsLate);
        Assert.Equal(3, (await _concerns.ReadAsync(concern)).Events.Count(one => one.Step == ConcernStep.Escalated));
        Assert.Equal(1, Letters().Count(letter => letter.Text.Contains("Somebody has to look by")));
    }

    [Fact]
    public async Task HandedOn_AnotherResponder_IsTold()
    {
        await _concerns.NameAsync("Rosa", "rosa@wenlow.example");
        var will = await _concerns.NameAsync("Will", "will@wenlow.example", with: hours => hours.Days.Add(7));
        await _project.SayAsync("I want to die.");
        await TellAsync();

        await _concerns.As(_concerns.Rosa).RecordStepAsync(new(Concerns.Step((await _concerns.OpenAsync()).Single(), ConcernStep.HandedOn)) { ToPersonId = will });
        await TellAsync();

        Assert.Equal(["rosa@wenlow.example", "will@wenlow.example"], Letters().Select(letter => letter.To));
        Assert.Equal("Will", (await _concerns.OpenAsync()).Single().TakenBy);
    }

    [Fact]
    public async Task NewConcern_LettersCannotBeSent_AreSentLater()
    {
        await _concerns.NameAsync("Rosa", "rosa@wenlow.example");
        Directory.Delete(_folder);
        await File.WriteAllTextAsync(_folder, "No folder.", TestContext.Current.CancellationToken);
        await _project.SayAsync("I want to die.");
        await TellAsync();
        File.Delete(_folder);
        Directory.CreateDirectory(_folder);

        _time.Advance(TimeSpan.FromMinutes(3));
        await TellAsync();

        Assert.Single(Letters());
    }

    // The module's own turn, by the same clock, may come first: what counts is what has been sent then.
    private Task TellAsync() => _module.Services.GetRequiredService<TellResponders>().TellAsync(TestContext.Current.CancellationToken);

    private List<(string To, string Text)> Letters() =>
        [.. Directory.GetFiles(_folder, "*.eml").Order().Select(File.ReadAllText).Select(text => (Regex.Match(text, "^To: (.*?)\r?$", RegexOptions.Multiline).Groups[1].Value, text))];
}
