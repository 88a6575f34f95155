namespace CoProduction.Shared.Hints;

/// <summary>Finds people's names: by themselves, by their title, by whose they are, and where people sign or greet.</summary>
internal sealed partial class PersonNames
{
    private const int MostNames = 3;
    private const int LongestPlainCapitals = 5;

    private readonly int _is, _possessive, _called, _named, _surname, _name, _my;
    private readonly Farewells _farewells;

    /// <summary>Adds the words that stand beside names to the lexicon.</summary>
    public PersonNames(Lexicon lexicon)
    {
        lexicon.Add(GivenNames.Names, WordKinds.Given);
        lexicon.Add(GivenNames.AlsoWords, WordKinds.GivenAlsoWord);
        lexicon.Add(Surnames.Names, WordKinds.Surname);
        lexicon.Add(CommonWords.Words, WordKinds.Common);
        lexicon.Add(CommonWords.Everyday, WordKinds.Common | WordKinds.Everyday);
        lexicon.Add(CommonWords.Proper, WordKinds.Proper);
        lexicon.Add(CommonWords.Abbreviations, WordKinds.Abbreviation | WordKinds.Everyday);
        lexicon.Add(NameWords.Titles, WordKinds.Title | WordKinds.Common);
        lexicon.Add(NameWords.SmallTitles, WordKinds.SmallTitle);
        lexicon.Add(NameWords.Relations, WordKinds.Relation | WordKinds.Common);
        lexicon.Add(NameWords.Whose, WordKinds.Whose);
        lexicon.Add(NameWords.PlaceAfter, WordKinds.PlaceAfter);
        lexicon.Add("hospital ward disease syndrome clinic surgery", WordKinds.SmallPlace);
        lexicon.Add(NameWords.PlaceBefore, WordKinds.PlaceBefore);
        lexicon.Add(NameWords.Does, WordKinds.Does);
        lexicon.Add(NameWords.Particles, WordKinds.Particle);
        lexicon.Add(NameWords.BeforeATime, WordKinds.BeforeATime);
        lexicon.Add(NameWords.DoesAsName, WordKinds.DoesAsName);
        lexicon.Add("at on from in", WordKinds.AtPlace);
        lexicon.Add("front desk reception nights days ward day centre", WordKinds.PlaceOfWork);
        lexicon.Add("the a an", WordKinds.Article);
        lexicon.Add("and n", WordKinds.And);
        lexicon.Add("ask asked saw met thank miss love told trained", WordKinds.ToPerson);
        lexicon.Add("dog cat pet budgie rabbit puppy kitten horse pony hamster parrot donkey", WordKinds.Animal);
        lexicon.Add("practitioner practitioners specialist specialists prescriber associate led station bank call training in on who", WordKinds.Everyday);
        lexicon.Add("someone somebody person staff member named lad girl", WordKinds.Relation);
        lexicon.Add(NameWords.DoesAsPerson, WordKinds.DoesAsPerson);
        lexicon.Add(NameWords.IsAsPerson, WordKinds.IsAsPerson);
        lexicon.Add(NameWords.Being, WordKinds.Being);
        lexicon.Add(NameWords.Intensity, WordKinds.Intensity);
        lexicon.Add(NameWords.Thanks, WordKinds.Thanks);
        lexicon.Add(NameWords.AfterThanks, WordKinds.AfterThanks);
        lexicon.Add(NameWords.Addressed, WordKinds.Addressed);
        foreach (var word in HarmWords.ShortForms)
            lexicon.Add(word.Short, WordKinds.Common | WordKinds.Everyday);
        (_is, _possessive, _called, _named) = (lexicon.Add("is"), lexicon.Add("name's"), lexicon.Add("called"), lexicon.Add("named"));
        (_surname, _name, _my) = (lexicon.Add("surname"), lexicon.Add("name"), lexicon.Add("my"));
        _farewells = new(lexicon);
    }

