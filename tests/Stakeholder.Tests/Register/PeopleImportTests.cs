using System.Text;
using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests.Register;

/// <summary>Files of people: what comes in, what is refused, and who waits for a decision.</summary>
public sealed class PeopleImportTests(Installation installation) : RegisterTest(installation)
{
    [Fact]
    public async Task ImportPeople_EveryColumn_IsInTheirRecord()
    {
        var partnership = await Installed.NewPartnershipAsync();

        var import = await SendAsync(partnership,
            "Full name;Own words;Pronouns;Experience;Skills;Interests;Ways of taking part;When it suits;E-mail;Phone;Address;Other contact;Adjustment category;Adjustment wording;Agreed;Shoe size",
            "Amina Yusuf;Grandmother;she/her;\"carer; Works in care, health or a council\";Somali, Arabic;Breaks;By telephone, letter or email;Mornings;amina@people.example;01632 960001;4 Mill Lane;Corner shop;Another language;Letters in Somali;Yes;38");

        Assert.Equal((PeopleImportState.Added, 1, 0, 0), (import.State, import.PeopleAdded, import.Waiting, import.RowsWithProblems));
        Assert.Equal(["Shoe size"], import.LeftOut);
        var facilitator = People(Callers.Facilitator(partnership));
        var person = Assert.Single((await facilitator.SearchPeopleAsync(new() { Name = "amina" })).People);
        Assert.Equal(
            new Profile
            {
                DisplayName = "Amina Yusuf", OwnWords = "Grandmother", Pronouns = "she/her", Experience = { "carer", "staff" }, Skills = { "Somali", "Arabic" }, Interests = { "Breaks" },
                Routes = { "from-home" }, Availability = "Mornings",
            }, person.Profile);
        Assert.Equal(
            ["email amina@people.example", "phone 01632 960001", "post 4 Mill Lane", "somebody Corner shop"],
            (await facilitator.GetContactsAsync(new() { PersonId = person.PersonId })).Contacts.Select(way => $"{way.Channel} {way.Detail}"));
        var need = Assert.Single((await facilitator.ListAdjustmentsAsync(new() { PersonId = person.PersonId })).Adjustments);
        Assert.Equal(("language", "Letters in Somali"), (need.Category, need.Wording));
        Assert.Equal(1, await CountAsync("audit WHERE action = 'person.create' AND for_person_id = @id", partnership, person.PersonId));
        Assert.Equal(1, await CountAsync("agreement WHERE kind = 'privacy-notice' AND person_id = @id", partnership, person.PersonId));
    }

    [Theory]
    [InlineData("agreed", "Sam,,,,,,no", "They have not agreed")]
    [InlineData("agreed", "Sam,,,,,,", "Have they said")]
    [InlineData("name", ",,,,,,yes", "Give the name")]
    [InlineData("experience", "Sam,royal,,,,,yes", "Carer; Family or friend")]
    [InlineData("ways of taking part", "Sam,,by pigeon,,,,yes", "Come to meetings")]
    [InlineData("email", "Sam,,,nowhere,,,yes", "no email address")]
    [InlineData("email", "Sam,,,not an address @ all,,,yes", "no email address")]
    [InlineData("adjustment category", "Sam,,,,,Large print,yes", "Say what it is about")]
    [InlineData("adjustment wording", "Sam,,,,other,,yes", "Say what would help")]
    public async Task ImportPeople_RowWillNotDo_SaysSoByRowAndColumnAndAddsNobody(string column, string row, string words)
    {
        var partnership = await Installed.NewPartnershipAsync();

        var import = await SendAsync(partnership, Headers, "Good,carer,,,,,yes", row);

        Assert.Equal((PeopleImportState.Refused, 0, 1), (import.State, import.PeopleAdded, import.RowsWithProblems));
        var problem = Assert.Single((await Imports(partnership).ListPeopleImportProblemsAsync(new() { ImportId = import.ImportId })).Problems);
        Assert.Equal((2, column), (problem.Row, problem.Column));
        Assert.Contains(words, problem.Message);
        Assert.Empty(await NamesAsync(partnership));
    }

