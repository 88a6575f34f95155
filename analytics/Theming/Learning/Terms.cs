using System.Runtime.InteropServices;

namespace CoProduction.Analytics.Theming.Learning;

/// <summary>The terms of one kind that count, and how much each says: the rarer, the more.</summary>
internal sealed class Terms
{
    private readonly string[] _terms;
    private readonly float[] _rarity;
    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private Terms(string[] terms, float[] rarity)
    {
        (_terms, _rarity) = (terms, rarity);
        _numbers = new Dictionary<string, int>(terms.Length);
        for (int term = 0; term < terms.Length; term++) _numbers[terms[term]] = term;
        _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => _terms.Length;

    public int Find(ReadOnlySpan<char> term) => _lookup.TryGetValue(term, out int number) ? number : -1;

    /// <summary>What a term that a text has so many times counts for.</summary>
    public float Weight(int term, int times) => (1 + MathF.Log(times)) * _rarity[term];

    public void Save(BinaryWriter writer)
    {
        writer.Write(_terms.Length);
        foreach (string term in _terms) writer.Write(term);
        FloatArrays.Write(writer, _rarity);
    }

    public static Terms Load(BinaryReader reader)
    {
        var terms = new string[reader.ReadInt32()];
        for (int term = 0; term < terms.Length; term++) terms[term] = reader.ReadString();
        return new Terms(terms, FloatArrays.Read(reader));
    }

    /// <summary>Counts in how many texts each term is.</summary>
    internal sealed class Counter
    {
        private readonly Dictionary<string, Seen> _seen = [];
        private readonly Dictionary<string, Seen>.AlternateLookup<ReadOnlySpan<char>> _lookup;
        private int _text;

        public Counter() => _lookup = _seen.GetAlternateLookup<ReadOnlySpan<char>>();

        public void NextText() => _text++;

        public void Saw(ReadOnlySpan<char> term)
        {
            ref Seen seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_lookup, term, out _);
            if (seen.Last == _text) return;
            seen = new Seen(seen.Texts + 1, _text);
        }

        /// <summary>Those that so many texts have at least, in order of first appearance.</summary>
        public Terms InAtLeast(int fewest)
        {
            var kept = _seen.Where(pair => pair.Value.Texts >= fewest).ToList();
            return new Terms([.. kept.Select(pair => pair.Key)], [.. kept.Select(pair => MathF.Log((1f + _text) / (1f + pair.Value.Texts)) + 1)]);
        }

        private readonly record struct Seen(int Texts, int Last);
    }
}
