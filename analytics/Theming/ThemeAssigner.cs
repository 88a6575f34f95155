using System.Collections.Concurrent;
using System.Text;

namespace CoProduction.Analytics.Theming;

/// <summary>Says to which of the themes found before a text belongs; without any theme, why it is in none. Safe to share.</summary>
public sealed class ThemeAssigner
{
    private readonly ThemeModel? _model;

    internal ThemeAssigner(ThemeModel? model) => _model = model;

    /// <summary>One assignment for each text, in their order; the same on any number of threads (-1: all).</summary>
    public ThemeAssignment[] Assign(IReadOnlyList<string> texts, int maxDegreeOfParallelism, CancellationToken ct) =>
        Assign(texts, new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = ct });

    /// <summary>As bytes, to travel to other processes of the same version; <see cref="Load"/> reads them.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(_model is not null);
        _model?.Save(writer);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Throws <see cref="InvalidDataException"/> or <see cref="EndOfStreamException"/> when another version has saved it, or it is damaged.</summary>
    public static ThemeAssigner Load(byte[] saved)
    {
        using var reader = new BinaryReader(new MemoryStream(saved), Encoding.UTF8);
        return new(reader.ReadBoolean() ? ThemeModel.Load(reader) : null);
    }

    internal ThemeAssignment[] Assign(IReadOnlyList<string> texts, ParallelOptions parallel)
    {
        var assignments = new ThemeAssignment[texts.Count];
        // A thread at a time takes room from the bag, so that there is only as much of it as there are threads.
        var rooms = new ConcurrentBag<Room>();
        Chunks.Run(texts.Count, parallel, (_, from, to) =>
        {
            if (_model is null)
            {
                for (int i = from; i < to; i++) assignments[i] = Unthemed(texts[i]);
                return;
            }
            if (!rooms.TryTake(out Room? room)) room = new Room(new float[_model.Encoder.Dimensions], _model.Encoder.NewScratch());
            for (int i = from; i < to; i++) assignments[i] = _model.Assign(texts[i], room.Row, room.Scratch);
            rooms.Add(room);
        });
        return assignments;
    }

    private static ThemeAssignment Unthemed(string text)
    {
        SetAside kind = AnswerKind.Of(text);
        return new ThemeAssignment(-1, 0, kind == SetAside.None ? SetAside.NotThemed : kind);
    }

    private sealed record Room(float[] Row, StatementEncoder.Scratch Scratch);
}
