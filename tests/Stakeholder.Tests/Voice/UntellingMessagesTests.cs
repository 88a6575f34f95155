using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using CoProduction.TestCommon.Reviews;
using Dapper;

namespace CoProduction.Stakeholder.Tests.Voice;

/// <summary>Neither ids, days nor the order of any list tell when somebody spoke, after whom, or what else they said.</summary>
public sealed class UntellingMessagesTests(Installation installation)
{
    private const int People = 8, Each = 6;

    [Fact]
    public async Task Messages_OfOnePersonAfterTheOther_TellNotWhoSaidWhatNorInWhichOrder()
    {
        var project = await NewAsync();
        foreach (var person in Enumerable.Range(0, People))
        {
            var member = Callers.With(Roles.Member, project.Partnership);
            foreach (var i in Enumerable.Range(person * Each, Each))
                await project.VoiceAs(member).ChallengeDecisionAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Said = new() { About = "The hall", Words = $"{i}" } });
        }
        var voice = project.VoiceAs(project.Femi);

        var held = (await voice.ListHeldMessagesAsync(new() { ProjectId = project.ProjectId, Page = Whole })).Messages;
        foreach (var message in held)
            await project.ClearAsync(message.Message.MessageId);
        var cleared = (await voice.ListMessagesAsync(new() { ProjectId = project.ProjectId, Page = Whole })).Messages;

        Assert.Equal((People * Each, People * Each), (held.Count, cleared.Count));
        Assert.Empty(Objections("held back", [.. held.Select(message => message.Message)]).Concat(Objections("messages", [.. cleared])));
        Assert.All(held, message => Assert.Equal(TimeSpan.Zero, message.CameAt.ToDateTime().TimeOfDay));
    }

    [Fact]
    public async Task Messages_OfSeveralDays_HaveTheNewestDayFirstAndWhatWaitsLongestFirst()
    {
        var project = await NewAsync();
        string[] days = ["2026-05-02", "2026-05-01", "2026-05-03", "2026-05-01"];
        foreach (var day in days)
            await project.RecordAsync(on: day);
        var voice = project.VoiceAs(project.Femi);

        var (held, cleared) = (new List<string>(), new List<string>());
        var page = new ListHeldMessagesResponse();
        do
        {
            page = await voice.ListHeldMessagesAsync(new() { ProjectId = project.ProjectId, Page = new() { PageSize = 1, PageToken = page.NextPageToken } });
            held.AddRange(page.Messages.Select(message => message.Message.SaidOn));
        }
        while (page.NextPageToken.Length > 0);
        foreach (var message in await project.HeldAsync())
            await project.ClearAsync(message.Message.MessageId);
        var next = new ListMessagesResponse();
        do
        {
            next = await voice.ListMessagesAsync(new() { ProjectId = project.ProjectId, Page = new() { PageSize = 1, PageToken = next.NextPageToken } });
            cleared.AddRange(next.Messages.Select(message => message.SaidOn));
        }
        while (next.NextPageToken.Length > 0);

        Assert.Equal(days.Order(), held);
        Assert.Equal(days.OrderDescending(), cleared);
    }

    [Fact]
    public async Task Audit_OfWhatCameIn_NamesNoMessage()
    {
        var project = await NewAsync();
        await project.SayAsync("The bus comes too late.");
        await project.RecordAsync();
        await project.ChallengeAsync(Callers.With(Roles.Member, project.Partnership));

        Assert.Equal(3, await CountAsync("action IN ('said.add', 'said.record', 'said.challenge') AND target_id = @Id"));
        Assert.Equal(1, await CountAsync($"action = 'said.challenge' AND target_id = @Id AND actor_id = '{Caller.Somebody.PersonId}'"));
        Assert.Equal(0, await CountAsync("target_id IN (SELECT message_id FROM voice_message)"));

        Task<int> CountAsync(string which) => installation.ReadBehindTheScenesAsync<int>($"SELECT count(*)::int FROM audit WHERE partnership_id = @Partnership AND {which}", new { project.Partnership, project.Id });
    }

    [Fact]
    public async Task Migrate_MessagesWithAnswers_HaveOtherIdsAndAllElseStandsAsItStood()
    {
        // Of its own: other tests' messages keep their ids.
        await using var module = await RunningModule.StartAsync(new StakeholderModule(), await installation.Postgres.NewDatabaseAsync("stakeholder"));
        var partnership = await module.Client<StakeholderService.StakeholderServiceClient>(Caller.System).CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = "Wenlow" });
        var project = await StartedProject.CreateAsync(module, Guid.Parse(partnership.Partnership.PartnershipId));
        var (sent, member) = (project.AnyRecord(), Callers.With(Roles.Member, project.Partnership));
        var recorded = await project.VoiceAs(project.Femi).RecordMessageAsync(sent);
        var challenge = await project.ChallengeAsync(member);
        foreach (var id in new[] { recorded.MessageId, challenge })
            await project.ClearAsync(id);
        await project.AnswerAsync(recorded.MessageId);
        var (before, mine) = (await ReadAsync(), await MineAsync());

        await using (var database = await installation.Postgres.OpenAsSuperuserAsync(module.Database))
            Assert.Equal(1, await database.ExecuteAsync("DELETE FROM schema_version WHERE scriptname LIKE '%.0029_random_message_ids.sql'"));
        await Migrator.Of(typeof(StakeholderModule).Assembly, new(module.Database.Migrator, module.Database.App, module.Database.Relay)).MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal((before, mine), (await ReadAsync(), await MineAsync()));
        var ids = (await project.MessagesAsync()).Select(message => message.MessageId).ToList();
        Assert.DoesNotContain(recorded.MessageId, ids);
        Assert.DoesNotContain(challenge, ids);
        var repeated = await project.VoiceAs(project.Femi).RecordMessageAsync(sent);
        Assert.Equal((true, recorded.AnswerBy, 2), (ids.Contains(repeated.MessageId), repeated.AnswerBy, (await project.MessagesAsync()).Count));

        async Task<string> ReadAsync() => Lines(await project.MessagesAsync());

        async Task<string> MineAsync() => Lines((await project.VoiceAs(member).ListMyMessagesAsync(new())).Messages);

        static string Lines(IEnumerable<VoiceMessage> messages) => string.Join('\n', messages.Select(message => new VoiceMessage(message) { MessageId = "" }.ToString()).Order(StringComparer.Ordinal));
    }

    private static Common.V1.PageRequest Whole => new() { PageSize = 1000 };

    // The order, and what sorting by id gives: by whom, and after which other one.
    private static IEnumerable<string> Objections(string of, List<VoiceMessage> messages) =>
        new[] { ($"order of {of}", messages), ($"ids of {of}", [.. messages.OrderBy(message => message.MessageId, StringComparer.Ordinal)]) }.SelectMany(list =>
        {
            var places = list.Item2.ConvertAll(message => int.Parse(message.Said.Words));
            return Neighbours.Objections(list.Item1, places.ConvertAll(place => place / Each)).Concat(Neighbours.ObjectionsToSequence(list.Item1, places));
        });

    private async Task<StartedProject> NewAsync() => await StartedProject.CreateAsync(installation.Module, await installation.NewPartnershipAsync());
}
