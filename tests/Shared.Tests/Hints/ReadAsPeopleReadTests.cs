using CoProduction.Review.V1;
using CoProduction.Shared.Hints;

namespace CoProduction.Shared.Tests.Hints;

/// <summary>Hints read what a person reads, and cover what a person would mark in the text as it was written.</summary>
public sealed class ReadAsPeopleReadTests
{
    [Theory]
    [InlineData("I want to  die", "want to  die")]
    [InlineData("he hit  me last week", "hit  me")]
    [InlineData("he hit\tme last week", "hit\tme")]
    [InlineData("he hit\r\nme last week", "hit\r\nme")]
    [InlineData("he hit\nme last week", "hit\nme")]
    [InlineData("he hit\u00A0me last week", "hit\u00A0me")]
    [InlineData("he hit&nbsp;me last week", "hit&nbsp;me")]
    [InlineData("he hit\u200Bme last week", "hit\u200Bme")]
    [InlineData("he hit\u00ADme last week", "hit\u00ADme")]
    [InlineData("It was sui\u00ADcide", "sui\u00ADcide")]
    [InlineData("It was sui\u200Bcide", "sui\u200Bcide")]
    [InlineData("I don´t want to be here any more", "don´t want to be here")]
    [InlineData("I don`t want to be here any more", "don`t want to be here")]
    [InlineData("I don\u02BCt want to be here any more", "don\u02BCt want to be here")]
    [InlineData("I don’t want to be here any more", "don’t want to be here")]
    [InlineData("I dont want to be here any more", "dont want to be here")]
    [InlineData("They didn`t feed her", "didn`t feed her")]
    [InlineData("I donâ€™t want to be here", "donâ€™t want to be here")]
    [InlineData("I donÃ¢â‚¬â„¢t want to be here", "donÃ¢â‚¬â„¢t want to be here")]
    [InlineData("I donÕt want to be here", "donÕt want to be here")]
    [InlineData("<p>I don&#39;t want to be here any more</p>", "don&#39;t want to be here")]
    [InlineData("I don&amp;#39;t want to be here any more", "don&amp;#39;t want to be here")]
    [InlineData("I don&rsquo;t<br/>want to be <b>here</b>", "don&rsquo;t<br/>want to be <b>here")]
    [InlineData("I DON'T WANT TO BE HERE ANY MORE", "DON'T WANT TO BE HERE")]
    public void Find_HarmHoweverWritten_CoversItsWords(string text, string words) =>
        Assert.Contains(HoldBackHints.Find(text), hint => hint.Kind == HeldKind.Harm && text.Substring(hint.Start, hint.Length).StartsWith(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("SARAH WAS BRILLIANT AND KIND TO ME", "SARAH")]
    [InlineData("SARAH PELLOW CAME EVERY WEEK", "SARAH PELLOW")]
    [InlineData("sarah pellow came every week", "sarah pellow")]
    [InlineData("Sarah  Pellow came every week", "Sarah  Pellow")]
    [InlineData("Si&acirc;n came", "Si&acirc;n")]
    [InlineData("SiÃ¢n came", "SiÃ¢n")]
    [InlineData("Sarah&nbsp;Pellow came", "Sarah&nbsp;Pellow")]
    [InlineData("Yours sincerely Tamsin Pellow", "Tamsin Pellow")]
    [InlineData("yours sincerely tamsin pellow", "tamsin pellow")]
    [InlineData("All good.\nRegards,\nMr T. Pellow", "Mr T. Pellow")]
    [InlineData("All good. Thanks, T Pellow", "T Pellow")]
    [InlineData("Dear Oke, it was good", "Oke")]
    [InlineData("Oke was so patient with me", "Oke")]
    [InlineData("Well done Oke and all", "Oke")]
    [InlineData("my name is tamsin pellow and I need help", "tamsin pellow")]
    [InlineData("my carer oke is lovely", "oke")]
    [InlineData("dr okafor came", "dr okafor")]
    [InlineData("Signed, P. J. Pellow (Mr)", "P. J. Pellow")]
    [InlineData("J.K. on the evening team is brilliant", "J.K")]
    public void Find_Name_CoversAllOfIt(string text, string name)
    {
        var hint = Assert.Single(HoldBackHints.Find(text), hint => hint.Kind == HeldKind.Name);

        Assert.Equal(name, text.Substring(hint.Start, hint.Length));
    }

    [Theory]
    [InlineData("I WILL ALWAYS BE GRATEFUL")]
    [InlineData("My G.P. is lovely")]
    [InlineData("the O.T. was kind")]
    [InlineData("[name] was kind to me")]
    [InlineData("Thanks, [name] and all")]
    [InlineData("Thanks to all the team")]
    [InlineData("Dear Sir or Madam, the food was cold")]
    [InlineData("Thank you NHS")]
    [InlineData("Reablement helped me")]
    [InlineData("Robin on the feeder cheers everyone up")]
    [InlineData("an app called Headspace")]
    [InlineData("It cost £10,000,000 in 2019-2020")]
    [InlineData("I was born in 1950, and it is 10.30 to 11.45 on 12/03/2021")]
    public void Find_NobodysDetail_Nothing(string text) => Assert.DoesNotContain(HoldBackHints.Find(text), hint => hint.Kind != HeldKind.Harm);

    [Theory]
    [InlineData("my date of birth is 1962-04-03", "1962-04-03")]
    [InlineData("my date of birth is 3-Apr-1962", "3-Apr-1962")]
    [InlineData("my date of birth is the 3rd of April 1962", "the 3rd of April 1962")]
    [InlineData("born on the third of April 1962", "the third of April 1962")]
    [InlineData("dob 03041962", "03041962")]
    [InlineData("D.O.B. 3.4.62", "3.4.62")]
    [InlineData("DoB: 3 4 62", "3 4 62")]
    [InlineData("date of birth 3 / 4 / 1962", "3 / 4 / 1962")]
    [InlineData("3/4/1962 is my date of birth", "3/4/1962")]
    [InlineData("my birthday is April 3rd", "April 3rd")]
    [InlineData("date&nbsp;of birth: 1962&#45;04&#45;03", "1962&#45;04&#45;03")]
    public void Find_DateOfBirth_InEveryForm(string text, string date)
    {
        var hint = Assert.Single(HoldBackHints.Find(text), hint => hint.Kind == HeldKind.DateOfBirth);

        Assert.Equal(date, text.Substring(hint.Start, hint.Length));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData("–")]
    [InlineData(".")]
    [InlineData("/")]
    [InlineData(" - ")]
    [InlineData("\u00A0")]
    [InlineData("&nbsp;")]
    public void Find_NumberWithAnySeparator_CoversAllOfIt(string apart)
    {
        foreach (var (kind, parts) in new[] { (HeldKind.NationalInsurance, "QQ 12 34 56 C"), (HeldKind.NhsNumber, "943 476 5919"), (HeldKind.Phone, "07700 900 123") })
        {
            var number = parts.Replace(" ", apart);
            var text = $"it is {number}, I think";
            var hint = Assert.Single(HoldBackHints.Find(text), hint => hint.Kind == kind);
            Assert.Equal(number, text.Substring(hint.Start, hint.Length));
        }
    }
}
