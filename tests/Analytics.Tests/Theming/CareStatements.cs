namespace CoProduction.Analytics.Tests.Theming;

/// <summary>Statements in our own words about five topics, to find again; as many as wanted.</summary>
internal static class CareStatements
{
    public static readonly string[] Topics = ["bus", "food", "listen", "friends", "safe"];

    private static readonly string[][] s_subjects =
    [
        ["The bus", "My taxi", "The minibus driver", "Transport to town", "The bus pass", "A taxi ride"],
        ["The dinner", "My meals", "The food at lunch", "Breakfast", "Cooking tea", "The menu"],
        ["My worker listens", "They listen to me", "Staff really listened", "I am listened to", "The nurse listens", "She listened carefully"],
        ["My friends", "Seeing friends", "Meeting friends at the club", "Friends from the group", "A friend", "My friends and I"],
        ["I feel safe", "Feeling safe", "The locks keep me safe", "It is safe", "Safe and secure", "My alarm makes me feel safe"],
    ];

    private static readonly string[][] s_endings =
    [
        ["takes me to the shops", "comes on Mondays", "gets me across town", "was on the road early", "drives me there", "stops near my door"],
        ["was tasty and hot", "is good to eat", "gives me choice on my plate", "came with vegetables", "is cooked how I like it", "was fresh and tasty"],
        ["when I talk", "and hears what I say", "to my views", "and takes my words seriously", "whenever I speak", "before they answer"],
        ["come round for company", "makes me less lonely", "means a lot of laughs", "go out together", "keep me company", "meet every week"],
        ["in my home at night", "with the door locked", "in my street", "because of the alarm", "when I am alone at night", "behind a locked door"],
    ];

    public static string[] Of(int count) => [.. Enumerable.Range(0, count).Select(One)];

    /// <summary>Two of them in one sentence.</summary>
    public static string Joined(int first, int second) => $"{One(first).TrimEnd('.')}, and {One(second)}";

    public static int TopicOf(int index) => index % Topics.Length;

    private static string One(int index)
    {
        int topic = TopicOf(index), n = index / Topics.Length;
        string[] subjects = s_subjects[topic], endings = s_endings[topic];
        return $"{subjects[n % subjects.Length]} {endings[(n / subjects.Length + n) % endings.Length]}.";
    }
}
