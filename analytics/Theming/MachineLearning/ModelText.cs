namespace CoProduction.Analytics.Theming;

/// <summary>A theme model as text, to travel where ML.NET takes only values.</summary>
internal static class ModelText
{
    public static string Of(ThemeModel model)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        model.Save(writer);
        writer.Flush();
        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    public static ThemeModel Read(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, bytes, out int length)) throw new InvalidDataException("The theme model is damaged.");
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, length));
        return ThemeModel.Load(reader);
    }
}
