using System.Collections.Frozen;

namespace CoProduction.Shared.Files;

/// <summary>
/// What an answer to whether somebody agreed says: a closed list of plain answers, in which how it was given is passed over (“yes, by phone”). Whatever else is
/// there may be a condition or a doubt, so a person is asked.
/// </summary>
public static class ConsentWords
{
    private const int Longest = 100;

    private static readonly FrozenSet<string> _passedOver = Set(
        "by over on in via the a phone telephone call phoned verbal verbally oral orally email mail letter post person writing written form paper sheet signed signature face interview visit meeting "
        + "online today date dated monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
        + "jan feb mar apr jun jul aug sep sept oct nov dec st nd rd th am pm");

    private static readonly FrozenSet<string> _yes = Answers(
        "yes|y|true|agree|agrees|agreed|consent|consents|consented|given|i agree|i do|i consent|they agree|they agreed|she agreed|he agreed|has agreed|have agreed|yes agreed|yes agree|yes i agree|yes i do|"
        + "yes i consent|yes consented|yes given|consent given|yes consent given|consent obtained|permission given|yes permission given|yes please|yes yes|y yes|yes y|obtained|granted|consent granted|permission granted");

    private static readonly FrozenSet<string> _no = Answers(
        "no|n|false|not given|not agreed|not obtained|disagree|disagrees|disagreed|refuse|refuses|refused|decline|declines|declined|withdrawn|withdrew|consent withdrawn|consent refused|consent declined|"
        + "consent not given|no consent|no consent given|i do not|i do not agree|i dont agree|i dont|does not agree|doesnt agree|did not agree|didnt agree|do not agree|dont agree|no thanks|no thank you|"
        + "no i do not|no i do not agree|no i dont|no i dont agree|no not given|no refused|no declined|permission refused|permission not given|i do not consent|i dont consent|did not consent|didnt consent|not consented");

    /// <summary>Yes, no, or null when that is not plain.</summary>
    public static bool? Of(string answer)
    {
        if (answer.Length > Longest || answer.Contains('?'))
            return null;
        if (answer.Trim() is "1" or "✓" or "✔" or "☑" or "✅")
            return true;
        if (answer.Trim() is "0" or "✗" or "✘" or "☒" or "❌")
            return false;
        // Any other letter or sign than of words, dates and what stands between them may change the meaning.
        if (answer.AsSpan().ContainsAny("✓✔☑✅✗✘☒❌☐<>=") || (answer.AsSpan().ContainsAnyInRange('0', '9') && !answer.AsSpan().ContainsAnyInRange('A', 'z')))
            return null;
        var words = string.Join(' ', PlainWords.Of(answer).Split(' ').Where(word => !_passedOver.Contains(word)));
        return _yes.Contains(words) ? true : _no.Contains(words) ? false : null;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();

    private static FrozenSet<string> Answers(string answers) => answers.Split('|').ToFrozenSet();
}
