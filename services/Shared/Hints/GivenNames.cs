using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CoProduction.Shared.Hints;

/// <summary>First names that are common in the United Kingdom's communities, which tell a name where nothing around it does.</summary>
internal static partial class GivenNames
{
    private const int MostLetters = 24;

    // Hardly ever anything but somebody's name, in small letters too.
    private static readonly FrozenSet<string> _names = Words("""
        aaliyah aaron abdul abdullah abigail adam adele adeola adrian agnes agnieszka ahmad ahmed aileen aisha aishah alan alastair alex alexander alexandra alfie ali alice alicia alina alison alistair amanda amina amir amit amy ana andrea andreea andrew andy angela anil anita anjali ann anna anne annette annie anthony antonio anwar
        archie arjun arthur asha ashley asif audrey ayesha babatunde barbara barry beata becky ben benjamin bernadette bernard beryl bethan bethany betty bev beverley bilal brenda brendan brian bronwen bryan caitlin callum cameron carl carla carmen caroline carolyn carys caspar catherine cathy cerys charles charlie charlotte chidi chloe chris
        chioma christina christine christopher ciaran claire clara clare clive colin connor courtney craig cynthia daisy damian daniel danielle danny daphne darren dave david davina dawid deborah debbie debra deepak denise dennis derek diana diane dianne dilys dominic donald donna doreen doris dorothy doug douglas duncan dylan ebony
        edith edna edward eileen elaine eleanor elena elizabeth ella ellen ellie elsie emeka emily emma emmanuel eric erin esther ethan ethel eunice evelyn ewa fatima fatimah fatou faye felicity femi fiona florin folake francesca francis freda freddie frederick gareth gary gavin gemma geoff geoffrey george geraldine gerald
        gillian gita gladys glenda glenn gloria glynis gordon graham greg gregory gurpreet gwen gwyneth halima hamza hannah harjit harold harpreet harriet harry harvey hassan hayley helen helena henry hilary hilda howard huda hugh hussain ian ibrahim ikram imran ines ingrid iqra irena irene isaac isabel isabella isla ismail ivan
        jackie jacob jacqueline jacqui jake jakub jamal james jamie jan jane janet janice jasmine jason jaswinder javed jayne jean jeanette jeff jeffrey jennifer jenny jeremy jerome jessica jessie jill jim jimmy joan joanna joanne joe joel johan john jonathan jose joseph josephine josh joshua joyce juan judith judy julia julian julie
        kamal kamran karen karim karl karolina kasia kate katarzyna kateryna kath katherine kathleen kathryn kathy katie kavita kayleigh keith kelly ken kenneth kerry kevin khadija khadijah khalid kiran kirsty kofi krystyna kuldip kwame kyle lakshmi laura lauren laurence lavinia lee leanne leila len leon leonard leroy lesley leslie
        lewis liam linda lindsay lisa liz lloyd logan lorna lorraine louise luca lucas lucy luis luke lydia lynda lynn lynne maciej madison magda maggie mahmoud malcolm malgorzata mandy manjit manuel marcin marcus marek margaret maria mariam marian marie marina mario marion marjorie marlene martha martin marva mary maryam
        mathew matilda matthew maureen maurice mavis megan mehmet melanie melissa michael michaela michal michelle miguel mihai miriam mohamed mohammad mohammed moira molly monika moses muhammad muriel mustafa nabila nadia nadine naomi nasreen natalia natalie natasha nathan neil ngozi nia niamh nicholas nicola nicole nigel nikita
        nikki nisha noah noor nora noreen norma norman oksana olga oliver olivia oluwaseun omar oonagh oscar owen pamela parminder patricia patrick paul paula pauline pavel pawel peggy peter petra phil philip phillip phoebe phyllis pierre piotr pradeep priya rachel radu rafael raj rajesh ramesh rania rashid ravi raymond rebecca reece
        reggie renee reuben rhiannon rhys ricardo richard rita robert roberta rodney roger roman ron ronald ronnie rosemary roy rukhsana rupert russell ruth ryan sabrina sadia saima saira salma sam samantha samina samira samuel sandeep sandra sangeeta sanjay sara sarah satnam scott sean sebastian selina sergei seun shabana shabnam
        shahid shamima shane shannon sharon shaun shazia sheila shelley sheryl shirley sian sibusiso simon simone sinead siobhan sita sofia sonia sophia sophie stacey stella stephanie stephen steve steven stewart stuart sunil sunita surinder susan suzanne svetlana sylvia tahir tamara tanya tariq tasha terence teresa terry thandi thelma
        theresa thomas tim timothy tina toby tom tomasz tony tracey tracy trevor tyler usha valerie vanessa vera vernon veronica vicki vicky victor vikram vijay vincent vivian vivienne walter wanda waqas warren wayne wendy wilfred wilfrida william winifred winston xavier yasmin yasmine yemi yolanda yousuf yusuf yvette yvonne
        zachary zahra zainab zara zeinab zoe zofia zosia
        """);

