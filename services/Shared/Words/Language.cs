using System.Collections.Frozen;

namespace CoProduction.Shared.Words;

/// <summary>
/// Tells text in another language from English: by letters of another script, or by words of which hardly any is English while several are frequent ones of another language.
/// On thin grounds a text counts as English: dialect, misspellings and names of dishes must not be turned away.
/// </summary>
public static class Language
{
    // Enough to tell, however long a text is.
    private const int MostWords = 400;

    // A name or a dish may be written in its own script within a sentence in English.
    private const double OtherScript = 0.5;
    private const double MostEnglish = 0.4;
    private const double MostEnglishGrammar = 0.2;
    private const int EnoughWords = 6;
    private const double PlainEnglishGrammar = 0.3;
    private const int FewestWords = 3;
    private const int FewestSigns = 2;

    // Frequent little words of languages that people here write in, which are neither English nor ways to misspell it.
    private static readonly FrozenSet<string> s_frequent = """
        yn mae mae'r i'r o'r a'r wedi ddim fy ei eich ein eu gyda hefyd iawn roedd rydw dwi dw rwy rwyf nid oes sydd bod gan gennyf gen i'n chi nhw hi'n yr y dydy ydy hoffwn eisiau angen diolch fawr popeth pan ond am ar at oedd mwy yma
        nie jest się sie że jak mnie mój moja moje mi przez tylko bardzo są dla ale nas nam mam czy już po od na w z do dziękuję proszę który która które jestem być było chcę chciałbym żeby tak też pani pana mieszkam
        e este sunt și si să nu mă ma îmi imi cu pe din la pentru că ca mai foarte am ai au un o unui mea meu mei sau dar când cand prea asta noi vreau aș as fost avem mulțumesc
        el los las una uno y es en por para con que qué no se muy mi mis su sus pero como cuando yo me lo le nos ha han hay está están son fue más del al gracias siempre todo nunca quiero ser también hablan
        os um uma e é em não com que para por do da dos das na nas ao mais muito meu minha seu sua mas quando eu me foi são está tem há obrigado obrigada sempre quero nunca ser também falam
        le les des du de et est en une un je j'ai il elle nous vous ils on ne pas que qui dans pour avec sur ce cette mon ma mes son sa ses mais très c'est n'est au aux plus suis sont être merci toujours jamais voudrais d'un qu'il
        der die das und ist nicht ich ein eine einen mit auf für zu den dem es wir sie mich mir mein meine sehr aber auch wenn von bei war sind haben hat kann immer danke nach wie
        ve bir bu için ile çok da ne ben bana benim değil var yok gibi ama daha en kadar olarak beni biz bize evde her şey ki mi mu olan hiç zaman teşekkür ederim istiyorum
        il lo gli un una di che non è per con sono mi mia mio ha ho sempre molto ma come quando del della dei alla nel più anche questo grazie vorrei mai tutto loro
        waa iyo in ka ku u oo ah aad uma ma la si way wuu wax waxa waxaan waan badan maya igu ii igama ay uu leh lahayn caawimaad mahadsanid mahadsantahay kale guriga aan isla caafimaad
        mujhe mera meri mere hai hain nahi nahin ka ki ke ko se mein aur ye woh bahut kya ho tha thi raha rahi karna chahiye hum aap tum kar ne bhi yeh main liye
        hega haigi sanu mainu menu sada sadi tuhada da di de nu vich nal te bahut changa nahi si han haan asi tusi
        ako ang ng mga sa na ay po ko mo siya sila kami namin hindi ito para lang din ba salamat gusto
        je mi ti si ne na za s z do bol bola som sme sa to že ako tak ale pre pri velmi veľmi ďakujem chcem nemôžem môj moja
        ir yra ne kad aš mano man labai su iš tai bet per nėra ačiū noriu
        un ir nav es man mans mana ļoti bet no ar par paldies
        és a az egy nem hogy van vagyok nekem nagyon csak meg de mint köszönöm szeretnék
        dhe është nuk një të për me në si jam më shumë por faleminderit dua
        na ya wa kwa ni katika la za si yangu sana lakini hapana asante nataka mimi yangu
        ati ni mo wa fun ti ko awọn mi o se pupo gan
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_frequent.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the text is surely not in English.</summary>
    public static bool IsAnother(ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        var tokens = new Tokeniser(text, buffer);
        int words = 0, otherScript = 0, grammar = 0, frequent = 0, accented = 0;
        while (words < MostWords && tokens.Next(out ReadOnlySpan<char> word))
        {
            bool isOtherScript = IsOtherScript(word);
            // Single letters are text-speak as often as words, and a capital may begin a name, which says nothing of the language.
            if (word.Length == 1 && !isOtherScript) continue;
            words++;
            if (isOtherScript) otherScript++;
            else if (s_lookup.Contains(word)) frequent++;
            else if (StopWords.Contains(word)) grammar++;
            else if (word.ContainsAnyExceptInRange('\'', 'z') && char.IsLower(text[tokens.Start])) accented++;
            // Most texts are plainly English after a few words, which saves reading the rest.
            if (words >= EnoughWords && grammar >= words * PlainEnglishGrammar) return false;
        }
        if (otherScript > words * OtherScript) return true;
        return words >= FewestWords && grammar <= words * MostEnglishGrammar && frequent + accented >= FewestSigns
            && English(text) is var english && english <= words * MostEnglish && frequent + accented > english;
    }

    // How many of the words are English ones.
    private static int English(ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        var tokens = new Tokeniser(text, buffer);
        int english = 0;
        for (int words = 0; words < MostWords && tokens.Next(out ReadOnlySpan<char> word);)
        {
            if (word.Length == 1) continue;
            words++;
            if (StopWords.Contains(word) || !s_lookup.Contains(word) && EnglishWords.Contains(word)) english++;
        }
        return english;
    }

    private static bool IsOtherScript(ReadOnlySpan<char> word) => word[0] is >= '\u0370' and < '\u1E00' or > '\u2E80';
}
