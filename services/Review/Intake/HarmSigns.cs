using System.Text.RegularExpressions;

namespace CoProduction.Review.Intake;

/// <summary>
/// Words by which people tell of abuse, neglect, or thoughts of suicide. They are meant to miss little; a person decides what they mean.
/// </summary>
internal static class HarmSigns
{
    private static readonly string[] _signs =
    [
        // Violence and rough handling
        @"(?:hit|hits|hitting|slap(?:s|ped)?|punch(?:es|ed)?|kick(?:s|ed)?|shove[sd]?|pinch(?:es|ed)?|grab(?:s|bed)?|push(?:es|ed)?)\s(?:me|him|her|us|mum|dad|my\s(?:son|daughter|mum|mother|dad|father|husband|wife))\b",
        @"(?:hurts?|hurting)\s(?:me|him|her)\b(?!\s(?:back|feelings|leg|arm|knee|hip|shoulder|to\ssee))",
        @"rough(?:ly)?\s(?:with|handl\w+|when|treat\w+)", @"handl(?:es|ed|ing)\s(?:me|him|her)\s(?:too\s|very\s|so\s)?rough\w*", @"manhandl\w+", @"bruis(?:e|es|ed|ing)\b", @"black\seye",
        // Abuse, threats, fear
        @"abus(?:e|ed|es|er|ing|ive)\b", @"assault\w*", @"rap(?:e|ed)\b", @"molest\w*", @"touch(?:es|ed|ing)?\s(?:me|her|him)\b", @"threaten\w*", @"bull(?:y|ies|ied|ying)\b", @"humiliat\w+",
        @"(?:shout|shouts|shouted|shouting|scream|screams|screamed|screaming|swear|swears|swore|swearing|yell|yells|yelled|yelling)\sat\s(?:me|him|her|us|mum|dad|my|the)\b",
        @"(?:frightened|scared|afraid|terrified)\sof\s(?:him|her|them|my|what\s(?:he|she|they)|the\s(?:carer|staff|worker|man|woman|night))", @"lock(?:s|ed)?\s(?:me|him|her)\s(?:in|out|up)\b",
        // Neglect
        @"neglect\w*", @"(?:left|leaves?|lying|sat|sitting)\s(?:\w+\s){0,3}(?:wet|soiled|dirty)\b", @"(?:wet|soiled)\s(?:bed|pad|clothes|sheets?)", @"(?:without|no)\s(?:any\s)?(?:food|water|medication|tablets)\s(?:for|all|since)",
        @"(?:not|never|wasn'?t|isn'?t)\s(?:been\s)?(?:fed|washed)\b", @"going\shungry", @"starv(?:e|ed|ing)\b", @"bed\s?sores?|pressure\ssores?",
        // Money taken
        @"(?:stole|stolen|steal|steals|stealing)\b", @"(?:took|takes|taken|taking|helps?\s(?:him|her)self\sto)\s(?:all\s|some\sof\s)?(?:my|his|her|mum's|dad's)\s(?:money|purse|wallet|pension|bank\scard|card|cash|benefits)",
        @"(?:money|cash|purse|wallet|pension|bank\scard)\s(?:(?:has|have|had|was|were|is|gets?|got|keeps?)\s)?(?:(?:been|being)\s)?(?:gone\smissing|going\smissing|goes\smissing|went\smissing|missing|taken|disappear\w*)",
        // Thoughts of suicide and self-harm
        @"suicid\w*", @"self[\s\-]?harm\w*", @"(?:kill|killing|harm|harming|hurt|hurting|cut|cutting)\smy\s?self", @"overdos\w+", @"end(?:ing)?\s(?:it\sall|my\slife)", @"tak(?:e|ing)\smy\s(?:own\s)?life",
        @"(?:do\s?n'?t|do\snot|did\s?n'?t|dinnae)\swant\sto\s(?:be\shere|live|wake\sup|be\salive|go\son|carry\son)", @"better\soff\s(?:dead|without\sme)", @"wish\si\s(?:was|were)\s(?:dead|not\shere)",
        @"no\s(?:point|reason)\s(?:in\s|to\s)?(?:living|live|going\son|being\shere)", @"not\sworth\sliving", @"ca\s?n'?t\sgo\son\b",
    ];

    public static Regex Pattern { get; } = new(
        @"\b(?:" + string.Join('|', _signs).Replace("'", "['’]") + ")", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);
}