    // Other words too: names with a capital inside a sentence, or before what somebody does.
    private static readonly FrozenSet<string> _alsoWords = Words("""
        amber angel basil bill billy bob carol chelsea dawn dean drew eve faith florence frank georgia grace grant guy hazel heather holly hope iris ivy jack jordan joy kay kim lily mark max nick olive pat pearl penny poppy ray robin rob rose ruby sally sue ted trish victoria violet will
        """);

    /// <summary>Names in the text: where each starts, and where it ends with a surname after it.</summary>
    public static IEnumerable<(int Start, int End)> In(string text)
    {
        var names = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        var alsoWords = _alsoWords.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> letters = stackalloc char[MostLetters];
        var found = new List<(int, int)>();
        foreach (var word in Word().EnumerateMatches(text))
        {
            var written = text.AsSpan(word.Index, word.Length);
            var bare = letters[..GivenName(written).ToLowerInvariant(letters)];
            var end = word.Index + bare.Length;
            if ((names.Contains(bare) || (alsoWords.Contains(bare) && char.IsUpper(written[0]) && (IsInsideSentence(text, word.Index) || DoesSomething().IsMatch(text, end))))
                && !IsPlaceOrFamous(text, word.Index, end))
                found.Add((word.Index, end + (char.IsUpper(written[0]) ? Surname().Match(text, end).Length : 0)));
        }
        return found;
    }

    // Without "'s", and the first of two that a hyphen joins.
    private static ReadOnlySpan<char> GivenName(ReadOnlySpan<char> word)
    {
        var end = word.IndexOfAny("'’-");
        return end < 0 ? word : word[..end];
    }

    private static bool IsInsideSentence(string text, int start)
    {
        var before = text.AsSpan(Math.Max(0, start - 12), Math.Min(12, start)).TrimEnd();
        return !before.IsEmpty && (char.IsLetterOrDigit(before[^1]) || before[^1] is ',' or '(' or '&') && !BeforeATimeOrPlace().IsMatch(before);
    }

    private static bool IsPlaceOrFamous(string text, int start, int end) => PlaceAfter().IsMatch(text, end) || PlaceBefore().IsMatch(text.AsSpan(Math.Max(0, start - 12), Math.Min(12, start)));

    private static FrozenSet<string> Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<![\p{L}'’\-@.\w])\p{L}[\p{L}'’\-]{1,23}(?![\p{L}@\w])")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:in|since|until|last|next|the|of|at)$", RegexOptions.IgnoreCase)]
    private static partial Regex BeforeATimeOrPlace();

    [GeneratedRegex(@"\G(?:\s(?!I\b)\p{Lu}[\p{L}'’\-]{1,30}){1,2}")]
    private static partial Regex Surname();

    [GeneratedRegex(@"\G(?:['’]s)?\s(?:was|has|helped|taught|came|comes|makes|made|does|did|from|at\sthe|on\s(?:the\s)?(?:front\s)?(?:desk|reception|nights|days|ward))\b")]
    private static partial Regex DoesSomething();

    [GeneratedRegex(@"\G(?:['’]s)?(?:\s\p{Lu}\w{1,20})?\s(?:Hospital|Ward|Road|Rd|Street|House|Court|Avenue|Close|Lane|Drive|Centre|Unit|Lodge|Clinic|Surgery|Infirmary|Suite|Building|School|Park|University|College|Church|Square|Place|Terrace|Gardens|Hospice|Wing|Day|Disease|disease|syndrome|ward|hospital|Potter|Nightingale|Lewis|Street|Kyle|Attenborough)\b")]
    private static partial Regex PlaceAfter();

    [GeneratedRegex(@"(?:\b(?:St|Saint|Queen|King|Prince|Princess|Lady|Lord|Mount|Port)\.?\s|@|\b(?:dog|cat|budgie|rabbit)\s)$")]
    private static partial Regex PlaceBefore();
}