    [Fact]
    public async Task ImportPeople_KeepGoodRows_AddsThemAndListsTheOthers()
    {
        var partnership = await Installed.NewPartnershipAsync();

        var import = await SendAsync(partnership, [Headers, "Good,carer,,,,,yes", "Bad,royal,,,,,yes"], keepGoodRows: true);

        Assert.Equal((PeopleImportState.Added, 2, 1, 1), (import.State, import.Rows, import.PeopleAdded, import.RowsWithProblems));
        Assert.Equal(["Good"], await NamesAsync(partnership));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("name\nSam\n", "no column “agreed”")]
    [InlineData("phone,agreed\n01632 960001,yes\n", "first name")]
    [InlineData("agreed\nyes\n", "No column of names")]
    [InlineData("name,agreed\n", "no rows")]
    [InlineData("name,full name,agreed\nSam,Sam,yes\n", "mean the same")]
    [InlineData("PK\u0003\u0004 rubbish", "workbook")]
    public async Task ImportPeople_FileThatIsNone_InvalidArgumentSaysWhatToDo(string file, string words)
    {
        var error = await Refused.CallAsync(CallAsync(Callers.Facilitator(await Installed.NewPartnershipAsync()), file, Installation.NewId()));

        Assert.Equal((StatusCode.InvalidArgument, "file"), (error.Code, Assert.Single(error.Violations).Field));
        Assert.Contains(words, error.Message);
    }

    [Fact]
    public async Task ImportPeople_Repeated_FirstAnswerAndNobodyTwice()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var (id, file) = (Installation.NewId(), "name,agreed\nSam Rivers,yes\n");
        var caller = Callers.Facilitator(partnership);

        var first = (await CallAsync(caller, file, id)).Import;
        var again = (await CallAsync(caller, file, id)).Import;
        var under = (await CallAsync(caller, file, Installation.NewId())).Import;
        var other = await Refused.CallAsync(CallAsync(caller, "name,agreed\nPat Stone,yes\n", id));

