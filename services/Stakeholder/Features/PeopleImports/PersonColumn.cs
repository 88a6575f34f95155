namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>What a column of a file of people is for.</summary>
internal enum PersonColumn
{
    LeftOut,
    Name,
    FirstName,
    MiddleName,
    LastName,
    PreferredName,
    OwnWords,
    Pronouns,
    Experience,
    Skills,
    Interests,
    Routes,
    Availability,
    Email,
    Phone,
    Text,
    AnyContact,
    Post,
    PostPart,
    Somebody,
    NeedCategory,
    NeedWording,
    Agreed,
}