    /// <summary>Where names are, in the order of their first word; some may lie within another.</summary>
    public void Find(string text, ReadOnlySpan<TextWord> words, List<(int Start, int End)> found)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var end = 0;
            if (word.Is(WordKinds.Title | WordKinds.SmallTitle))
                end = Titled(words, i);
            if (end == 0 && (word.Is(WordKinds.Given | WordKinds.GivenAlsoWord) || (word.Id == 0 && word.Length > 2)))
                end = Given(text, words, i);
            if (end == 0 && word is { Capital: true, Length: 1, DotAfter: true })
                end = Initials(text, words, i);
            if (end > 0)
                found.Add((word.Start, words[end - 1].End - Possessive(text, words[end - 1])));
            if (Introduced(words, i) is var (from, to))
                found.Add((words[from].Start, words[to - 1].End - Possessive(text, words[to - 1])));
            if (_farewells.At(words, i, this) is var (first, last))
                found.Add((words[first].Start, words[last - 1].End));
        }
    }

    /// <summary>Whether a word could be a name by its capital: no everyday word, no place, and no abbreviation.</summary>
    public bool MayBeName(TextWord word) => word.Capital && !word.Is(WordKinds.Everyday | WordKinds.Proper) && (!word.Is(WordKinds.Common) || word.Is(WordKinds.Given | WordKinds.GivenAlsoWord))
        && word.Length > 1 && !(word.AllCapitals && word.Length <= LongestPlainCapitals) && !(word.Is(WordKinds.PlaceAfter) && !word.Is(WordKinds.Given | WordKinds.GivenAlsoWord | WordKinds.Surname));

    /// <summary>Just behind the names and initials that go on from one.</summary>
    public int Names(ReadOnlySpan<TextWord> words, int at, int most = MostNames)
    {
        for (var count = 0; count < most && at < words.Length && words[at].Follows; count++)
        {
            var word = words[at];
            var isInitial = word is { Capital: true, Length: 1 } && at + 1 < words.Length && (word.DotAfter || MayBeName(words[at + 1]));
            isInitial |= word is { Capital: true, Length: 1 } && count == 0 && (word.DotAfter || at + 1 == words.Length || !words[at + 1].Follows);
            if (!isInitial && !(word.Capital && !word.Is(WordKinds.Everyday) && (word.Is(WordKinds.Surname | WordKinds.Given | WordKinds.GivenAlsoWord) || MayBeName(word))))
            {
                if (!(word.Is(WordKinds.Particle) && !word.Capital && at + 1 < words.Length && words[at + 1].Follows && MayBeName(words[at + 1])))
                    break;
            }
            at++;
        }
        return at;
    }

    // "'s" behind a name is no part of it.
    private static int Possessive(string text, TextWord word) => word.Length > 3 && text.AsSpan(word.Start, word.Length).EndsWith("'s", StringComparison.OrdinalIgnoreCase) ? 2 : 0;

    // Dr J. Okafor, Mrs D Ollerton, Sister Bridget; dr okafor without a capital where nothing else could follow.
    private int Titled(ReadOnlySpan<TextWord> words, int i)
    {
        var title = words[i];
        // My sister Joanna is no nurse: whose she is does not belong to her name.
        if (title.Is(WordKinds.Relation) && IsSomebodys(words, i))
            return 0;
        var at = i + 1;
        var mayHaveDot = title.Is(WordKinds.SmallTitle) && title.DotAfter;
        while (at < words.Length && at <= i + 3 && words[at] is { Capital: true, Length: 1 } && (words[at].Before & ~(mayHaveDot || at > i + 1 ? Gap.Sentence : Gap.None)) == 0)
            at++;
        if (at >= words.Length || (words[at].Before & ~(mayHaveDot || at > i + 1 ? Gap.Sentence | Gap.Hyphen : Gap.Hyphen)) != 0)
            return 0;
        var name = words[at];
        if (name.Capital && name.Length > 1 && !name.Is(WordKinds.Everyday | WordKinds.PlaceAfter | WordKinds.Title) && !(name.AllCapitals && name.Length <= LongestPlainCapitals && !title.AllCapitals) && (title.Capital || !name.Is(WordKinds.Common)))
            return Names(words, at + 1, 2);
        var mayBeSmall = !name.Capital && (title.Is(WordKinds.SmallTitle) || (title.Is(WordKinds.Title) && name.Is(WordKinds.Given)));
        if (!name.Capital && name.Id == 0 && IsDoing(words, at + 1))
            return at + 1;
        if (mayBeSmall && name.Length > 2 && !name.Is(WordKinds.Everyday | WordKinds.PlaceAfter | WordKinds.Does) && (!name.Is(WordKinds.Common) || name.Is(WordKinds.Given | WordKinds.Surname)))
            return SmallSurname(words, at + 1);
        return 0;
    }

    // J. Smith; J.K. on the evening team, where no article stands before.
    private int Initials(string text, ReadOnlySpan<TextWord> words, int i)
    {
        if ((i > 0 && words[i].Follows && words[i - 1].Is(WordKinds.Whose)) || (i > 0 && words[i - 1] is { Capital: true, Length: 1, DotAfter: true } && words[i].Before == Gap.Sentence))
            return 0;
        var at = i + 1;
        while (at < words.Length && words[at] is { Capital: true, Length: 1 } && at < i + 4 && words[at].Before is Gap.Sentence or Gap.None or Gap.Comma)
            at++;
        if (at < words.Length && words[at] is { Capital: true, Length: > 2, AllCapitals: false } surname && (surname.Before & ~Gap.Sentence) == 0 && !surname.Is(WordKinds.Everyday | WordKinds.Common))
            return Names(words, at + 1, 2);
        var isDotted = at > i + 1 && words[at - 1].DotAfter;
        return isDotted && (at >= words.Length ? i == 0 || (words[i].Before & (Gap.Sentence | Gap.Line)) != 0 : words[at].Is(WordKinds.Does | WordKinds.AtPlace)) && !IsSpelt(text, words, i, at) ? at : 0;
    }

    private static bool IsSpelt(string text, ReadOnlySpan<TextWord> words, int from, int to) => to - from > 4 || text.AsSpan(words[from].Start, words[to - 1].End - words[from].Start).Contains(' ');

    // My sister Joanna; a nurse called Marva; my name is Oke.
    private (int From, int To)? Introduced(ReadOnlySpan<TextWord> words, int i)
    {
        var word = words[i];
        if (word.Is(WordKinds.Relation) && IsSomebodys(words, i))
        {
            var at = i + 1;
            if (at < words.Length && (words[at].Id == _is || words[at].Id == _called || words[at].Id == _named))
                at++;
            if (at < words.Length && words[at].Id == _called)
                at++;
            if (at < words.Length && words[at].Before is Gap.None or Gap.Comma or Gap.Bracket && IsIntroduced(words, at))
                return (at, Names(words, at + 1, 2));
            return at < words.Length && words[at] is { Id: 0, Capital: false, Follows: true, Length: > 2 } && IsDoing(words, at + 1) ? (at, at + 1) : null;
        }
        if (word.Id == _called || word.Id == _named || word.Id == _possessive || word.Id == _surname || (word.Id == _is && i > 0 && words[i - 1].Id == _name))
        {
            var at = i + 1;
            if (at < words.Length && words[at].Id == _is)
                at++;
            if (at >= words.Length || words[at].Before is not (Gap.None or Gap.Comma))
                return null;
            if (IsIntroduced(words, at) && (word.Id == _surname || word.Id == _possessive || word.Id == _is || IsOf(words, i, WordKinds.Relation)))
                return (at, Names(words, at + 1, 2));
            if (word.Id == _called && words[at] is { Id: 0, Capital: false, Length: > 2 } && IsOf(words, i, WordKinds.Relation) && !IsOf(words, i, WordKinds.Animal))
                return (at, SmallSurname(words, at + 1));
            var isOwn = i > 1 && word.Id == _is && words[i - 2].Id == _my;
            return (isOwn || word.Id == _surname) && words[at] is { Capital: false, Length: > 2 } own && (own.Id == 0 || own.Is(WordKinds.Given | WordKinds.Surname)) && !own.Is(WordKinds.Common) ? (at, SmallSurname(words, at + 1)) : null;
        }
        return null;
    }

    private static bool IsIntroduced(ReadOnlySpan<TextWord> words, int at) => words[at] is { Capital: true, Length: > 1 } name && !name.Is(WordKinds.Everyday | WordKinds.Proper | WordKinds.Title | WordKinds.Abbreviation)
        && (!name.Is(WordKinds.Common) || name.Is(WordKinds.Given | WordKinds.GivenAlsoWord)) && !(name.AllCapitals && name.Length <= LongestPlainCapitals)
        && !(at + 1 < words.Length && words[at + 1].Follows && words[at + 1].Is(WordKinds.PlaceAfter));

    private static bool IsOf(ReadOnlySpan<TextWord> words, int i, WordKinds kinds)
    {
        for (var back = 1; back <= 4 && i - back >= 0 && words[i - back + 1].Follows; back++)
        {
            if (words[i - back].Is(kinds))
                return true;
        }
        return false;
    }

    private static bool IsSomebodys(ReadOnlySpan<TextWord> words, int i)
    {
        for (var back = 1; back <= 3 && i - back >= 0 && words[i - back + 1].Follows; back++)
        {
            if (words[i - back].Is(WordKinds.Whose))
                return true;
            if (words[i - back].Capital)
                return false;
        }
        return false;
    }
}
