using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>Checks what a record is to say of somebody.</summary>
internal static class ProfileFields
{
    private const int MostWords = 30;

    /// <summary>The same, tidied; INVALID_ARGUMENT naming the field that will not do.</summary>
    public static async Task<Profile> CheckedAsync(TenantTransaction transaction, Profile? asked, CancellationToken cancel)
    {
        var profile = asked ?? new();
        var journey = profile.Journey.Length == 0 ? [] : await Choices.KnownAsync(transaction, "journey", [profile.Journey], "journey", cancel);
        return new()
        {
            DisplayName = Parse.Text(profile.DisplayName, "display_name", 200, "Give the name that they want to be called."),
            OwnWords = Parse.OptionalText(profile.OwnWords, "own_words", 200),
            Pronouns = Parse.OptionalText(profile.Pronouns, "pronouns", 50),
            Experience = { await Choices.KnownAsync(transaction, "experience", profile.Experience, "experience", cancel) },
            Journey = journey.FirstOrDefault() ?? "",
            Skills = { WordsOf(profile.Skills, "skills") },
            Interests = { WordsOf(profile.Interests, "interests") },
            Routes = { await Choices.KnownAsync(transaction, "route", profile.Routes, "routes", cancel) },
            Availability = Parse.OptionalLines(profile.Availability, "availability", 500),
            HeardFrom = Parse.OptionalText(profile.HeardFrom, "heard_from", 200),
            JobTitle = Parse.OptionalText(profile.JobTitle, "job_title", 200),
        };
    }

    /// <summary>As parameters of a statement.</summary>
    public static object Parameters(TenantTransaction transaction, Guid personId, Profile profile) => new
    {
        transaction.PartnershipId,
        personId,
        transaction.Now,
        profile.DisplayName,
        profile.OwnWords,
        profile.Pronouns,
        Experience = profile.Experience.ToArray(),
        profile.Journey,
        Skills = profile.Skills.ToArray(),
        Interests = profile.Interests.ToArray(),
        Routes = profile.Routes.ToArray(),
        profile.Availability,
        profile.HeardFrom,
        profile.JobTitle,
    };

    /// <summary>The names of the fields in which two differ.</summary>
    public static IEnumerable<string> Differences(Profile one, Profile other) =>
        from field in Profile.Descriptor.Fields.InDeclarationOrder()
        where !Equals(field.Accessor.GetValue(one), field.Accessor.GetValue(other))
        select field.Name;

    private static string[] WordsOf(IEnumerable<string> words, string field)
    {
        var kept = words.Select(word => Parse.OptionalText(word, field, 100)).Where(word => word.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return kept.Length <= MostWords ? kept : throw Problem.Invalid(field, $"These are too many: {MostWords} at most.");
    }
}
