using CoProduction.Review;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Messaging;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Projects;
using Dapper;
using Grpc.Core;
using Npgsql;

namespace CoProduction.Stakeholder.Tests.Register;

/// <summary>Everything held about somebody: taken away, and taken out for good.</summary>
public sealed class OwnDataTests(Installation installation) : RegisterTest(installation)
{
    private const string Nobody = "Somebody who asked to be forgotten";

    [Fact]
    public async Task ExportPerson_OwnAndBySomebodyWhoMay_HoldsEveryPartAndIsSeen()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var mina = await TracedAsync(partnership, Roles.Member);
        // As it was written once: who, and when.
        await Installed.ReadBehindTheScenesAsync<int>(
            """
            INSERT INTO audit (partnership_id, audit_id, at, actor_id, action, target_kind, target_id, detail, reason)
            SELECT @partnership, gen_random_uuid(), now(), @PersonId, action, 'project', gen_random_uuid(), '', '' FROM unnest(ARRAY['ladder.rate', 'said.challenge']) AS action RETURNING 1
            """, new { partnership, mina.PersonId });

        var own = await ExportAsync(mina, "");
        var theirs = await ExportAsync(Callers.Facilitator(partnership), mina.PersonId.ToString());

        string[] forThemAlone = ["What you said of yourself, for counting", "Numbers that what you said is in", "What you said to projects while you were signed in", "What you said that may be about harm", "Where you put projects on the ladder"];
        Assert.Superset(forThemAlone.ToHashSet(), own.Select(part => part.Title).ToHashSet());
        Assert.Equal(own.Select(part => part.Title).Except(forThemAlone), theirs.Select(part => part.Title));
        Assert.Equal(mina.DisplayName, Value(own, "Your record", "name"));
        Assert.Equal("Carer", Value(own, "Your record", "experience"));
        Assert.Equal(("Email", "mina@people.example"), (Value(own, "How to reach you", "how"), Value(own, "How to reach you", "detail")));
        Assert.Equal("Large print", Value(own, "What you need", "wording"));
        Assert.Equal("Use photographs of me", Value(own, "What you agree to", "use"));
        Assert.Equal("member", Value(own, "Your roles", "roles"));
        Assert.Contains(Rows(theirs, "What you did"), row => row["action"] == "consent.give");
        // With the days in a project's lists this would say which words are theirs.
        Assert.Equal(2, Rows(own, "What you did").Count(IsWhatTheyThink));
        Assert.DoesNotContain(Rows(theirs, "What you did"), IsWhatTheyThink);
        var seen = (await Installed.Access(mina).GetMyPageAsync(new())).Sightings;
        Assert.Contains(seen, sighting => sighting.Action == "person.export");

