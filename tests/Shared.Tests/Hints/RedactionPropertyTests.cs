using CoProduction.Review.V1;
using CoProduction.Shared.Hints;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoProduction.Shared.Tests.Hints;

public sealed class RedactionPropertyTests
{
    /// <summary>However detail and plain words stand together, what is left after redaction would not be held back for detail again.</summary>
    [Property(Arbitrary = [typeof(Texts)], MaxTest = 2000)]
    public void Apply_AnyText_LeavesNoDetail(Said said)
    {
        var redacted = Redaction.Apply(said.Text, HoldBackHints.Find(said.Text));

        Assert.False(Redaction.StillIdentifies(redacted), $"“{said.Text}” became “{redacted}”");
    }

    /// <summary>Every hint lies in the text, so that pages can mark it, and only detail is taken out of the words.</summary>
    [Property(Arbitrary = [typeof(Texts)], MaxTest = 2000)]
    public void Find_AnyText_PointsIntoItInOrder(Said said)
    {
        var hints = HoldBackHints.Find(said.Text);

        Assert.All(hints, hint => Assert.True(hint.Start >= 0 && hint.Length > 0 && hint.End <= said.Text.Length));
        Assert.Equal(hints.OrderBy(hint => hint.Start), hints);
        if (hints.All(hint => hint.Kind == HeldKind.Harm))
            Assert.Equal(said.Text, Redaction.Apply(said.Text, hints));
    }

    public sealed record Said(string Text);

    public static class Texts
    {
        public static Arbitrary<Said> Any() =>
            Gen.Elements(
                "Dr", "J", "A.B.", "Ann", "Marie", "Okafor", "my", "sister", "friend", "called", "named", "Joanna", "Smith-Jones", "Mrs", "nurse", "name is", "O’Neill", "the", "is late", "I", "GP", "Sunday",
                "943 476 5919", "9434765919", "01632 960123", "+44 7700 900123", "(01632)", "960 123", "2", "24", "1998", "£10", "AB 12 34 56 C", "AB123456C", "ZZ99 3WZ", "M1", "1AA",
                "jo@example.org", "(at)", "jo", "Sarah", "rose", "12", "Mill", "Lane", "flat", "born", "3", "May", "3/5/50", "passport", "@jo_b", "NHS number", "dr okafor", "K.", "@", "hitting me", "took my money", "[name]", "😀", "é",
                "sarah", "pellow", "SARAH PELLOW", "Yours sincerely", "Dear", "Oke", "Si&acirc;n", "SiÃ¢n", "O&#39;Neill", "<b>Tamsin</b>", "943&nbsp;476&nbsp;5919", "Ann\u00ADMarie", "dob", "1962-04-03", "QQ-12-34-56-C", "donâ€™t", "jo&#64;example.org", "Rose Cottage", "Thanks")
                .ArrayOf().Resize(10)
                .SelectMany(_ => Gen.Elements(" ", " ", " ", "\n", ", ", "-", "–", ".", "&nbsp;", "\u00A0", "\r\n", "\u200B", "  ", "<br>"), (words, between) => new Said(string.Join(between, words)))
                .ToArbitrary();
    }
}
