using CoProduction.Shared.Mail;
using CoProduction.Shared.Requests;
using FsCheck.Xunit;
using MimeKit;

namespace CoProduction.Shared.Tests.Requests;

/// <summary>What people write stands for itself, wherever it is shown later.</summary>
public sealed class PlainTextTests
{
    private const string Turned = "\u202Etxt.exe\u202C \u2066in\u2069";

    [Theory]
    [InlineData("Ada Lovelace", "Ada Lovelace")]
    [InlineData("Ada\r\nBcc: all@example.org", "Ada Bcc: all@example.org")]
    [InlineData(" Ada \t\u00A0 Lovelace\n", "Ada Lovelace")]
    [InlineData("Ada\u2028\u2029\u0085Lovelace", "Ada Lovelace")]
    [InlineData("A\0d\u0007a\u001B[31m\u007F\u009B", "Ada[31m")]
    [InlineData(Turned, "txt.exe in")]
    [InlineData("👩‍🦽 Zoë, 李\u200Fד", "👩‍🦽 Zoë, 李\u200Fד")]
    public void Text_ControlCharacters_BecomesOnePlainLine(string typed, string kept) => Assert.Equal(kept, Parse.Text(typed, "name", 200, "Give it."));

    [Theory]
    [InlineData("One\r\ntwo\rthree\u2028four", "One\ntwo\nthree\nfour")]
    [InlineData("One\tand\u0007 two\0\u202E\n\n", "One\tand two")]
    public void Lines_ControlCharacters_KeepsLineBreaksAlone(string typed, string kept) => Assert.Equal(kept, Parse.Lines(typed, "words", 200, "Write it."));

    [Property(MaxTest = 500)]
    public void OneLine_AnyText_IsOneLineAndStaysAsItIs(string? typed)
    {
        var line = PlainText.OneLine(typed ?? "");

        Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
        Assert.Equal(line, PlainText.OneLine(line));
    }

    [Property(MaxTest = 500)]
    public void Lines_AnyText_HasNoControlsButLineBreaksAndTabs(string? typed)
    {
        var lines = PlainText.Lines(typed ?? "");

        Assert.DoesNotContain(lines, c => char.IsControl(c) && c is not ('\n' or '\t'));
        Assert.Equal(lines, PlainText.Lines(lines));
    }

    [Fact]
    public void MailMessages_OfNamesFromBefore_HasNoHeaderAndNoControlOfTheirs()
    {
        using var message = MailMessages.From(new("ada@example.org", "For Ada\r\nBcc: all@example.org\r\n\r\nElse", "Hello\u202E\u0007\r\nthere"), new MailboxAddress("We", "we@example.org"));

        Assert.Equal("For Ada Bcc: all@example.org Else", message.Subject);
        Assert.Empty(message.Bcc);
        Assert.Equal("Hello\nthere", Assert.IsType<TextPart>(message.Body).Text.ReplaceLineEndings("\n"));
        Assert.Equal(["ada@example.org"], message.GetRecipients().Select(to => to.Address));
    }
}
