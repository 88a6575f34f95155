using System.Collections.Frozen;
using CoProduction.Shared.Files;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>
/// Recognises what a column is for by its header, in any case and punctuation. Headers that speak of somebody else (“next of kin: telephone”) are not
/// recognised: nobody is reached through another's number.
/// </summary>
internal static class PersonHeaders
{
    private static readonly FrozenDictionary<string, PersonColumn> _headers = Named(
        (PersonColumn.Name,
            "name|names|full name|fullname|display name|what they want to be called|your name|your full name|what is your name|what is your full name|name of person|"
            + "name of participant|name of the person|full name of person|full name of participant|first and last name|first name and surname|first name and last name|forename and surname|surname and first name|"
            + "surname and forename|surname first name|surname forename|surname firstname|last name first name|name surname first name|name last first|name surname first|name last name first name"),
        (PersonColumn.FirstName, "first name|first names|first name s|firstname|forename|forenames|forename s|given name|given names|given name s|christian name|first|fname|your first name|what is your first name"),
        (PersonColumn.MiddleName, "middle name|middle names|middle name s|middlename|middle|middle initial|middle initials"),
        (PersonColumn.LastName, "last name|last names|lastname|surname|surnames|family name|family names|familyname|second name|last|lname|your surname|your last name|what is your surname|what is your last name"),
        (PersonColumn.PreferredName,
            "preferred name|preferred first name|preferred forename|known as|also known as|likes to be called|like to be called|prefers to be called|what do you like to be called|what would you like to be called|"
            + "chosen name|nickname|goes by|name they prefer|name they like"),
        (PersonColumn.OwnWords, "own words|in their own words|how they speak of themselves"),
        (PersonColumn.Pronouns, "pronouns|pronoun"),
        (PersonColumn.Experience, "experience|experience they bring"),
        (PersonColumn.Skills, "skills|skill|good at|what they are good at"),
        (PersonColumn.Interests, "interests|interest|what they care about"),
        (PersonColumn.Routes, "ways of taking part|ways to take part|way of taking part|taking part|how they want to take part|routes"),
        (PersonColumn.Availability, "when it suits|when it suits them|availability|available"),
        (PersonColumn.AnyContact, "work|home|day|daytime|day time|evening|contact|contacts|contact details|contact information|contact info|how to reach them"),
        (PersonColumn.Post, "address|postal address|post|letter|home address|street address|street|mailing address|full address|address line|address line one|address line two|address line three|first line of address"),
        (PersonColumn.PostPart, "town|city|town city|town or city|village|locality|county|postcode|post code|postal code|zip|zip code|house name|house number|house name or number"),
        (PersonColumn.Somebody, "other contact|other way to reach them|through somebody|whom to ask"),
        (PersonColumn.NeedCategory, "adjustment category|adjustment about|need category|what the need is about"),
        (PersonColumn.NeedWording, "adjustment wording|adjustment|need|what would help"),
        (PersonColumn.Agreed,
            "agreed|agrees|agreement|agreement given|they agree|they agreed|have they agreed|has agreed|consent|consents|consented|consent given|given consent|permission|permission given|"
            + "agreed to keep|agrees to keep|agreed that this may be kept"));

    private static readonly FrozenSet<string> _emails = Words("email emails mail");
    private static readonly FrozenSet<string> _phones = Words("phone phones telephone telephones tel tels telno phoneno landline landlines");
    private static readonly FrozenSet<string> _mobiles = Words("mobile mobiles mob cell cellphone smartphone handphone text texts sms whatsapp app");

    // Which one it is, of several that somebody has.
    private static readonly FrozenSet<string> _kinds = Words(
        "home work office business day days daytime time evening evenings night main other second secondary third first primary alternative alt additional preferred best personal private your my their "
        + "contact number numbers no nos nr num address addresses id of the a or and e line for if any what whats is");

