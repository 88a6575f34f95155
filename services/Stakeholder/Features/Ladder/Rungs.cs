using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Ladder;

/// <summary>The seven rungs of the ladder of co-production (Think Local Act Personal, National Co-production Advisory Group), from the bottom; what each means is in our own words.</summary>
internal static class Rungs
{
    public static IReadOnlyList<Rung> All { get; } =
    [
        new() { Rung_ = 1, Name = "Coercion", Meaning = "People are made to come along. What they think does not count." },
        new() { Rung_ = 2, Name = "Educating", Meaning = "People are taught how things work, and that is all." },
        new() { Rung_ = 3, Name = "Informing", Meaning = "People are told what was decided, and perhaps why." },
        new() { Rung_ = 4, Name = "Consultation", Meaning = "People are asked what they think. Others decide, and may not change anything." },
        new() { Rung_ = 5, Name = "Engagement", Meaning = "People have more chances to say what they think, and change some things where they are allowed to." },
        new() { Rung_ = 6, Name = "Co-design", Meaning = "People plan it together with staff and really shape it. Others then carry it out." },
        new() { Rung_ = 7, Name = "Co-production", Meaning = "People and staff are equals. They decide, plan and carry it out together, from start to end." },
    ];

    /// <summary>The name of a median: halfway it lies between two rungs.</summary>
    public static string NameOf(double median)
    {
        var (low, high) = (All[(int)Math.Floor(median) - 1].Name.ToLowerInvariant(), All[(int)Math.Ceiling(median) - 1].Name.ToLowerInvariant());
        return low == high ? low : $"between {low} and {high}";
    }
}
