namespace CoProduction.Benchmarks;

/// <summary>Real feedback, repeated in turn until there is as much as wanted, a third of it under each question.</summary>
internal sealed class Comments(IReadOnlyList<string> texts)
{
    private static readonly string[] _questions = ["working", "not working", "future"];

    public static Comments Read(string file) => new([.. CsvTable.Read(file, "text").Select(row => row[0])]);

    public IEnumerable<(int Question, string Text)> Take(int count) =>
        Enumerable.Range(0, count).Select(i => (i % 3 + 1, texts[i % texts.Count]));

    /// <summary>A CSV file in the long layout: reference, question, statement. Reviews of another series are others, whatever they say.</summary>
    public byte[] ToCsv(int count, string series = "R")
    {
        using var bytes = new MemoryStream();
        using (var writer = new StreamWriter(bytes))
            Write(writer, count, series);
        return bytes.ToArray();
    }

    /// <summary>The same into a file, of any size.</summary>
    public void WriteCsv(string file, int count)
    {
        using var writer = new StreamWriter(file);
        Write(writer, count, "R");
    }

    private void Write(StreamWriter writer, int count, string series)
    {
        writer.Write("reference,question,statement\n");
        var row = 0;
        foreach (var (question, text) in Take(count))
            writer.Write($"{series}-{++row},{_questions[question - 1]},\"{text.Replace("\"", "\"\"")}\"\n");
    }
}