    private static readonly FrozenSet<string> _persons = Words("participant participants person persons client clients member members volunteer respondent resident patient customer attendee your their");

    private static readonly FrozenSet<string> _others = Words(
        "carer carers emergency kin gp doctor doctors parent parents mother mothers father fathers guardian guardians partner partners spouse husband wife son daughter child children worker workers "
        + "supporter supporters referrer referrers referred referral referee manager managers advocate advocates interpreter school practice surgery organisation organization company employer team "
        + "agency friend friends relative relatives family neighbour landlord provider nurse consultant solicitor attorney deputy appointee keyworker coordinator representative user login account");

    /// <summary>LeftOut when it says nothing that is looked for.</summary>
    public static PersonColumn Of(string header)
    {
        var parts = header.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var columns = parts.Select(part => Of(part, header)).Distinct().ToList();
        if (columns.Contains(PersonColumn.LeftOut))
            // The last may be the question behind the name of a part of the form, where nobody writes spaces.
            return Of(header, header) is var whole and not PersonColumn.LeftOut ? whole : header.Contains(' ') ? PersonColumn.LeftOut : Of(parts[^1], header);
        return columns switch
        {
            [var one] => one,
            _ when columns.TrueForAll(column => column is PersonColumn.FirstName or PersonColumn.MiddleName or PersonColumn.LastName or PersonColumn.Name) => PersonColumn.Name,
            _ when columns.TrueForAll(column => column is PersonColumn.Phone or PersonColumn.Text) => PersonColumn.Phone,
            _ when columns.TrueForAll(column => column is PersonColumn.Phone or PersonColumn.Text or PersonColumn.Email or PersonColumn.AnyContact) => PersonColumn.AnyContact,
            _ => Of(header, header),
        };
    }

    private static PersonColumn Of(string part, string header)
    {
        return Named(part) is var column and not PersonColumn.LeftOut ? column : Named(HeaderForms.Bare(part));

        PersonColumn Named(string words)
        {
            var plain = PlainWords.Of(words);
            if (_headers.TryGetValue(plain, out var named) || _headers.TryGetValue(OfPerson(plain), out named))
                return named;
            return SpeaksOfOthers(header) ? PersonColumn.LeftOut : WayOf(plain.Split(' '));
        }
    }

    // “Participant surname”.
    private static string OfPerson(string words) => words.IndexOf(' ') is > 0 and var end && _persons.Contains(words[..end]) ? words[(end + 1)..] : words;

    private static bool SpeaksOfOthers(string header) => PlainWords.Of(header).Split(' ').Any(_others.Contains);

    // Telephone numbers and addresses have many names, such as “work tel. no. 2”.
    private static PersonColumn WayOf(string[] words)
    {
        var ways = words.Where(word => !_kinds.Contains(word)).ToList();
        if (ways.Count == 0)
            return words.Contains("contact") && words[^1] is ("number" or "numbers" or "no" or "nos") ? PersonColumn.Phone : PersonColumn.LeftOut;
        if (ways.TrueForAll(_emails.Contains))
            return ways.Contains("mail") && !words.Contains("e") ? PersonColumn.LeftOut : PersonColumn.Email;
        if (!ways.TrueForAll(word => _phones.Contains(word) || _mobiles.Contains(word)))
            return PersonColumn.LeftOut;
        // A mobile takes calls and texts; where another may be meant too, nobody knows whether texts arrive.
        return ways.Exists(_mobiles.Contains) && !ways.Exists(word => word.StartsWith("landline", StringComparison.Ordinal)) && !words.Any(word => word is "or" or "and" or "home")
            ? PersonColumn.Text : PersonColumn.Phone;
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet();

    private static FrozenDictionary<string, PersonColumn> Named(params (PersonColumn Column, string Names)[] columns) =>
        columns.SelectMany(column => column.Names.Split('|').Select(name => (name, column.Column))).ToFrozenDictionary(pair => pair.name, pair => pair.Column);
}
