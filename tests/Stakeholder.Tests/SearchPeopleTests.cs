using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;

namespace CoProduction.Stakeholder.Tests;

public sealed class SearchPeopleTests(Installation installation) : RegisterTest(installation)
{
    [Fact]
    public async Task SearchPeople_NameMisspelt_FindsThoseAlikeAndSaysSo()
    {
        var partnership = await Installed.NewPartnershipAsync();
        await AddAsync(partnership, "Philippa Featherstonehaugh");
        await AddAsync(partnership, "Sam Rivers");

        var exact = await FindAsync(partnership, new() { Name = "featherston" });
        var misspelt = await FindAsync(partnership, new() { Name = "Fetherstonhaugh" });
        var nobody = await FindAsync(partnership, new() { Name = "Zwingli" });

        Assert.Equal((false, "Philippa Featherstonehaugh"), (exact.Alike, Assert.Single(exact.People).Profile.DisplayName));
        Assert.Equal((true, "Philippa Featherstonehaugh"), (misspelt.Alike, Assert.Single(misspelt.People).Profile.DisplayName));
        Assert.Equal((false, 0), (nobody.Alike, nobody.People.Count));
    }

    [Fact]
    public async Task SearchPeople_ByWhatTheyBringAndNeed_AllConditionsHold()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var chair = await AddAsync(partnership, "Chair", profile => { profile.Skills.Add("Chairing meetings"); profile.Interests.Add("Transport"); profile.Experience.Add("carer"); });
        await AddAsync(partnership, "Other", profile => { profile.Skills.Add("Chairing"); profile.Experience.Add("staff"); });
        await People(Callers.Facilitator(partnership)).RecordAdjustmentAsync(Need(chair.PersonId, "physical-access", "A ground-floor room"));

        foreach (var request in new SearchPeopleRequest[]
        {
            new() { Skill = "chairing", Experience = "carer" }, new() { Interest = "transprt" }, new() { Need = "physical-access" }, new() { Name = "cha", Skill = "meetings" },
        })
            Assert.Equal(["Chair"], await NamesAsync(partnership, request));
        Assert.Equal(["Chair", "Other"], await NamesAsync(partnership, new() { Skill = "Chairing" }));
        Assert.Empty(await NamesAsync(partnership, new() { Skill = "chairing", Experience = "lived" }));
        Assert.Empty(await NamesAsync(partnership, new() { Name = "%" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sam")]
    [InlineData("Samm Rivers")]
    [InlineData("Samm Rivvers")]
    public async Task SearchPeople_MoreThanAPage_EachOnceInOrder(string name)
    {
        var partnership = await Installed.NewPartnershipAsync();
        foreach (var number in Enumerable.Range(1, 7))
            await AddAsync(partnership, $"Sam Rivers {number}");

        var facilitator = People(Callers.Facilitator(partnership));
        var found = new List<string>();
        for (var token = ""; ;)
        {
            var page = await facilitator.SearchPeopleAsync(new() { Name = name, Page = new() { PageSize = 3, PageToken = token } });
            found.AddRange(page.People.Select(person => person.Profile.DisplayName));
            if ((token = page.NextPageToken).Length == 0)
                break;
        }

        Assert.Equal(Enumerable.Range(1, 7).Select(number => $"Sam Rivers {number}"), found);
    }

    [Fact]
    public async Task SearchPeople_OfAnotherPartnership_NobodyIsFound()
    {
        await AddAsync(await Installed.NewPartnershipAsync(), "Philippa Featherstonehaugh", profile => profile.Skills.Add("Chairing"));
        var other = await Installed.NewPartnershipAsync();

        foreach (var request in new SearchPeopleRequest[] { new(), new() { Name = "Philippa" }, new() { Name = "Filippa" }, new() { Skill = "chairing" } })
            Assert.Empty(await NamesAsync(other, request));
    }

    [Fact]
    public async Task SearchPeople_ConsentTakenBack_LeftOutAtOnce()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var mina = await MemberAsync(partnership, Roles.Member);
        var agreed = new SearchPeopleRequest { AgreedUse = "photos" };

        await People(mina).SetConsentAsync(new() { RequestId = Installation.NewId(), Use = "photos", Agreed = true });
        Assert.Equal([mina.PersonId.ToString()], (await FindAsync(partnership, agreed)).People.Select(person => person.PersonId));
        await People(mina).SetConsentAsync(new() { RequestId = Installation.NewId(), Use = "photos" });

        Assert.Empty(await NamesAsync(partnership, agreed));
        var photos = (await People(mina).ListConsentsAsync(new())).Consents.Single(consent => consent.Use == "photos");
        Assert.Equal((false, "Sam"), (photos.InForce, photos.WithdrawnBy));
        Assert.NotNull(photos.GivenAt);
    }

    [Fact]
    public async Task SearchPeople_ReviewOverdue_FoundAndShown()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var (due, later) = (await AddAsync(partnership, "Due"), await AddAsync(partnership, "Later"));
        var facilitator = People(Callers.Facilitator(partnership));
        foreach (var person in new[] { due, later })
            await facilitator.RecordAdjustmentAsync(Need(person.PersonId, "information-format", "Large print", 6));
        await Installed.ReadBehindTheScenesAsync<int>(
            "UPDATE adjustment SET review_on = '2020-01-01' WHERE partnership_id = @partnership AND person_id = @id", new { partnership, id = Guid.Parse(due.PersonId) });

        Assert.Equal(["Due"], await NamesAsync(partnership, new() { ReviewDue = true }));
        Assert.True(Assert.Single((await facilitator.ListAdjustmentsAsync(new() { PersonId = due.PersonId })).Adjustments).ReviewDue);
        Assert.False(Assert.Single((await facilitator.ListAdjustmentsAsync(new() { PersonId = later.PersonId })).Adjustments).ReviewDue);
    }

    private async Task<SearchPeopleResponse> FindAsync(Guid partnership, SearchPeopleRequest request) => await People(Callers.Facilitator(partnership)).SearchPeopleAsync(request);

    private async Task<IEnumerable<string>> NamesAsync(Guid partnership, SearchPeopleRequest request) =>
        (await FindAsync(partnership, request)).People.Select(person => person.Profile.DisplayName);
}
