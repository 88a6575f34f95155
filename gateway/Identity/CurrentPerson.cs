namespace CoProduction.Gateway.Identity;

/// <summary>Who is looking at the page, as the header shows it.</summary>
internal sealed class CurrentPerson
{
    /// <summary>Empty on pages that come up before anybody is known.</summary>
    public string PartnershipName { get; set; } = "";

    /// <summary>Whether the person looks after the system here.</summary>
    public bool IsAdministrator { get; set; }
}
