using CoProduction.Stakeholder.Features.Figures;
using CoProduction.Stakeholder.Features.Population;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoProduction.Stakeholder.Tests.Represent;

/// <summary>When a table may be made, and what whoever sees a whole series of tables can work out from it.</summary>
public sealed class PublishRuleTests
{
    private const int Fewest = 3;
    private const int Days = 30;
    private const int Acts = 14;
    private static readonly DateOnly _start = new(2026, 1, 1);
    private static readonly string[] _answers = ["A", "B"];

    /// <summary>Any two tables that were made tell enough people apart; and whoever is in two is so a while apart.</summary>
    [Property(Arbitrary = [typeof(Series)], MaxTest = 300)]
    public void Allows_AnySeries_TablesDifferByEnoughPeople(ActSeries series)
    {
        var made = new World([.. Enumerable.Range(0, World.People).Select(i => _answers[i % 2])], new(Fewest, Days)).Run(series.Acts);

        Assert.All(made, table => Assert.True(table.Answers.Count >= Fewest));
        foreach (var (one, other) in made.SelectMany((one, i) => made.Skip(i + 1).Select(other => (one, other))))
        {
            var differing = one.Answers.Keys.Union(other.Answers.Keys).Count(person => one.Answers.GetValueOrDefault(person) != other.Answers.GetValueOrDefault(person));
            Assert.True(differing >= Fewest, $"{series}: {differing}");
            Assert.True(other.On.DayNumber - one.On.DayNumber >= Days || !one.Answers.Keys.Intersect(other.Answers.Keys).Any());
        }
    }

    /// <summary>
    /// Whoever knows the rules, who was in which project when, who changed what they say, and every table of the series, writes down all worlds of answers that would have
    /// shown just the same. It is a world smaller than any real one, with three people where there are eight: even so they are hardly ever certain of anybody, and guess
    /// little better than before. Without the rule they are certain of ten times as many.
    /// </summary>
    [Fact]
    public void Series_AllWorldsThatWouldLookTheSame_TellHardlyMoreThanChance()
    {
        var series = Enumerable.Range(1, 8).Select(seed => ActSeries.Random(seed, Acts)).ToList();

        var (certain, guessed) = Attack(series, new(Fewest, Days));
        var (certainWithout, guessedWithout) = Attack(series, new(1, 0));

        Assert.InRange(certain, 0, MostCertain);
        Assert.InRange(guessed, Chance, MostGuessed);
        Assert.True(certainWithout > 10 * certain && guessedWithout - Chance > 2 * (guessed - Chance), $"{certain}, {guessed}; without {certainWithout}, {guessedWithout}");
    }

    private const double Chance = 0.5;
    private const double MostCertain = 0.01;
    private const double MostGuessed = 0.53;

    // Of all people of all worlds: for how many there is but one answer, and for how many the likelier one is right.
    private static (double Certain, double Guessed) Attack(List<IReadOnlyList<Act>> series, PublishRule rule)
    {
        var worlds = Worlds().ToList();
        var (certain, right) = (0, 0);
        foreach (var alike in series.SelectMany(acts => worlds.GroupBy(world => new World(world, rule).See(acts))))
        {
            var all = alike.ToList();
            for (var person = 0; person < World.People; person++)
            {
                var likelier = all.GroupBy(world => world[person]).Max(group => group.Count());
                right += likelier;
                certain += likelier == all.Count ? likelier : 0;
            }
        }
        double people = series.Count * worlds.Count * World.People;
        return (certain / people, right / people);
    }

    private static IEnumerable<string[]> Worlds(int people = World.People) =>
        people == 0 ? [[]] : Worlds(people - 1).SelectMany(rest => _answers.Select(answer => (string[])[.. rest, answer]));

    /// <summary>Somebody joins or leaves one of two projects, or changes what they say, and days pass.</summary>
    public sealed record Act(int Person, int Kind, int Project, int Days);

    public sealed record ActSeries(IReadOnlyList<Act> Acts)
    {
        public static IReadOnlyList<Act> Random(int seed, int acts)
        {
            var random = new Random(seed);
            return [.. Enumerable.Range(0, acts).Select(_ => new Act(random.Next(World.People), random.Next(3), random.Next(2), random.Next(40)))];
        }

        public override string ToString() => string.Join("; ", Acts);
    }

    /// <summary>Two projects: in the first everybody is at first, in the second nobody.</summary>
    private sealed class World(string[] answers, PublishRule rule)
    {
        public const int People = 11;
        private static readonly Guid[] _people = [.. Enumerable.Range(0, People).Select(i => new Guid(i + 1, 0, 0, new byte[8]))];

        private static readonly SmallNumbers _numbers = new(Fewest - 1, 5);

        private readonly string[] _says = [.. answers];
        private readonly bool[,] _in = new bool[2, People];
        private readonly List<(int Project, Made Made)> _made = [];
        private readonly List<string> _shown = ["none yet", "none yet"];

        public IReadOnlyList<Made> Run(IReadOnlyList<Act> acts)
        {
            See(acts);
            return _made.ConvertAll(one => one.Made);
        }

        /// <summary>Every table of both projects after each act.</summary>
        public string See(IReadOnlyList<Act> acts)
        {
            for (var person = 0; person < People; person++)
                _in[0, person] = true;
            var (today, seen) = (_start, new List<string>());
            foreach (var act in acts)
            {
                today = today.AddDays(act.Days);
                if (act.Kind < 2)
                    _in[act.Project, act.Person] = !_in[act.Project, act.Person];
                else
                    _says[act.Person] = _says[act.Person] == "A" ? "B" : "A";
                for (var project = 0; project < 2; project++)
                    seen.Add(Look(project, today));
            }
            return string.Join('|', seen);
        }

        private string Look(int project, DateOnly today)
        {
            var there = Enumerable.Range(0, People).Where(person => _in[project, person]).ToList();
            var said = there.ToDictionary(person => _people[person], person => _says[person]);
            if (rule.Allows(said, _made.Where(one => one.Project == project || one.Made.Answers.Keys.Any(said.ContainsKey)).Select(one => one.Made), today))
            {
                _made.Add((project, new(today, said)));
                var shown = _numbers.Protect([said.Values.Count(answer => answer == "A"), said.Values.Count(answer => answer == "B")], 0);
                _shown[project] = $"{today}: {string.Join(',', shown.Values.Append(shown.NotSaid).Select(count => count?.ToString() ?? "?"))}";
            }
            return _shown[project];
        }
    }

    public static class Series
    {
        public static Arbitrary<ActSeries> Any() =>
            (from seed in Gen.Choose(0, int.MaxValue - 1) from acts in Gen.Choose(1, 40) select new ActSeries(ActSeries.Random(seed, acts))).ToArbitrary();
    }
}