        static bool IsWhatTheyThink(Dictionary<string, string> row) => row["action"] is "ladder.rate" or "said.challenge";
    }

    [Fact]
    public async Task ExportPerson_WithoutTheRight_Refused()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var mina = await TracedAsync(partnership, Roles.Member);
        var supporter = await MemberAsync(partnership, Roles.Supporter, supports: mina.PersonId.ToString());
        var other = await Installed.NewPartnershipAsync();

        Assert.Equal("NOT_YOURS", (await RefusedExportAsync(Callers.With(Roles.Analyst, partnership), mina.PersonId)).Reason);
        Assert.Equal("SUPPORTER", (await RefusedExportAsync(supporter, mina.PersonId)).Reason);
        Assert.Equal(StatusCode.NotFound, (await RefusedExportAsync(Callers.Administrator(other), mina.PersonId)).Code);
    }

    [Fact]
    public async Task ErasePerson_ByThemselves_NoTextAnywhereNamesThem()
    {
        var partnership = await Installed.NewPartnershipAsync();
        await MemberAsync(partnership, Roles.Administrator);
        var mina = await TracedAsync(partnership, Roles.Administrator);
        var told = await Data(mina).GetErasureAsync(new());
        Assert.NotEmpty(await WhereNamedAsync(partnership, mina.DisplayName));
        Assert.NotEmpty(await WhereNamedAsync(partnership, "mina@people.example"));

        await Data(mina).ErasePersonAsync(new() { RequestId = Installation.NewId(), Sure = true });

        Assert.Empty(await WhereNamedAsync(partnership, mina.DisplayName));
        Assert.Empty(await WhereNamedAsync(partnership, "mina@people.example"));
        Assert.Empty(await WhereNamedAsync(partnership, "Large print"));
        Assert.Contains(told.Parts, part => part is { Title: "How to reach you", Ending: Ending.Goes, Rows: 1 });
        Assert.Contains(told.Parts, part => part is { Title: "What you did", Ending: Ending.Stays });
        Assert.Contains(told.Parts, part => part is { Title: "Changes of projects", Ending: Ending.NameGoes });
    }

    [Fact]
    public async Task ErasePerson_BySomebodyForThem_EmptyPlaceStaysThatNothingFinds()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var administrator = Callers.Administrator(partnership);
        var sam = await AddAsync(partnership, "Sam Rivers", profile => profile.Skills.Add("Chairing"));
        await People(administrator).SetContactsAsync(Ways(sam.PersonId, "1", ("email", "sam@people.example", false)));

        await Data(administrator).ErasePersonAsync(Forget(sam.PersonId));

        Assert.Empty((await People(administrator).SearchPeopleAsync(new())).People);
        Assert.Empty((await People(administrator).SearchPeopleAsync(new() { Name = Nobody })).People);
        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(People(administrator).GetPersonAsync(new() { PersonId = sam.PersonId }))).Code);
        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(People(administrator).RecordAdjustmentAsync(Need(sam.PersonId, "other", "Late")))).Code);
        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(Data(administrator).ErasePersonAsync(Forget(sam.PersonId)))).Code);
        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(Installed.Access(administrator).GrantMembershipAsync(
            new(Grant(Installation.NewName("sam"), Roles.Member)) { PersonId = sam.PersonId }))).Code);
        Assert.Equal(Nobody, await ReadAsync<string>("SELECT display_name FROM person WHERE person_id = @id AND ended_at IS NOT NULL AND skills = '{}'", sam.PersonId));
        Assert.Equal("", await ReadAsync<string>("SELECT detail || reason FROM audit WHERE action = 'person.erase' AND for_person_id = @id", sam.PersonId));
    }

    [Theory]
    [InlineData("sure", false, true)]
    [InlineData("they_asked", true, false)]
    public async Task ErasePerson_WithoutSayingSo_InvalidArgumentNamesIt(string field, bool sure, bool theyAsked)
    {
        var partnership = await Installed.NewPartnershipAsync();
        var sam = await AddAsync(partnership, "Sam Rivers");

        var error = await Refused.CallAsync(Data(Callers.Administrator(partnership)).ErasePersonAsync(
            new() { RequestId = Installation.NewId(), PersonId = sam.PersonId, Sure = sure, TheyAsked = theyAsked }));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
        Assert.Single((await People(Callers.Administrator(partnership)).SearchPeopleAsync(new())).People);
    }

    [Fact]
    public async Task ErasePerson_WithoutTheRight_Refused()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var sam = await AddAsync(partnership, "Sam Rivers");

        Assert.Equal("NOT_YOURS", (await Refused.CallAsync(Data(Callers.Facilitator(partnership)).ErasePersonAsync(Forget(sam.PersonId)))).Reason);
        Assert.Equal("NOT_YOURS", (await Refused.CallAsync(Data(Callers.Facilitator(partnership)).GetErasureAsync(new() { PersonId = sam.PersonId }))).Reason);
    }

    [Fact]
    public async Task ErasePerson_SharedTotals_StandAsTheyWere()
    {
        var partnership = await Installed.NewPartnershipAsync();
        await MemberAsync(partnership, Roles.Administrator);
        var project = await StartedProject.CreateAsync(Installed.Module, partnership);
        var mina = await MemberAsync(partnership, Roles.Member);
        await project.RateAsync(Perspective.LivedExperience, 2, mina);
        await project.RateAsync(Perspective.LivedExperience, 5, mina);
        await project.RateAsync(Perspective.Staff, 6);
        var (group, _, _) = await project.Governed.AgreedGroupAsync();
        await Installed.ReadBehindTheScenesAsync<int>(
            "UPDATE governing_member SET person_id = @id WHERE partnership_id = @partnership RETURNING 1", new { partnership, id = mina.PersonId });
        var before = await project.LadderAsync();

        await Data(mina).ErasePersonAsync(new() { RequestId = Installation.NewId(), Sure = true });

        var after = await project.LadderAsync();
        Assert.Equal(before.Points, after.Points);
        Assert.Equal(before.Ratings.Count, after.Ratings.Count);
        var there = await project.Governed.GroupAsync(group);
        Assert.Equal((Nobody, true), (Assert.Single(there.Members).Name, there.Members[0].LeftOn.Length > 0));
        Assert.NotEmpty((await project.Governed.TermsAsync(group))[0].AgreedOn);
    }

    [Fact]
    public async Task ErasePerson_LastAdministrator_StaysUntilThereIsAnother()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var ada = await MemberAsync(partnership, Roles.Administrator);

        var alone = await Refused.CallAsync(Data(ada).ErasePersonAsync(new() { RequestId = Installation.NewId(), Sure = true }));
        await MemberAsync(partnership, Roles.Administrator);
        await Data(ada).ErasePersonAsync(new() { RequestId = Installation.NewId(), Sure = true });

        Assert.Equal("LAST_ADMINISTRATOR", alone.Reason);
        Assert.Equal(0, await ReadAsync<long>("SELECT count(*) FROM account WHERE person_id = @id", ada.PersonId.ToString()));
    }

    [Fact]
    public async Task ErasePerson_WorksInAnotherPartnershipToo_SignInAndThatRecordStay()
    {
        var (here, there) = (await Installed.NewPartnershipAsync(), await Installed.NewPartnershipAsync());
        var grant = Grant(Installation.NewName("sam"), Roles.Member);
        var account = (await Installed.Access(Callers.Administrator(here)).GrantMembershipAsync(grant)).Account;
        await Installed.Access(Callers.System(there)).GrantMembershipAsync(new(grant) { RequestId = Installation.NewId() });
        var sam = Callers.With(Roles.Member, here) with { PersonId = Guid.Parse(account.PersonId) };

        await Data(sam).ErasePersonAsync(new() { RequestId = Installation.NewId(), Sure = true });
        var elsewhere = await People(sam with { PartnershipId = there }).GetPersonAsync(new());
        await Installed.Access(Callers.System(here)).GrantMembershipAsync(new(grant) { RequestId = Installation.NewId() });

        Assert.Equal("Sam", elsewhere.Person.Profile.DisplayName);
        Assert.True(elsewhere.Person.HasSignIn);
        Assert.Equal("Sam", (await People(sam).GetPersonAsync(new())).Person.Profile.DisplayName);
    }

    [Fact]
    public async Task ErasePerson_WhoAddedToTheStatementBank_ReviewForgetsTheirNameToo()
    {
        var bus = new DirectBus();
        await using var stakeholder = await RunningModule.StartAsync(new StakeholderModule(), await Installed.Postgres.NewDatabaseAsync("stakeholder"), bus);
        await using var review = await RunningModule.StartAsync(new ReviewModule(), await Installed.Postgres.NewDatabaseAsync("review"), bus);
        bus.Open();
        var partnership = Guid.Parse((await stakeholder.Client<StakeholderService.StakeholderServiceClient>(Caller.System)
            .CreatePartnershipAsync(new() { RequestId = Installation.NewId(), Name = "Wenlow" })).Partnership.PartnershipId);
        var person = await stakeholder.Client<PeopleService.PeopleServiceClient>(Callers.Facilitator(partnership)).CreatePersonAsync(SomePeople.Named("Sam Rivers"));
        var sam = Callers.Analyst(partnership) with { PersonId = Guid.Parse(person.Person.PersonId), DisplayName = "Sam Rivers" };
        var bank = review.Client<StatementBankService.StatementBankServiceClient>(sam);
        await bank.AddBankEntryAsync(new() { RequestId = Installation.NewId(), Question = Question.Working, Topic = "buses", Words = { "bus" }, Wording = "I can get a bus when I need one." });

        await stakeholder.Client<OwnDataService.OwnDataServiceClient>(Callers.Administrator(partnership)).ErasePersonAsync(Forget(person.Person.PersonId));

        await Eventually.GetAsync(async () => Assert.Single((await bank.GetStatementBankAsync(new())).Bank.Entries).ChangedBy, by => by == Nobody);
    }

    [Fact]
    public async Task ErasePerson_WhileOthersWriteAboutThem_NothingIsLeft()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var administrator = Callers.Administrator(partnership);
        var sam = await AddAsync(partnership, "Sam Rivers");

        var writing = Enumerable.Range(0, 20).Select(number => number % 2 == 0
            ? EndAsync(People(administrator).RecordAdjustmentAsync(Need(sam.PersonId, "other", $"Need {number}")))
            : EndAsync(People(administrator).SetConsentAsync(new() { RequestId = Installation.NewId(), PersonId = sam.PersonId, Use = "photos", Agreed = true }))).ToList();
        var ends = await Task.WhenAll([.. writing, EndAsync(Data(administrator).ErasePersonAsync(Forget(sam.PersonId))), EndAsync(Data(administrator).ErasePersonAsync(Forget(sam.PersonId)))]);

        Assert.All(ends, end => Assert.True(end is StatusCode.OK or StatusCode.NotFound, $"{end}"));
        Assert.Equal(0, await ReadAsync<long>("SELECT (SELECT count(*) FROM adjustment WHERE person_id = @id) + (SELECT count(*) FROM consent WHERE person_id = @id)", sam.PersonId));
    }

    [Fact]
    public async Task RecordAdjustment_ErasedWhileItWaits_FindsNobody()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var sam = await AddAsync(partnership, "Sam Rivers");
        await using var erasing = await Installed.Postgres.OpenAsSuperuserAsync(Installed.Module.Database);
        await using var transaction = await erasing.BeginTransactionAsync();
        await erasing.ExecuteAsync("SELECT 1 FROM person WHERE person_id = @id FOR UPDATE; UPDATE person SET ended_at = now(), erased_at = now() WHERE person_id = @id", new { id = Guid.Parse(sam.PersonId) });

        var writing = Refused.CallAsync(People(Callers.Administrator(partnership)).RecordAdjustmentAsync(Need(sam.PersonId, "other", "Late")));
        await WaitUntilBlockedByAsync(erasing);
        await transaction.CommitAsync();

        Assert.Equal(StatusCode.NotFound, (await writing).Code);
    }

    [Fact]
    public async Task ImportPeople_WhomARowResemblesIsErasedMeanwhile_AddsTheRow()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var sam = await AddAsync(partnership, "Sam Rivers");
        await using var erasing = await Installed.Postgres.OpenAsSuperuserAsync(Installed.Module.Database);
        await using var transaction = await erasing.BeginTransactionAsync();
        await erasing.ExecuteAsync("SELECT 1 FROM person WHERE person_id = @id FOR UPDATE; UPDATE person SET ended_at = now(), erased_at = now() WHERE person_id = @id", new { id = Guid.Parse(sam.PersonId) });

        var importing = ImportSamAsync(partnership);
        await WaitUntilBlockedByAsync(erasing);
        await transaction.CommitAsync();

        Assert.Equal(1, (await importing).PeopleAdded);
        Assert.Equal(0, await Installed.ReadBehindTheScenesAsync<long>("SELECT count(*) FROM person_import_row WHERE resembles_id = @id", new { id = Guid.Parse(sam.PersonId) }));
    }

    [Theory, InlineData(WaitingRowDecision.SamePerson), InlineData(WaitingRowDecision.SomebodyElse)]
    public async Task DecideWaitingRow_WhomItResemblesIsBeingErased_FindsNoRow(WaitingRowDecision decision)
    {
        var partnership = await Installed.NewPartnershipAsync();
        var sam = await AddAsync(partnership, "Sam Rivers");
        var import = await ImportSamAsync(partnership);
        await using var erasing = await Installed.Postgres.OpenAsSuperuserAsync(Installed.Module.Database);
        await using var transaction = await erasing.BeginTransactionAsync();
        await erasing.ExecuteAsync("SELECT 1 FROM person WHERE person_id = @id FOR UPDATE", new { id = Guid.Parse(sam.PersonId) });

        var deciding = Refused.CallAsync(Imports(partnership).DecideWaitingRowAsync(new() { RequestId = Installation.NewId(), ImportId = import.ImportId, Row = 1, Decision = decision }));
        await WaitUntilBlockedByAsync(erasing);
        await erasing.ExecuteAsync("DELETE FROM person_import_row WHERE resembles_id = @id", new { id = Guid.Parse(sam.PersonId) });
        await transaction.CommitAsync();

        Assert.Equal(StatusCode.NotFound, (await deciding).Code);
    }

    [Fact]
    public async Task ErasePerson_RowOfAFileWaitsForThem_GoesToo()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var sam = await AddAsync(partnership, "Sam Rivers");
        Assert.Equal(2, (await ImportSamAsync(partnership)).Waiting);

        await Data(Callers.Administrator(partnership)).ErasePersonAsync(Forget(sam.PersonId));

        Assert.Equal(0, await Installed.ReadBehindTheScenesAsync<long>("SELECT count(*) FROM person_import_row WHERE partnership_id = @partnership", new { partnership }));
    }

    private PeopleImportService.PeopleImportServiceClient Imports(Guid partnership) => Installed.Module.Client<PeopleImportService.PeopleImportServiceClient>(Callers.Facilitator(partnership));

    // Two rows: the first resembles Sam, the second the first.
    private async Task<PeopleImport> ImportSamAsync(Guid partnership)
    {
        using var call = Imports(partnership).ImportPeople();
        await call.RequestStream.WriteAsync(new() { Header = new() { RequestId = Installation.NewId(), FileName = "people.csv" } });
        await call.RequestStream.WriteAsync(new() { Chunk = Google.Protobuf.ByteString.CopyFromUtf8("name,email,agreed\nSam Rivers,s@people.example,yes\nQuite Another,s@people.example,yes\n") });
        await call.RequestStream.CompleteAsync();
        return (await call).Import;
    }

    private Task<bool> WaitUntilBlockedByAsync(NpgsqlConnection connection) => Eventually.GetAsync(() => Installed.ReadBehindTheScenesAsync<bool>(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE @me <> pid AND @me = ANY(pg_blocking_pids(pid)))", new { me = connection.ProcessID }), isBlocked => isBlocked);

    private OwnDataService.OwnDataServiceClient Data(Caller caller) => Installed.Module.Client<OwnDataService.OwnDataServiceClient>(caller);

    private static ErasePersonRequest Forget(string personId) => new() { RequestId = Installation.NewId(), PersonId = personId, Sure = true, TheyAsked = true };

    // Somebody who has left traces wherever somebody can.
    private async Task<Caller> TracedAsync(Guid partnership, string role)
    {
        var name = $"Mina {Guid.NewGuid():N}";
        var member = await MemberAsync(partnership, role);
        var mina = member with { DisplayName = name };
        var own = (await People(mina).GetPersonAsync(new())).Person;
        await People(mina).EditPersonAsync(new()
        {
            RequestId = Installation.NewId(), Etag = own.Etag, Profile = new() { DisplayName = name, OwnWords = $"I am {name}", Experience = { "carer" }, Skills = { name }, Interests = { name } },
        });
        await People(mina).SetContactsAsync(Ways("", "1", ("email", "mina@people.example", false)));
        await People(mina).RecordAdjustmentAsync(Need("", "information-format", "Large print"));
        await People(mina).SetConsentAsync(new() { RequestId = Installation.NewId(), Use = "photos", Agreed = true });
        await Installed.Access(mina).SetAgreementAsync(new() { RequestId = Installation.NewId(), Kind = "privacy-notice", Agreed = true });
        if (role == Roles.Administrator)
            await LeaveTracesAsync(partnership, mina);
        return mina;
    }

    private async Task LeaveTracesAsync(Guid partnership, Caller mina)
    {
        var project = await StartedProject.CreateAsync(Installed.Module, partnership);
        await project.As(mina).AnswerReadinessAsync(new(project.Ready(await project.OverviewAsync())) { AnsweredBy = mina.DisplayName });
        await project.NameGroupAsync();
        await project.SayNobodyAsync(GroupCategory.Secondary, mina);
        await project.VerifyAsync(by: mina);
        await project.As(mina).OverrideFlagAsync(new()
        {
            RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync(), FlagId = "no-budget", Decision = FlagDecision.PutUp, Reason = "Why.",
        });
        await project.DeliverAs(mina).RateLadderAsync(new(project.AnyRating()) { Evidence = $"I, {mina.DisplayName}, was asked." });
        await project.DeliverAs(mina).RecordSittingAsync(await project.AnySittingAsync());
        await project.DeliverAs(mina).AddCheckpointAsync(project.AnyCheckpoint());
        await project.DeliverAs(mina).WriteCloseOutAsync(await project.AnyReviewAsync());
        await project.DeliverAs(mina).SignCloseOutAsync(new(await project.AnySignatureAsync(CloseOutSide.Management)) { SignedBy = mina.DisplayName });
        var groupId = await project.Governed.AddGroupAsync();
        var memberId = await project.Governed.AddMemberAsync(groupId, mina.DisplayName);
        await Installed.ReadBehindTheScenesAsync<int>(
            "UPDATE governing_member SET person_id = @PersonId WHERE partnership_id = @partnership AND name = @DisplayName RETURNING 1", new { mina.PersonId, partnership, mina.DisplayName });
        await project.Governed.NameAccountableAsync();
        var termsId = await project.Governed.StartTermsAsync(groupId);
        await project.Governed.WriteAsync(termsId);
        await project.Governed.As(mina).AgreeTermsAsync(await project.Governed.YesAsync(termsId, memberId));
        await project.DeliverAs(project.Femi).CloseProjectAsync(new() { RequestId = Installation.NewId(), ProjectId = project.ProjectId, Etag = await project.EtagAsync() });
        await project.ReopenAsync(mina);
    }

    // In every table with rows of the partnership, and in the accounts.
    private async Task<IReadOnlyList<string>> WhereNamedAsync(Guid partnership, string words)
    {
        await using var connection = await Installed.Postgres.OpenAsSuperuserAsync(Installed.Module.Database);
        var tables = await connection.QueryAsync<string>(
            "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'partnership_id' AND table_name NOT IN ('inbox', 'outbox')");
        var named = new List<string>();
        foreach (var table in tables)
        {
            // Bytes are shown as text too: what is kept of requests may name somebody.
            var rows = await connection.ExecuteScalarAsync<long>(
                $"SELECT count(*) FROM {table} t WHERE partnership_id = @partnership AND (t::text LIKE '%' || @words || '%' OR t::text LIKE '%' || encode(convert_to(@words, 'UTF8'), 'hex') || '%')",
                new { partnership, words });
            if (rows > 0)
                named.Add(table);
        }
        return named;
    }

    private Task<T> ReadAsync<T>(string sql, string id) => Installed.ReadBehindTheScenesAsync<T>(sql, new { id = Guid.Parse(id) });

    private async Task<List<ExportPersonResponse>> ExportAsync(Caller caller, string personId)
    {
        return await Eventually.GetAsync(ReadAsync, parts => parts.Count > 0);

        async Task<List<ExportPersonResponse>> ReadAsync()
        {
            using var call = Data(caller).ExportPerson(new() { PersonId = personId });
            var parts = new List<ExportPersonResponse>();
            try
            {
                await foreach (var part in call.ResponseStream.ReadAllAsync())
                    parts.Add(part);
            }
            catch (RpcException e) when (ServiceError.From(e).Reason == "BEING_MADE")
            {
                // It is asked for once more.
            }
            return parts;
        }
    }

    private async Task<ServiceError> RefusedExportAsync(Caller caller, Guid personId) =>
        ServiceError.From(await Assert.ThrowsAsync<RpcException>(() => ExportAsync(caller, personId.ToString())));

    private static IEnumerable<Dictionary<string, string>> Rows(List<ExportPersonResponse> parts, string title) =>
        parts.Where(part => part.Title == title).SelectMany(part => part.Rows).Select(row => row.Fields.ToDictionary(field => field.Name, field => field.Value));

    private static string Value(List<ExportPersonResponse> parts, string title, string field) => Assert.Single(Rows(parts, title))[field];
}
