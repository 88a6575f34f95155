using System.Collections.Concurrent;
using System.Text;

namespace CoProduction.Analytics.Theming;

/// <summary>Says to which of the themes found before a text belongs; without any theme, why it is in none. Safe to share.</summary>
public sealed class ThemeAssigner
{
    private readonly ThemeModel? _model;
    private readonly ConcurrentBag<Room> _rooms = [];

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

    /// <summary>Where one text belongs.</summary>
    public ThemeAssignment Assign(ReadOnlySpan<char> text)
    {
        if (_model is null)
        {
            SetAside kind = AnswerKind.Of(text);
            return new ThemeAssignment(-1, 0, kind == SetAside.None ? SetAside.NotThemed : kind);
        }
        // A thread at a time takes room from the bag, so that there is only as much of it as there are threads.
        if (!_rooms.TryTake(out Room? room)) room = new Room(new float[_model.Encoder.Dimensions], _model.Encoder.NewScratch());
        ThemeAssignment assignment = _model.Assign(text, room.Row, room.Scratch);
        _rooms.Add(room);
        return assignment;
    }

    internal ThemeAssignment[] Assign(IReadOnlyList<string> texts, ParallelOptions parallel)
    {
        var assignments = new ThemeAssignment[texts.Count];
        Chunks.Run(texts.Count, parallel, (_, from, to) =>
        {
            for (int i = from; i < to; i++) assignments[i] = Assign(texts[i]);
        });
        return assignments;
    }

    private sealed record Room(float[] Row, StatementEncoder.Scratch Scratch);
}
