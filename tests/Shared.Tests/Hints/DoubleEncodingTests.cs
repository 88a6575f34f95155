using CoProduction.Shared.Files;

namespace CoProduction.Shared.Tests.Hints;

public sealed class DoubleEncodingTests
{
    [Theory]
    [InlineData("donâ€™t want", "don’t want")]
    [InlineData("donâ\u0080\u0099t", "don’t")]
    [InlineData("donÃ¢â‚¬â„¢t", "don’t")]
    [InlineData("cafÃ©", "café")]
    [InlineData("cafÃƒÂ©", "café")]
    [InlineData("CAFÃ‰", "CAFÉ")]
    [InlineData("Â£20 and Â½", "£20 and ½")]
    [InlineData("SiÃ¢n and ZoÃ«", "Siân and Zoë")]
    [InlineData("Ã€ la carte, voilÃ\u00A0!", "À la carte, voilà!")]
    [InlineData("she said â€œnoâ€ and left", "she said “no” and left")]
    [InlineData("she said â€œnoâ€\u009D and left", "she said “no” and left")]
    [InlineData("zaÅ¼Ã³Å‚Ä‡ gÄ™Å›lÄ…", "zażółć gęślą")]
    [InlineData("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет")]
    [InlineData("good ðŸ˜€", "good 😀")]
    [InlineData("don\u0092t", "don’t")]
    [InlineData("don‚Äôt, caf√©, ¬£5", "don’t, café, £5")]
    [InlineData("donÕt, itÕs, IÕm, theyÕre", "don’t, it’s, I’m, they’re")]
    [InlineData("the nursesÕ room", "the nurses’ room")]
    [InlineData("ÒnoÓ she said", "“no” she said")]
    [InlineData("donÆt", "don’t")]
    [InlineData("don\uFFFDt", "don’t")]
    [InlineData("cafŽ", "café")]
    [InlineData("Ready.Â\u00A0 Next", "Ready.\u00A0 Next")]
    public void Repair_Misread_AsItWasMeant(string misread, string meant)
    {
        Assert.Equal(meant, DoubleEncoding.Repair(misread, out var repaired));
        Assert.True(repaired);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Nothing to repair")]
    [InlineData("café, voilà, Siân, Zoë, naïve, señor, Øystein, £5, 20 °C, ½")]
    [InlineData("« voilà », « café », il a dit « là »…")]
    [InlineData("«\u00A0voilà\u00A0», le «\u00A0café\u00A0»")]
    [InlineData("NÃO, SÃO JOÃO, “IRMÔ, AMANHÃ…, «CAFÉ»")]
    [InlineData("“PÄÄ”, “SMÅ”, 10 Å² per, Ångström")]
    [InlineData("România, câine, întâi, «Â», “Â”")]
    [InlineData("pâte à la crème, âge, château")]
    [InlineData("Õun, Põlva, LIÇÕES, Ó Briain, Sean Ó Sé, Ægir, Þórður Ð")]
    [InlineData("“don’t” – it’s … well — ‘yes’")]
    [InlineData("ÉTÉ, CÔTÉ, À, Ñandú, NIÑO, Ž, ŽIŽEK, Žižek")]
    [InlineData("Привет, Γειά, 你好, שלום, नमस्ते, 😀")]
    [InlineData("the square root √2, ¬p, ‚so‘")]
    public void Repair_RightAlready_StaysAsItIs(string text)
    {
        Assert.Same(text, DoubleEncoding.Repair(text, out var repaired));
        Assert.False(repaired);
    }
}
