using CoProduction.Analytics.Theming;

namespace CoProduction.Benchmarks.Learning;

/// <summary>Real feedback with the labels that people gave it, and seeded splits of it; the same for us and for the yardstick.</summary>
internal sealed record LearningPart(string Name, IReadOnlyList<string> Texts, IReadOnlyList<string[]> Labels, IReadOnlyList<int> Sizes, IReadOnlyList<LearningSplit> Splits)
{
    private const int FewestExamples = 10;
    private const int Seeds = 3;

    /// <summary>One label each; what is held back for the test is the same for each size.</summary>
    public static LearningPart Themes(string file, int test, params int[] sizes)
    {
        var (texts, labels) = Read(file, "label");
        return Of("themes", texts, labels, test, sizes);
    }

    /// <summary>Any number of labels each, of those with enough examples in every split; a quarter is held back.</summary>
    public static LearningPart Tags(string file)
    {
        var (texts, labels) = Read(file, "labels");
        var test = texts.Count / 4;
        var part = Of("tags", texts, labels, test, [texts.Count - test]);
        var enough = labels.SelectMany(of => of).Distinct()
            .Where(label => part.Splits.All(split => split.Pool.Count(i => labels[i].Contains(label)) >= FewestExamples)).ToHashSet();
        return part with { Labels = [.. labels.Select(of => of.Where(enough.Contains).ToArray())] };
    }

    private static LearningPart Of(string name, List<string> texts, List<string[]> labels, int test, int[] sizes) =>
        new(name, texts, labels, [.. sizes.Select(size => Math.Min(size, texts.Count - test))], [.. Enumerable.Range(1, Seeds).Select(seed =>
        {
            int[] order = [.. Enumerable.Range(0, texts.Count)];
            new Random(seed).Shuffle(order);
            return new LearningSplit(order[..test], order[test..]);
        })]);

    // Answers of no content are set aside before there is anything to learn.
    private static (List<string> Texts, List<string[]> Labels) Read(string file, string labelColumn)
    {
        var rows = CsvTable.Read(file, "text", labelColumn).FindAll(row => AnswerKind.Of(row[0]) == SetAside.None && row[1].Length > 0);
        return ([.. rows.Select(row => row[0])], [.. rows.Select(row => row[1].Split('|'))]);
    }
}

/// <summary>The texts to test on and those to learn from, in the order to take them.</summary>
internal sealed record LearningSplit(int[] Test, int[] Pool);
