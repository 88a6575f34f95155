namespace CoProduction.Stakeholder.Features.Figures;

/// <summary>A table that was made: what each person had answered, and when.</summary>
internal sealed record Made(DateOnly On, IReadOnlyDictionary<Guid, string> Answers);

/// <summary>
/// When a table of numbers may be made of people's answers, so that no two tables tell apart what fewer than so many people said: of one project over time, or of
/// projects that have people in common. And whoever is in one stands in no other for a while, so that many tables of many mixtures cannot be had at once.
/// </summary>
/// <param name="fewest">How many people there must be, and how many must have changed.</param>
/// <param name="days">For how long nobody stands in another table.</param>
internal sealed class PublishRule(int fewest, int days)
{
    /// <remarks>
    /// A table of which nothing has changed is not made anew either: that it could be made without somebody would tell that they have said nothing, and how many say
    /// nothing shows in what is hidden of the others.
    /// </remarks>
    /// <param name="answers">By person, without those who have said nothing.</param>
    /// <param name="earlier">Every table to the same question that anybody of these was in.</param>
    /// <param name="today">The day that it is.</param>
    public bool Allows(IReadOnlyDictionary<Guid, string> answers, IEnumerable<Made> earlier, DateOnly today) =>
        answers.Count >= fewest && earlier.All(made => made.On.AddDays(days) <= today && Differing(answers, made.Answers) >= fewest);

    /// <summary>How many people have come, gone or answered otherwise.</summary>
    public static int Differing(IReadOnlyDictionary<Guid, string> one, IReadOnlyDictionary<Guid, string> other)
    {
        var inBoth = one.Count(answer => other.ContainsKey(answer.Key));
        var alike = one.Count(answer => other.GetValueOrDefault(answer.Key) == answer.Value);
        return one.Count + other.Count - inBoth - alike;
    }
}
