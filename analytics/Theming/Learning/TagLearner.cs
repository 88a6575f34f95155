namespace CoProduction.Analytics.Theming.Learning;

/// <summary>Learns from statements that people have given tags which tags others would be given; any number each.</summary>
public static class TagLearner
{
    /// <summary>
    /// The same for the same examples, options and order, on any number of threads. Of very many examples the last count. Throws
    /// <see cref="ArgumentException"/> when none has a tag.
    /// </summary>
    public static LearnedTags Learn(IReadOnlyList<TaggedText> examples, LearningOptions options, CancellationToken ct)
    {
        Examples.Check(options);
        TaggedText[] taught = [.. Examples.Last(examples, example => example.Text)];
        string[] tags = Examples.Names(taught.SelectMany(example => example.Tags), "tag");
        if (tags.Length == 0) throw new ArgumentException("Learning needs statements with tags; none of these has one.", nameof(examples));
        int[][] has = [.. taught.Select(example => example.Tags.Distinct().Select(tag => Array.BinarySearch(tags, tag, StringComparer.Ordinal)).Order().ToArray())];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = ct };
        TextPieces[] texts = [.. taught.Select(example => TextPieces.Of(example.Text))];
        HeldBack heldBack = HeldBack.Of(texts, has, tags.Length, Leaning.Any, options.Seed, parallel);
        var choice = TagChoice.Learn(heldBack.Scores, has, tags.Length);
        return new LearnedTags(tags, LabelScores.Learn(texts, has, tags.Length, Leaning.Any, options.Seed, parallel), choice);
    }
}
