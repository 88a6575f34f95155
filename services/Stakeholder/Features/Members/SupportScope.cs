namespace CoProduction.Stakeholder.Features.Members;

/// <summary>What a supporter may do for the person for whom they act.</summary>
internal static class SupportScope
{
    /// <summary>See the person's own page.</summary>
    public const string MyPage = "my_page";

    public static IReadOnlySet<string> All { get; } = new HashSet<string> { MyPage };
}
