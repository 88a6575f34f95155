using CoProduction.Shared.Hints;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoProduction.Shared.Tests.Hints;

public sealed class TidiedTextTests
{
    [Theory]
    [InlineData("as it is", "as it is")]
    [InlineData("a  b\t\tc\r\nd", "a b c\nd")]
    [InlineData("a&nbsp;&lt;b&amp;gt;", "a <b>")]
    [InlineData("<p>one</p><p>two <b>three</b></p>", "one\ntwo three")]
    [InlineData("<3 and <Sarah>", "<3 and <Sarah>")]
    [InlineData("<a href=\"mailto:jo@example.org\">me</a>", "<a href=\"mailto:jo@example.org\">me")]
    [InlineData("it’s it`s it´s", "it's it's it's")]
    [InlineData("donâ€™t", "don't")]
    [InlineData("so\u00ADft", "soft")]
    [InlineData("R&D; &; &unknown;", "R&D; &; &unknown;")]
    public void Of_Text_AsAPersonReadsIt(string text, string read) => Assert.Equal(read, TidiedText.Of(text).Text);

    /// <summary>Each letter lies where it was written, in order, so that every stretch of what is read is one of the text.</summary>
    [Property(MaxTest = 1000)]
    public Property Of_AnyText_EveryLetterHasItsPlace() =>
        Prop.ForAll(Gen.Elements("a", "B", " ", "  ", "\r\n", "\u00A0", "\u200B", "&amp;", "&#39;", "<p>", "</b>", "<", "&", "â€™", "Ã©", "Ã", "’", "😀", "é", ".").ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var tidied = TidiedText.Of(text);
            var end = 0;
            for (var at = 0; at < tidied.Text.Length; at++)
            {
                Assert.InRange(tidied.StartOf(at), 0, text.Length - 1);
                Assert.InRange(tidied.EndOf(at + 1), tidied.StartOf(at) + 1, text.Length);
                Assert.True(tidied.EndOf(at + 1) >= end);
                end = tidied.EndOf(at + 1);
            }
        });
}
