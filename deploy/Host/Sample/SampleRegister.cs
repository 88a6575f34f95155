using CoProduction.Stakeholder.V1;

namespace CoProduction.Host.Sample;

/// <summary>People of the sample who have no sign-in, and what some who have one bring.</summary>
internal static class SampleRegister
{
    private const string Mina = "Mina, member with lived experience";

    /// <summary>Writes down those who are missing.</summary>
    public static async Task EnsureAsync(PeopleService.PeopleServiceClient register, CancellationToken cancel)
    {
        if (await FindAsync(register, "Amina Yusuf", cancel) is not null)
            return;
        await AddNeedsAsync(register, cancel);
        await AddSupportedAsync(register, cancel);
        await AddWithoutEmailAsync(register, cancel);
    }

    private static async Task AddNeedsAsync(PeopleService.PeopleServiceClient register, CancellationToken cancel)
    {
        var walter = await AddAsync(register, new()
        {
            DisplayName = "Walter Hughes",
            OwnWords = "Wheelchair rugby coach",
            Experience = { "lived" },
            Skills = { "Chairing meetings", "Explaining things simply" },
            Interests = { "Getting about", "Sport" },
            Routes = { "meetings" },
            Availability = "Not before 10, and never on a Thursday.",
        }, cancel);
        await ReachAsync(register, walter, cancel, ("email", "walter@people.example"));
        await register.SetConsentAsync(new() { RequestId = NewRequestId(), PersonId = walter, Use = "new-projects", Agreed = true }, cancellationToken: cancel);
        await NeedAsync(register, walter, "physical-access", "A ground-floor room with a turning space, and parking by the door.", cancel);
        await NeedAsync(register, walter, "information-format", "Papers in large print, a week before.", cancel);
    }

    // She has a supporter, and a way to be reached without her.
    private static async Task AddSupportedAsync(PeopleService.PeopleServiceClient register, CancellationToken cancel)
    {
        if (await FindAsync(register, Mina, cancel) is not { } mina)
            return;
        var profile = mina.Profile.Clone();
        profile.OwnWords = "Expert by experience";
        profile.Experience.Add("lived");
        profile.Skills.Add("Singing");
        profile.Interests.Add("Support at home");
        await register.EditPersonAsync(new() { RequestId = NewRequestId(), PersonId = mina.PersonId, Etag = mina.Etag, Profile = profile }, cancellationToken: cancel);
        var etag = (await register.GetContactsAsync(new() { PersonId = mina.PersonId }, cancellationToken: cancel)).Etag;
        await register.SetContactsAsync(
            new()
            {
                RequestId = NewRequestId(),
                PersonId = mina.PersonId,
                Etag = etag,
                Contacts =
                {
                    new Contact { Channel = "somebody", Detail = "Sunny, her supporter" },
                    new Contact { Channel = "in-person", Detail = "At choir, Tuesdays", RoundSupporter = true },
                },
            }, cancellationToken: cancel);
        await NeedAsync(register, mina.PersonId, "information-format", "Easy Read with pictures.", cancel);
    }

    // Last: whoever finds her finds the rest too.
    private static async Task AddWithoutEmailAsync(PeopleService.PeopleServiceClient register, CancellationToken cancel)
    {
        var amina = await AddAsync(register, new()
        {
            DisplayName = "Amina Yusuf",
            OwnWords = "Grandmother, and carer of my sister",
            Experience = { "carer", "family" },
            Skills = { "Speaks Somali and Arabic", "Knows everybody on the estate" },
            Interests = { "Breaks for carers" },
            Routes = { "from-home" },
            HeardFrom = "The community centre",
        }, cancel);
        await ReachAsync(register, amina, cancel, ("post", "4 Mill Lane, Wenlow"), ("somebody", "Leave word at the community centre"));
        await NeedAsync(register, amina, "language", "Letters in Somali.", cancel);
    }

    private static async Task<PersonRecord?> FindAsync(PeopleService.PeopleServiceClient register, string name, CancellationToken cancel) =>
        (await register.SearchPeopleAsync(new() { Name = name }, cancellationToken: cancel)).People.FirstOrDefault(person => person.Profile.DisplayName == name);

    private static async Task<string> AddAsync(PeopleService.PeopleServiceClient register, Profile profile, CancellationToken cancel) =>
        await FindAsync(register, profile.DisplayName, cancel) is { } there
            ? there.PersonId
            : (await register.CreatePersonAsync(new() { RequestId = NewRequestId(), Profile = profile, Agreed = true }, cancellationToken: cancel)).Person.PersonId;

    private static async Task ReachAsync(PeopleService.PeopleServiceClient register, string personId, CancellationToken cancel, params (string Channel, string Detail)[] ways)
    {
        var etag = (await register.GetContactsAsync(new() { PersonId = personId }, cancellationToken: cancel)).Etag;
        await register.SetContactsAsync(
            new()
            {
                RequestId = NewRequestId(),
                PersonId = personId,
                Etag = etag,
                Contacts = { ways.Select(way => new Contact { Channel = way.Channel, Detail = way.Detail }) },
            }, cancellationToken: cancel);
    }

    // Not again when a start that did not end had written it down.
    private static async Task NeedAsync(PeopleService.PeopleServiceClient register, string personId, string category, string wording, CancellationToken cancel)
    {
        var there = await register.ListAdjustmentsAsync(new() { PersonId = personId }, cancellationToken: cancel);
        if (there.Adjustments.Any(need => need.Wording == wording))
            return;
        await register.RecordAdjustmentAsync(
            new() { RequestId = NewRequestId(), PersonId = personId, Category = category, Wording = wording, ReviewInMonths = 12 }, cancellationToken: cancel);
    }

    private static string NewRequestId() => Guid.NewGuid().ToString();
}
