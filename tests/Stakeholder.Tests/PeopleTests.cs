using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests;

/// <summary>The register: who may see and change what of whom.</summary>
public sealed class PeopleTests(Installation installation) : RegisterTest(installation)
{
    [Fact]
    public async Task CreatePerson_WithoutEmailOrSignIn_TakesPartAsAnybodyElse()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var facilitator = People(Callers.Facilitator(partnership));

        var person = await AddAsync(partnership, "Mrs Amina Yusuf", profile => profile.Routes.Add("from-home"));
        await facilitator.SetContactsAsync(Ways(person.PersonId, "1", ("somebody", "Leave word at the corner shop", false), ("in-person", "At home, mornings", false)));

        Assert.False(person.HasSignIn);
        Assert.Equal(4, Guid.Parse(person.PersonId).Version);
        Assert.Equal(["somebody", "in-person"], (await facilitator.GetContactsAsync(new() { PersonId = person.PersonId })).Contacts.Select(contact => contact.Channel));
    }

    [Theory]
    [InlineData("display_name", "", "", "", true)]
    [InlineData("experience", "Sam", "royal", "", true)]
    [InlineData("journey", "Sam", "", "over-the-moon", true)]
    [InlineData("agreed", "Sam", "", "", false)]
    public async Task CreatePerson_FieldWillNotDo_InvalidArgumentNamesIt(string field, string name, string experience, string journey, bool agreed)
    {
        var request = SomePeople.Named(name, profile => profile.Journey = journey);
        request.Agreed = agreed;
        if (experience.Length > 0)
            request.Profile.Experience.Add(experience);

        var error = await Refused.CallAsync(People(Callers.Facilitator(await Installed.NewPartnershipAsync())).CreatePersonAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task EditPerson_ChangedMeanwhile_SecondIsToldWhoChangedWhat()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var person = await AddAsync(partnership, "Sam");
        var first = await MemberAsync(partnership, Roles.Facilitator);
        await People(first).EditPersonAsync(Edit(person, profile => profile.Skills.Add("Chairing")));

        var error = await Refused.CallAsync(People(Callers.Facilitator(partnership)).EditPersonAsync(Edit(person, profile => profile.Skills.Add("Drawing"))));

        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), (error.Code, error.Reason));
        Assert.Equal(("Sam", "skills"), (error.Metadata["who"], error.Metadata["what"]));
        Assert.Equal(["Chairing"], (await People(first).GetPersonAsync(new() { PersonId = person.PersonId })).Person.Profile.Skills);
    }

    [Fact]
    public async Task EditPerson_TwentyAtOnce_OneWins()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var person = await AddAsync(partnership, "Sam");

        var ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            EndAsync(People(Callers.Facilitator(partnership)).EditPersonAsync(Edit(person, profile => profile.OwnWords = $"Words {number}")))));

        Assert.Single(ends, StatusCode.OK);
        Assert.Equal(19, ends.Count(end => end == StatusCode.Aborted));
    }

    [Fact]
    public async Task OwnRecord_MemberWithoutFurtherRights_TheirOwnYesOthersNo()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var (mina, other) = (await MemberAsync(partnership, Roles.Member), await AddAsync(partnership, "Other"));
        var client = People(mina);

        var own = (await client.GetPersonAsync(new())).Person;
        await client.EditPersonAsync(Edit(own, profile => profile.OwnWords = "Expert by experience"));
        await client.SetContactsAsync(Ways("", "1", ("post", "1 High Street", false)));
        await client.RecordAdjustmentAsync(Need("", "information-format", "Large print"));

        Assert.Equal("Expert by experience", (await client.GetPersonAsync(new())).Person.Profile.OwnWords);
        Assert.Single((await client.ListAdjustmentsAsync(new())).Adjustments);
        Assert.All(
            new[]
            {
                (await Refused.CallAsync(client.GetPersonAsync(new() { PersonId = other.PersonId }))).Reason,
                (await Refused.CallAsync(client.EditPersonAsync(Edit(other, _ => { })))).Reason,
                (await Refused.CallAsync(client.GetContactsAsync(new() { PersonId = other.PersonId }))).Reason,
                (await Refused.CallAsync(client.SetContactsAsync(Ways(other.PersonId, "1")))).Reason,
                (await Refused.CallAsync(client.ListAdjustmentsAsync(new() { PersonId = other.PersonId }))).Reason,
                (await Refused.CallAsync(client.SetConsentAsync(new() { RequestId = Installation.NewId(), PersonId = other.PersonId, Use = "photos", Agreed = true }))).Reason,
            },
            reason => Assert.Equal("NOT_YOURS", reason));
    }

    [Fact]
    public async Task GetContacts_BySupporter_PrivateWayRoundThemIsNotShown()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var person = await AddAsync(partnership, "Mina");
        var facilitator = People(Callers.Facilitator(partnership));
        await facilitator.SetContactsAsync(Ways(person.PersonId, "1", ("phone", "01632 960001", false), ("text", "07700 900002", true)));

        foreach (var role in new[] { Roles.Supporter, Roles.Facilitator })
        {
            var supporter = await MemberAsync(partnership, Roles.Supporter, person.PersonId) with { Roles = [role] };
            var seen = await People(supporter).GetContactsAsync(new() { PersonId = person.PersonId });
            var refused = await Refused.CallAsync(People(supporter).SetContactsAsync(Ways(person.PersonId, "2")));

            Assert.Equal(("01632 960001", ""), (Assert.Single(seen.Contacts).Detail, seen.Etag));
            Assert.Equal(role == Roles.Supporter ? "NOT_YOURS" : "SUPPORTER", refused.Reason);
        }
        Assert.Equal(2, (await facilitator.GetContactsAsync(new() { PersonId = person.PersonId })).Contacts.Count);
    }

    [Theory]
    [InlineData("phone", "4.47E+11", "Excel has turned")]
    [InlineData("text", "12345", "too short")]
    [InlineData("email", "not an address @ all", "no email address")]
    [InlineData("email", "mina@example.org (work)", "more words here than an email address")]
    public async Task SetContacts_NeitherNumberNorAddress_SaysWhichWayAndWhatToDo(string channel, string detail, string words)
    {
        var partnership = await Installed.NewPartnershipAsync();
        var person = await AddAsync(partnership, "Mina");

        var error = await Refused.CallAsync(People(Callers.Facilitator(partnership)).SetContactsAsync(Ways(person.PersonId, "1", ("somebody", "Corner shop", false), (channel, detail, false))));

        Assert.Equal((StatusCode.InvalidArgument, "contacts"), (error.Code, Assert.Single(error.Violations).Field));
        Assert.StartsWith("Way 2: ", Assert.Single(error.Violations).Description);
        Assert.Contains(words, Assert.Single(error.Violations).Description);
    }

    [Fact]
    public async Task SetContacts_SeveralInOneField_AreSeveralWaysInTheirOrder()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var person = await AddAsync(partnership, "Mina");
        var facilitator = People(Callers.Facilitator(partnership));

        await facilitator.SetContactsAsync(Ways(person.PersonId, "1", ("phone", "01632 960001 / 7700900401, evenings", true), ("email", "mailto:mina@example.org", false)));

        Assert.Equal(
            [("phone", "01632 960001", true), ("phone", "07700 900401, evenings", true), ("email", "mina@example.org", false)],
            (await facilitator.GetContactsAsync(new() { PersonId = person.PersonId })).Contacts.Select(way => (way.Channel, way.Detail, way.RoundSupporter)));
    }

    [Fact]
    public async Task ContactsAndNeeds_LookedAtBySomebodyElse_SeenOnTheirPage()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var mina = await MemberAsync(partnership, Roles.Member);
        var facilitator = People(Callers.Facilitator(partnership));
        await facilitator.GetContactsAsync(new() { PersonId = mina.PersonId.ToString() });
        await facilitator.ListAdjustmentsAsync(new() { PersonId = mina.PersonId.ToString() });
        await People(mina).GetContactsAsync(new());

        var page = await Installed.Access(mina).GetMyPageAsync(new());

        Assert.Equal(["adjustment.read", "contact.read", "access.grant"], page.Sightings.Select(sighting => sighting.Action));
    }

    [Fact]
    public async Task GrantMembership_PersonOfTheRegister_KeepsTheirRecord()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var person = await AddAsync(partnership, "Mina Okafor", profile => profile.Skills.Add("Singing"));
        var access = Installed.Access(Callers.Administrator(partnership));
        var grant = new GrantMembershipRequest(Grant(Installation.NewName("mina"), Roles.Member)) { PersonId = person.PersonId };

        var granted = await access.GrantMembershipAsync(grant);
        var second = await Refused.CallAsync(access.GrantMembershipAsync(new(grant) { RequestId = Installation.NewId(), AccountName = Installation.NewName("other") }));
        var taken = await Refused.CallAsync(access.GrantMembershipAsync(
            new(grant) { RequestId = Installation.NewId(), PersonId = (await AddAsync(partnership, "Somebody else")).PersonId }));

        Assert.Equal(person.PersonId, granted.Account.PersonId);
        Assert.NotEmpty(granted.LinkSecret);
        var read = (await People(Callers.Facilitator(partnership)).GetPersonAsync(new() { PersonId = person.PersonId })).Person;
        Assert.Equal((true, "Singing"), (read.HasSignIn, Assert.Single(read.Profile.Skills)));
        Assert.Equal(("SIGN_IN_OF_ANOTHER", "SIGN_IN_OF_ANOTHER"), (second.Reason, taken.Reason));
        Assert.Equal(StatusCode.NotFound, await EndAsync(access.GrantMembershipAsync(
            new(grant) { RequestId = Installation.NewId(), AccountName = Installation.NewName("x"), PersonId = Installation.NewId() })));
    }

    [Fact]
    public async Task RecordAdjustment_WrittenAgainThenRemoved_OneThenNone()
    {
        var partnership = await Installed.NewPartnershipAsync();
        var person = await AddAsync(partnership, "Sam");
        var client = People(Callers.Facilitator(partnership));
        var id = (await client.RecordAdjustmentAsync(Need(person.PersonId, "other", "Breaks"))).AdjustmentId;
        await client.RecordAdjustmentAsync(new(Need(person.PersonId, "other", "Breaks every hour", 12)) { AdjustmentId = id });

        var kept = Assert.Single((await client.ListAdjustmentsAsync(new() { PersonId = person.PersonId })).Adjustments);
        await client.RemoveAdjustmentAsync(new() { RequestId = Installation.NewId(), PersonId = person.PersonId, AdjustmentId = id });

        Assert.Equal("Breaks every hour", kept.Wording);
        Assert.NotEmpty(kept.ReviewOn);
        Assert.Empty((await client.ListAdjustmentsAsync(new() { PersonId = person.PersonId })).Adjustments);
    }

    [Theory]
    [InlineData("category", "diagnosis", "Words", 0)]
    [InlineData("wording", "other", " ", 0)]
    [InlineData("review_in_months", "other", "Words", 61)]
    public async Task RecordAdjustment_FieldWillNotDo_InvalidArgumentNamesIt(string field, string category, string wording, int months)
    {
        var partnership = await Installed.NewPartnershipAsync();
        var person = await AddAsync(partnership, "Sam");

        var error = await Refused.CallAsync(People(Callers.Facilitator(partnership)).RecordAdjustmentAsync(Need(person.PersonId, category, wording, months)));

        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Violations).Field));
    }

    private static EditPersonRequest Edit(PersonRecord person, Action<Profile> change)
    {
        var profile = person.Profile.Clone();
        change(profile);
        return new() { RequestId = Installation.NewId(), PersonId = person.PersonId, Etag = person.Etag, Profile = profile };
    }
}
