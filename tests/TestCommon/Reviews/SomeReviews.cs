using System.Text;

namespace CoProduction.TestCommon.Reviews;

/// <summary>Files of reviews for tests.</summary>
public static class SomeReviews
{
    private static readonly string[] _working =
    [
        "The same carer comes every morning", "My carer knows how I like my tea", "I get on well with my morning carer", "Same two carers, they know me well",
        "I love the art class on Tuesdays", "The art group is the best part of my week", "Painting with the group makes me happy", "Art class gives me something to look forward to",
        "My sister visits every Sunday", "My family come to see me at the weekend", "Seeing my grandchildren on Sundays", "My brother rings me every evening",
    ];

    private static readonly string[] _notWorking =
    [
        "I never know which carer will come", "A different carer every day", "Too many new carers that I have never met", "They send carers I do not know",
        "The bus stops at six so I cannot go out", "There is no bus on Sundays", "The bus is never on time", "I cannot get out because there are no buses",
        "I wait weeks for a call back about my assessment", "Still waiting for my assessment", "Nobody calls me back", "I left three messages and nobody called back",
        "Dr Okafor is never there when I call", "I asked Dr Okafor for a letter in May", "Dr Okafor does not listen to me",
        "My nephew took my money and I am scared of him",
    ];

    private static readonly string[] _future =
    [
        "I want to cook my own dinner", "I would like to learn to cook", "To cook for my friends one day", "Learn to bake cakes",
        "I want my own flat", "To move into a flat of my own", "A little flat near my mum", "My own place with a garden",
        "I would like a job in a shop", "To work with animals", "A paid job, even a few hours", "Volunteer at the library",
    ];

    /// <summary>Forty statements, one a row: three name the same doctor, and one tells of harm.</summary>
    public static string Csv() =>
        "question,statement\n" + string.Concat(Rows("working", _working).Concat(Rows("not working", _notWorking)).Concat(Rows("future", _future)));

    /// <summary>A file of <see cref="Texts"/>, to one question after the other.</summary>
    public static byte[] Many(int count, int first = 0)
    {
        string[] questions = ["working", "not working", "future"];
        var rows = Texts(count, first).Select((text, i) => new[] { questions[i % 3], text });
        return Encoding.UTF8.GetBytes(CsvText.Of([["question", "statement"], .. rows]));
    }

    /// <summary>As many statements as wanted, numbered from <paramref name="first"/>, each of them different, with nothing in them to hold back.</summary>
    public static IEnumerable<string> Texts(int count, int first = 0)
    {
        var words = _working.Concat(_notWorking[..12]).Concat(_future).ToArray();
        return Enumerable.Range(first, count).Select(i => $"{words[i % words.Length]} and {words[i / words.Length % words.Length].ToLowerInvariant()} {i}");
    }

    /// <summary>
    /// A file of as many people's reviews, each with six statements of the same words as <see cref="Texts"/>, which have nothing to do with whose they are; and for each statement
    /// the number of its review. All are held back when they are to name a doctor.
    /// </summary>
    public static (byte[] File, IReadOnlyDictionary<string, int> ReviewOf) OfPeople(int count, bool namingADoctor = false)
    {
        const int each = 6;
        var texts = Texts(count * each).Select(text => namingADoctor ? $"Dr Okafor: {text}" : text).ToArray();
        new Random(13).Shuffle(texts);
        string[] header = ["working 1", "working 2", "not working 1", "not working 2", "future 1", "future 2"];
        var reviewOf = texts.Select((text, i) => (text, i / each)).ToDictionary();
        return (Encoding.UTF8.GetBytes(CsvText.Of([header, .. texts.Chunk(each)])), reviewOf);
    }

    private static IEnumerable<string> Rows(string question, IEnumerable<string> statements) => statements.Select(statement => $"{question},\"{statement}\"\n");
}
