using System.Globalization;
using System.Text;

namespace CoProduction.EndToEnd.Tests.Fuzz;

/// <summary>Values for fields: mostly such as will do, so that requests get past the first check, and in between what nobody would send.</summary>
internal sealed class Rubbish(Random random, Harvest harvest)
{
    private static readonly string[] _texts =
    [
        "", " ", "\0", "a\0b", "\u0001\u001b\r\n", "\ud83d\ude00", "é", "＝1+1", "=1+1", "'; DROP TABLE project; --", "<script>alert(1)</script>", "%00%zz%", "../../etc/passwd", "{\"a\":1}", "null", "true",
        "-1", "0", "1e999", "NaN", "2147483648", "99999999999999999999", "\u202e\u200b\ufeff", "\uffff\ufffe", "e\u0301\u0301\u0301", "İıſK", "$1 {0} %s @x", "\\", "%", "_", "a,b;c\td\"e", "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff", "{11111111-1111-1111-1111-111111111111}",
    ];

    private static readonly string[] _days =
    [
        "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2024-02-29", "2026-13-01", "-2026-01-01", "1899-12-31", "2199-12-31", "2200-01-01", "26-1-1", "2026-1-1", "２０２６-01-01", "2026-11", "2026-00",
        "infinity", "-infinity", "now", "2026-11-24T10:00:00Z",
    ];

    private static readonly int[] _numbers = [0, 1, 2, 3, 5, 7, 12, 100, 1000, 1001, -1, int.MaxValue, int.MinValue, 65536, 32768, 1_000_000];

    public Random Random => random;

    public bool Chance(double share) => random.NextDouble() < share;

    public T Of<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public int Number() => Chance(0.6) ? random.Next(1, 8) : Chance(0.8) ? Of(_numbers) : random.Next(int.MinValue, int.MaxValue);

    public long Long() => Chance(0.5) ? Number() : Of([0L, -1, long.MaxValue, long.MinValue, 253402300799, 253402300800, -62135596801, -62135596800, 1_764_000_000]);

    public double Double() => Chance(0.5) ? random.NextDouble() : Of([0.0, -1, 2, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon]);

    public byte[] Bytes()
    {
        if (Chance(0.5))
            return Encoding.UTF8.GetBytes(Csv());
        var bytes = new byte[Of([0, 1, 15, 16, 17, 32, 1000])];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A file of reviews, of people or of figures, or of something like it.</summary>
    public string Csv() => Of(
    [
        "question,statement\nworking,The bus comes\n", "name,agreed\nAda Test,yes\n", "area,characteristic,value,people\nHere,age,18-24,100\n", "", "\n\n\n", "\"", "a,b\n\"unclosed", "question;statement\nnot working;" + Text("x"),
        "name,email,agreed\n" + Text("x") + "," + Text("x") + ",yes\n", "reference,working 1,future 1\n1,Kind people," + Text("x") + "\n", "area,characteristic,value,people\nHere,age,,-1\n",
    ]);

    /// <summary>Something for the field of this name, in snake_case.</summary>
    public string For(string name)
    {
        if (name is "request_id" or "idempotency_key")
            return Chance(0.93) ? NewId() : Text(name);
        if (Chance(0.12))
            return Text(name);
        if (name.EndsWith("_on", StringComparison.Ordinal) || name.EndsWith("_by_day", StringComparison.Ordinal) || name is "from" or "to" or "day" or "date" or "month")
            return Chance(0.6) ? Day() : Of(_days);
        if (name == "page_token")
            return Chance(0.5) ? "" : Chance(0.7) ? harvest.One("next_page_token", random) ?? "" : Forged();
        if (Chance(0.85) && harvest.One(name, random) is { } seen)
            return seen;
        if (name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_ids", StringComparison.Ordinal))
            return Chance(0.8) && harvest.One(name.TrimEnd('s'), random) is { } id ? id : NewId();
        return Chance(0.7) ? $"Words {random.Next(1000)}" : Text(name);
    }

    /// <summary>Rubbish, in reason.</summary>
    public string Text(string name) => random.Next(12) switch
    {
        0 => new string('x', Of([100, 101, 200, 201, 300, 1001, 5_001, 20_000])),
        1 => string.Concat(Enumerable.Repeat("\ud83d\ude00", Of([1, 50, 101, 2_000]))),
        2 => Of(_days),
        3 => harvest.One("id", random) ?? name,
        4 => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => char.ConvertFromUtf32(OneOfUnicode()))),
        5 => Forged(),
        _ => Of(_texts),
    };

    public string NewId() => new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))]).ToString();

    private string Day() => new DateOnly(2026, 1, 1).AddDays(random.Next(-400, 800)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private int OneOfUnicode()
    {
        var point = random.Next(0x10FFFF);
        return point is >= 0xD800 and < 0xE000 ? 'x' : point;
    }

    // As tokens once were, as they are but for a letter, cut, and of other kinds.
    private string Forged()
    {
        var token = harvest.One("next_page_token", random) ?? "WyJBIiwiQiIsIkMiXQ";
        return random.Next(4) switch
        {
            0 => Convert.ToBase64String(Encoding.UTF8.GetBytes("[\"0123456789ABCDEF\",\"x\",\"y\",\"z\"]")).TrimEnd('='),
            1 => token[..random.Next(token.Length)],
            2 => token[..^1] + (token[^1] == 'A' ? 'B' : 'A'),
            _ => token + token,
        };
    }
}