        Assert.Equal(first, again);
        Assert.Equal((first.ImportId, true), (under.ImportId, under.AlreadyImported));
        Assert.Equal("REQUEST_ID_REUSED", other.Reason);
        Assert.Equal(["Sam Rivers"], await NamesAsync(partnership));
    }

    [Fact]
    public async Task ImportPeople_SameFileFiveAtOnce_EverybodyOnce()
    {
        var partnership = await Installed.NewPartnershipAsync();

        var imports = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
            (await CallAsync(Callers.Facilitator(partnership), "name,agreed\nSam Rivers,yes\nPat Stone,yes\n", Installation.NewId())).Import));

        Assert.Single(imports, import => !import.AlreadyImported);
        Assert.Equal(["Pat Stone", "Sam Rivers"], await NamesAsync(partnership));
    }

    [Theory]
    [InlineData("Somebody Quite Different,,,SAM@people.example,,,yes", Likeness.SameContact)]
    [InlineData("Rivvers Samuel,,,,,,yes", Likeness.NameAlike)]
    [InlineData("Sam Rivers,,,,,,yes", Likeness.NameAlike)]
    public async Task ImportPeople_LikeSomebodyThere_Waits(string row, Likeness because)
    {
        var partnership = await Installed.NewPartnershipAsync();
        var sam = await AddAsync(partnership, because == Likeness.NameAlike && row.StartsWith("Sam ", StringComparison.Ordinal) ? "Sam Rivers" : "Samuel Rivers");
        await People(Callers.Facilitator(partnership)).SetContactsAsync(Ways(sam.PersonId, "1", ("email", "sam@People.example", false)));

        var import = await SendAsync(partnership, Headers, row);

        Assert.Equal((0, 1), (import.PeopleAdded, import.Waiting));
        var waits = Assert.Single(await WaitingAsync(partnership, import));
        Assert.Equal((1, because, sam.PersonId), (waits.Row, waits.Because, waits.PersonId));
    }

    [Fact]
    public async Task ImportPeople_NamesInSeveralColumns_AreJoinedAndATitleIsLeftOut()
    {
        var partnership = await Installed.NewPartnershipAsync();

        var import = await SendAsync(partnership,
            "Title,First Name,Last Name,Email,Mobile,Agreed", "Ms,Tamsin,Pellow,tamsin@example.org,07700 900101,yes", "Mr,Oke,Brannick,oke@example.org,07700 900102,yes");

        Assert.Equal((PeopleImportState.Added, 2), (import.State, import.PeopleAdded));
        Assert.Equal(["Title"], import.LeftOut);
        Assert.Equal(["Oke Brannick", "Tamsin Pellow"], await NamesAsync(partnership));
        Assert.Equal(["email oke@example.org", "text 07700 900102"], await WaysAsync(partnership, "Oke Brannick"));
    }

    [Fact]
    public async Task ImportPeople_SeveralWaysInColumnsAndCells_AllAreKeptInOrder()
    {
        var partnership = await Installed.NewPartnershipAsync();

        var import = await SendAsync(partnership,
            "Name,Phone,Mobile,Work,Telephone 2,Email,Work email,Address 1,Address 2,Town,Postcode,Emergency contact phone,Agreed",
            "Person Sand,01632 960301,07700 900301,01632 960302,n/a,mailto:sand@example.org,Sand <s@example.org>; t@example.org,4 Mill Lane,Flat 2,Wenlow,ZZ1 1ZZ,01632 960999,yes");

        Assert.Equal((1, 0), (import.PeopleAdded, import.RowsWithProblems));
        Assert.Equal(["Emergency contact phone"], import.LeftOut);
        Assert.Equal(
            ["email sand@example.org", "email s@example.org", "email t@example.org", "phone 01632 960301", "text 07700 900301", "phone 01632 960302", "post 4 Mill Lane\nFlat 2\nWenlow\nZZ1 1ZZ"],
            await WaysAsync(partnership, "Person Sand"));
    }

    [Fact]
    public async Task ImportPeople_PhoneAndMobile_BothAreKept()
    {
        var partnership = await Installed.NewPartnershipAsync();

        await SendAsync(partnership, "Name,Phone,Mobile,Agreed", "Person Sand,01632 960301,07700 900301,yes");

        Assert.Equal(["phone 01632 960301", "text 07700 900301"], await WaysAsync(partnership, "Person Sand"));
    }

    [Fact]
    public async Task ImportPeople_WhatWasMendedOrLeftOut_IsSaidByRow()
    {
        var partnership = await Installed.NewPartnershipAsync();

        var import = await SendAsync(partnership,
            "Members of the group,,,,", "name;known as;phone;email;agreed", "Mr Robert Hale;Bob;7700900401;b@example.org;yes", "Tamsin Pellow;;7700900402;t@example.org (work);yes",
            "Total: 2;;;;");

        Assert.Equal((PeopleImportState.Added, 2, 2), (import.State, import.Rows, import.PeopleAdded));
        Assert.Equal(["Bob Hale", "Tamsin Pellow"], await NamesAsync(partnership));
        Assert.Equal(["email b@example.org", "phone 07700 900401"], await WaysAsync(partnership, "Bob Hale"));
        Assert.Equal(
            [
                "The cells are separated by semicolons.",
                "One row above the headers was passed over. The headers are in row 2.",
                "Row 5 at the end is a total or a note, so it was left out.",
                "Row 1: the name that they like to be called stands in the place of their first name.",
                "Rows 1 and 2: a telephone number had lost its first 0 or +, as spreadsheets do. It was put back.",
                "Row 2: words in brackets beside an email address were left out.",
            ],
            import.Findings);
    }

    [Theory]
    [InlineData("Yes", true)]
    [InlineData("yes, by phone", true)]
    [InlineData("Y - verbal, 12/03/2024", true)]
    [InlineData("✓", true)]
    [InlineData("No", false)]
    [InlineData("no, by letter", false)]
    [InlineData("withdrawn", false)]
    [InlineData("Yes, but not my address", null)]
    [InlineData("Given? No", null)]
    [InlineData("yes until May", null)]
    [InlineData("ask her", null)]
    [InlineData("12/03/2024", null)]
    [InlineData("", null)]
    public async Task ImportPeople_Agreed_OnlyAPlainYesIsOne(string answer, bool? agreed)
    {
        var partnership = await Installed.NewPartnershipAsync();

        var import = await SendAsync(partnership, "name,agreed", $"Sam Rivers,\"{answer}\"");

        Assert.Equal(agreed == true ? 1 : 0, import.PeopleAdded);
        var problems = (await Imports(partnership).ListPeopleImportProblemsAsync(new() { ImportId = import.ImportId })).Problems.Select(problem => (problem.Column, problem.Message[..12]));
        Assert.Equal(agreed switch { true => [], false => [("agreed", "They have no")], null => [("agreed", "Have they sa")] }, problems);
    }

    [Theory]
    [InlineData("phone", "+44 1632 960001", "01632960001")]
    [InlineData("phone", "7700900401", "+44 7700 900401")]
    [InlineData("phone", "0044 7700 900401", "07700 900401 (after 6)")]
    [InlineData("phone", "18001 01632 960001", "01632 960001")]
    [InlineData("email", "mailto:SAM@example.org", "Sam <sam@example.org>")]
    [InlineData("phone", "00 44 (0)1632 960001", "01632-960-001")]
    [InlineData("address", "4, Mill Lane", "4 MILL LANE")]
    public async Task ImportPeople_SameWayWrittenOtherwise_SecondRowWaitsForTheFirst(string column, string one, string other)
    {
        var partnership = await Installed.NewPartnershipAsync();

        var import = await SendAsync(partnership, $"name,{column},agreed", $"Sam Rivers,\"{one}\",yes", $"Philippa Featherstone,\"{other}\",yes");

        Assert.Equal((1, 1), (import.PeopleAdded, import.Waiting));
        Assert.Equal(Likeness.SameContact, Assert.Single(await WaitingAsync(partnership, import)).Because);
    }

    [Theory]
    [InlineData("4.477009E+11", "Excel has turned")]
    [InlineData("ask her", "no telephone number")]
    public async Task ImportPeople_NumberThatASpreadsheetHasRuined_SaysWhatHappenedAtItsField(string number, string words)
    {
        var partnership = await Installed.NewPartnershipAsync();

        var import = await SendAsync(partnership, "name,home tel.,agreed", $"Sam Rivers,{number},yes");

        Assert.Equal(PeopleImportState.Refused, import.State);
        var problem = Assert.Single((await Imports(partnership).ListPeopleImportProblemsAsync(new() { ImportId = import.ImportId })).Problems);
        Assert.Equal((1, "home tel."), (problem.Row, problem.Column));
        Assert.Contains(words, problem.Message);
    }

    [Theory]
    [InlineData("Siân Lee", "Sian Lee")]
    [InlineData("Zoë Ng", "Zoe Ng")]
    [InlineData("Elizabeth Okafor", "Liz Okafor")]
    public async Task ImportPeople_NameWrittenOtherwise_WaitsForAPerson(string there, string row)
    {
        var partnership = await Installed.NewPartnershipAsync();
        var person = await AddAsync(partnership, there);

        var import = await SendAsync(partnership, "name,agreed", $"{row},yes");

        Assert.Equal(0, import.PeopleAdded);
        var waits = Assert.Single(await WaitingAsync(partnership, import));
        Assert.Equal((Likeness.NameAlike, person.PersonId), (waits.Because, waits.PersonId));
    }

    [Fact]
    public async Task ImportPeople_NamesThatDifferInANumberOrAltogether_AreDifferentPeople()
    {
        var partnership = await Installed.NewPartnershipAsync();

        var import = await SendAsync(partnership, "name,agreed", "Participant 12,yes", "Participant 13,yes", "David Smith,yes", "Daniel Smith,yes");

        Assert.Equal((4, 0), (import.PeopleAdded, import.Waiting));
    }

    [Fact]
    public async Task DecideWaitingRow_SamePerson_FillsOnlyWhatIsEmptyAsShown()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var sam = await AddAsync(partnership, "Sam Rivers", profile => profile.Experience.Add("lived"));
        var facilitator = People(Callers.Facilitator(partnership));
        await facilitator.SetContactsAsync(Ways(sam.PersonId, "1", ("email", "old@people.example", false)));
        var import = await SendAsync(partnership, "name,experience,pronouns,email,phone,adjustment category,adjustment wording,agreed",
            "Samm Rivers,carer,they/them,new@people.example,01632 960002,other,A friend comes along,yes");
        var shown = await Imports(partnership).GetWaitingRowAsync(new() { ImportId = import.ImportId, Row = 1 });

        var decided = await DecideAsync(partnership, import, 1, WaitingRowDecision.SamePerson, shown.Etag);

        Assert.Equal(sam.PersonId, decided.PersonId);
        var now = (await facilitator.GetPersonAsync(new() { PersonId = sam.PersonId })).Person.Profile;
        Assert.Equal(shown.Filled.Profile, now);
        Assert.Equal(("Sam Rivers", "lived", "they/them"), (now.DisplayName, Assert.Single(now.Experience), now.Pronouns));
        Assert.Equal(["old@people.example", "01632 960002"], (await facilitator.GetContactsAsync(new() { PersonId = sam.PersonId })).Contacts.Select(way => way.Detail));
        Assert.Equal("A friend comes along", Assert.Single((await facilitator.ListAdjustmentsAsync(new() { PersonId = sam.PersonId })).Adjustments).Wording);
        Assert.Empty(await WaitingAsync(partnership, import));
        Assert.Equal(2, await CountAsync("audit WHERE action IN ('people-import.compare', 'person.fill') AND for_person_id = @id", partnership, sam.PersonId));
    }

    [Fact]
    public async Task DecideWaitingRow_SomebodyElse_AddsThemAndLaterRowsResembleThem()
    {
        var partnership = await Installed.NewPartnershipAsync();
        await AddAsync(partnership, "Sam Rivers");
        // The third row is reached as the second is, which waits.
        var import = await SendAsync(partnership, "name,email,agreed", "Pat Stone,,yes", "Sam Rivers,sam@people.example,yes", "Philippa Featherstone,sam@people.example,yes");
        var early = await Refused.CallAsync(DecideCallAsync(partnership, import, 3, WaitingRowDecision.SomebodyElse));

        var second = await DecideAsync(partnership, import, 2, WaitingRowDecision.SomebodyElse);
        var waits = Assert.Single(await WaitingAsync(partnership, import));
        await DecideAsync(partnership, import, 3, WaitingRowDecision.SomebodyElse);

        Assert.Equal((StatusCode.FailedPrecondition, "EARLIER_ROW_WAITS"), (early.Code, early.Reason));
        Assert.Equal((second.PersonId, 0), (waits.PersonId, waits.EarlierRow));
        Assert.Equal(["Pat Stone", "Philippa Featherstone", "Sam Rivers", "Sam Rivers"], await NamesAsync(partnership));
    }

    [Fact]
    public async Task DecideWaitingRow_TenAtOnce_OneDecides()
    {
        var partnership = await Installed.NewPartnershipAsync();
        await AddAsync(partnership, "Sam Rivers");
        var import = await SendAsync(partnership, "name,agreed", "Sam Rivers,yes");

        var ends = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => EndAsync(DecideCallAsync(partnership, import, 1, WaitingRowDecision.SomebodyElse))));

        Assert.Single(ends, StatusCode.OK);
        Assert.Equal(9, ends.Count(end => end == StatusCode.NotFound));
        Assert.Equal(["Sam Rivers", "Sam Rivers"], await NamesAsync(partnership));
    }

    [Fact]
    public async Task DecideWaitingRow_RecordChangedMeanwhile_SaysWhoAndKeepsTheRow()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var sam = await AddAsync(partnership, "Sam Rivers");
        var import = await SendAsync(partnership, "name,pronouns,agreed", "Sam Rivers,they/them,yes");
        var shown = await Imports(partnership).GetWaitingRowAsync(new() { ImportId = import.ImportId, Row = 1 });
        var femi = await MemberAsync(partnership, Roles.Facilitator);
        await People(femi).EditPersonAsync(new() { RequestId = Installation.NewId(), PersonId = sam.PersonId, Etag = sam.Etag, Profile = new() { DisplayName = "Sam Rivers", Pronouns = "he/him" } });

        var error = await Refused.CallAsync(DecideCallAsync(partnership, import, 1, WaitingRowDecision.SamePerson, shown.Etag));

        Assert.Equal((StatusCode.Aborted, "Sam"), (error.Code, error.Metadata["who"]));
        Assert.Single(await WaitingAsync(partnership, import));
    }

    [Theory]
    [InlineData(WaitingRowDecision.Unspecified, 1, StatusCode.InvalidArgument)]
    [InlineData(WaitingRowDecision.SomebodyElse, 7, StatusCode.NotFound)]
    public async Task DecideWaitingRow_WithoutADecisionOrARow_Refused(WaitingRowDecision decision, long row, StatusCode code)
    {
        var partnership = await Installed.NewPartnershipAsync();
        await AddAsync(partnership, "Sam Rivers");
        var import = await SendAsync(partnership, "name,agreed", "Sam Rivers,yes");

        Assert.Equal(code, (await Refused.CallAsync(DecideCallAsync(partnership, import, row, decision))).Code);
    }

    [Fact]
    public async Task GetPeopleImport_OfAnotherPartnership_NotFound()
    {
        var import = await SendAsync(await Installed.NewPartnershipAsync(), "name,agreed", "Sam Rivers,yes");
        var other = await Installed.NewPartnershipAsync();

        Assert.Equal(StatusCode.NotFound, (await Refused.CallAsync(Imports(other).GetPeopleImportAsync(new() { ImportId = import.ImportId }))).Code);
    }

    [Fact]
    public async Task ImportPeople_TenThousandRows_AllIn()
    {
        var partnership = await Installed.NewPartnershipAsync();
        string[] rows = [.. Enumerable.Range(0, 10_000).Select(i => $"{Word(i)} {Word(i * 7919 + 13)},p{i}@people.example,yes")];

        var import = await SendAsync(partnership, ["name,email,agreed", .. rows]);
        var tooMany = await Refused.CallAsync(CallAsync(Callers.Facilitator(partnership), string.Join('\n', ["name,agreed", .. rows.Select(_ => "Sam,yes"), "Sam,yes"]), Installation.NewId()));

        Assert.Equal(10_000, import.PeopleAdded + import.Waiting);
        Assert.InRange(import.PeopleAdded, 9_000, 10_000);
        Assert.Contains("more than 10,000 rows", tooMany.Message);
    }

    private const string Headers = "name,experience,ways of taking part,email,adjustment category,adjustment wording,agreed";

    // Made-up words that are not alike.
    private static string Word(int seed)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, 9).Select(_ => (char)('a' + random.Next(26))));
    }

    private PeopleImportService.PeopleImportServiceClient Imports(Guid partnership) => Imports(Callers.Facilitator(partnership));

    private PeopleImportService.PeopleImportServiceClient Imports(Caller caller) => Installed.Module.Client<PeopleImportService.PeopleImportServiceClient>(caller);

    private Task<PeopleImport> SendAsync(Guid partnership, params string[] lines) => SendAsync(partnership, lines, keepGoodRows: false);

    private async Task<PeopleImport> SendAsync(Guid partnership, string[] lines, bool keepGoodRows) =>
        (await CallAsync(Callers.Facilitator(partnership), string.Join('\n', lines), Installation.NewId(), keepGoodRows)).Import;

    private async Task<ImportPeopleResponse> CallAsync(Caller caller, string file, string requestId, bool keepGoodRows = false)
    {
        using var call = Imports(caller).ImportPeople();
        await call.RequestStream.WriteAsync(new() { Header = new() { RequestId = requestId, FileName = "people.csv", KeepGoodRows = keepGoodRows } });
        foreach (var chunk in Encoding.UTF8.GetBytes(file).Chunk(100_000))
            await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom(chunk) });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private AsyncUnaryCall<DecideWaitingRowResponse> DecideCallAsync(Guid partnership, PeopleImport import, long row, WaitingRowDecision decision, string etag = "") =>
        Imports(partnership).DecideWaitingRowAsync(new() { RequestId = Installation.NewId(), ImportId = import.ImportId, Row = row, Decision = decision, Etag = etag });

    private async Task<DecideWaitingRowResponse> DecideAsync(Guid partnership, PeopleImport import, long row, WaitingRowDecision decision, string etag = "") =>
        await DecideCallAsync(partnership, import, row, decision, etag);

    private async Task<IEnumerable<WaitingRow>> WaitingAsync(Guid partnership, PeopleImport import) =>
        (await Imports(partnership).ListWaitingRowsAsync(new() { ImportId = import.ImportId })).Rows;

    private async Task<IEnumerable<string>> NamesAsync(Guid partnership) =>
        (await People(Callers.Facilitator(partnership)).SearchPeopleAsync(new())).People.Select(person => person.Profile.DisplayName);

    private async Task<IEnumerable<string>> WaysAsync(Guid partnership, string name)
    {
        var facilitator = People(Callers.Facilitator(partnership));
        var person = Assert.Single((await facilitator.SearchPeopleAsync(new() { Name = name })).People);
        return (await facilitator.GetContactsAsync(new() { PersonId = person.PersonId })).Contacts.Select(way => $"{way.Channel} {way.Detail}");
    }

    private Task<long> CountAsync(string from, Guid partnership, string id) =>
        Installed.ReadBehindTheScenesAsync<long>($"SELECT count(*) FROM {from} AND partnership_id = @partnership", new { partnership, id = Guid.Parse(id) });
}
