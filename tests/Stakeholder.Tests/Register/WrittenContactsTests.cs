using CoProduction.Stakeholder.Features.People;

namespace CoProduction.Stakeholder.Tests.Register;

/// <summary>Telephone numbers and email addresses as people and spreadsheets write them.</summary>
public sealed class WrittenContactsTests
{
    [Theory]
    [InlineData("07700 900401", "07700 900401")]
    [InlineData("  01632 960001 ", "01632 960001")]
    [InlineData("7700900401", "07700 900401")] // a spreadsheet took the 0 for nothing
    [InlineData("7700900401.0", "07700 900401")]
    [InlineData("447700900401", "+44 7700 900401")]
    [InlineData("4.47700900401E+11", "+44 7700 900401")] // every digit is there
    [InlineData("=\"07700900401\"", "07700900401")]
    [InlineData("'07700900401", "07700900401")]
    [InlineData("\u202A07700\u00A0900401\u202C", "07700 900401")]
    [InlineData("+44 (0)1632 960001", "+44 (0)1632 960001")]
    [InlineData("00 44 1632 960001", "00 44 1632 960001")]
    [InlineData("+353 86 123 4567", "+353 86 123 4567")]
    [InlineData("(01632) 960-001", "(01632) 960-001")]
    [InlineData("01632/960001", "01632/960001")]
    [InlineData("01632 960001 ext 23", "01632 960001 ext 23")]
    [InlineData("18001 01632 960001", "18001 01632 960001")] // through an operator who types
    [InlineData("0800 1111", "0800 1111")]
    [InlineData("tel:01632960001", "01632960001")]
    [InlineData("7,700,900,401", "07700 900401")]
    [InlineData("٠٧٧٠٠ ٩٠٠٤٠١", "07700 900401")]
    [InlineData("01632 960001\\07700 900401", "01632 960001|07700 900401")]
    [InlineData("01632 960001, evenings only", "01632 960001, evenings only")]
    [InlineData("01632 960001 / 07700 900401", "01632 960001|07700 900401")]
    [InlineData("01632 960001;07700 900401", "01632 960001|07700 900401")]
    [InlineData("01632 960001 or 07700 900401", "01632 960001|07700 900401")]
    [InlineData("01632 960001\r\n07700 900401", "01632 960001|07700 900401")]
    [InlineData("01632 960001, 7700900401", "01632 960001|07700 900401")]
    [InlineData("01632 960001 07700 900401", "01632 960001|07700 900401")]
    [InlineData("01632 960001 (home) 07700 900401 (mobile)", "01632 960001 (home)|07700 900401 (mobile)")]
    [InlineData("Home: 01632 960001 Mob: 07700 900401", "Home: 01632 960001|Mob: 07700 900401")]
    [InlineData("07700 900401 (after 6)", "07700 900401 (after 6)")]
    public void Of_TelephoneNumbers_EachIsKept(string words, string details)
    {
        var written = WrittenContacts.Of("phone", words);

        Assert.Null(written.Problem);
        Assert.Equal(details.Split('|'), written.Details);
    }

    [Theory]
    [InlineData("4.477009E+11", "Excel has turned this number into one such as 4.47E+11 and lost its last digits")]
    [InlineData("4.47E+11", "Excel has turned")]
    [InlineData("4,47E+11", "Excel has turned")]
    [InlineData("7.7009E+09 / 01632 960001", "Excel has turned")]
    [InlineData("########", "Make the column wider")]
    [InlineData("ask her sister", "no telephone number")]
    [InlineData("447.7E+09", "Excel has turned")]
    [InlineData("O7700 900401", "too short")] // a letter O
    [InlineData("07700 90040", "too short")]
    [InlineData("943 476 5919", "too short")] // an NHS number, perhaps
    [InlineData("12345", "too short")]
    [InlineData("960001", "too short")]
    [InlineData("01632 9600012345", "too many or too few")]
    [InlineData("01632 960001 / 960002", "no whole telephone number")]
    public void Of_NoTelephoneNumber_SaysWhatHappenedAndQuotesNothing(string words, string problem)
    {
        var written = WrittenContacts.Of("text", words);

        Assert.Empty(written.Details);
        Assert.Contains(problem, written.Problem);
        Assert.DoesNotContain("9600", written.Problem);
    }

    [Theory]
    [InlineData("tam@example.org", "tam@example.org")]
    [InlineData("mailto:tam@example.org", "tam@example.org")]
    [InlineData("mailto:tam@example.org?subject=Hello%20there", "tam@example.org")]
    [InlineData("Tam Pellow <tam@example.org>", "tam@example.org")]
    [InlineData("\"Pellow, Tam\" <tam@example.org>", "tam@example.org")]
    [InlineData("<tam@example.org>", "tam@example.org")]
    [InlineData("[tam@example.org](mailto:tam@example.org)", "tam@example.org")]
    [InlineData("tam@example.org.", "tam@example.org")]
    [InlineData("tam@example.org; oke@example.org", "tam@example.org|oke@example.org")]
    [InlineData("tam@example.org, TAM@example.org", "tam@example.org")]
    [InlineData("tam@example.org or oke@example.org", "tam@example.org|oke@example.org")]
    [InlineData("tam@example.org / oke@example.org", "tam@example.org|oke@example.org")]
    [InlineData("Work: tam@example.org\nHome: oke@example.org", "tam@example.org|oke@example.org")]
    [InlineData("o'brien+list@mail.example.co.uk", "o'brien+list@mail.example.co.uk")]
    [InlineData("zoë@müller.example", "zoë@müller.example")]
    public void Of_EmailAddresses_EachIsKept(string words, string details)
    {
        var written = WrittenContacts.Of("email", words);

        Assert.Null(written.Problem);
        Assert.Equal(details.Split('|'), written.Details);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("not an address @ all")]
    [InlineData("tam @example.org")]
    [InlineData("tam@example")]
    [InlineData("tam@@example.org")]
    [InlineData("tam@example@example.org")]
    [InlineData("@tam")]
    [InlineData("tam@example..org")]
    [InlineData(".tam@example.org")]
    [InlineData("tam@-example.org")]
    [InlineData("tam@example.o")]
    [InlineData("tam@example,org")]
    [InlineData("tam at example.org")]
    [InlineData("ask her sister, tam@example.org")]
    [InlineData("tam@example.org; oke")]
    public void Of_NoEmailAddress_IsRefused(string words)
    {
        var written = WrittenContacts.Of("email", words);

        Assert.Empty(written.Details);
        Assert.Contains("email address", written.Problem);
    }

    [Fact]
    public void Of_WordsInBracketsBesideAnAddress_AreSaidToBeLeftOut()
    {
        Assert.True(WrittenContacts.Of("email", "tam@example.org (work)").LeavesOutWords);
        Assert.False(WrittenContacts.Of("email", "(tam@example.org)").LeavesOutWords);
    }

    [Fact]
    public void Of_OtherChannels_TheWordsAsTheyAre() => Assert.Equal(["Corner shop, 12"], WrittenContacts.Of("somebody", "Corner shop, 12").Details);
}
