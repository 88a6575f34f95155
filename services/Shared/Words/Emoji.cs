using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace CoProduction.Shared.Words;

/// <summary>The pictures that stand for a thing people speak of; faces and thumbs say how they feel, which is no topic.</summary>
internal static class Emoji
{
    private static readonly FrozenDictionary<int, string> s_words = """
        🚌 bus 🚍 bus 🚐 minibus 🚕 taxi 🚖 taxi 🚗 car 🚙 car 🚆 train 🚂 train 🚲 bike 🚑 ambulance ♿ wheelchair 🦽 wheelchair 🚶 walk
        🍽 food 🍴 food 🍕 pizza 🍔 burger 🍟 chips 🍲 dinner 🍛 curry 🥗 salad 🍎 fruit 🍰 cake 🎂 birthday ☕ coffee 🍵 tea 🥤 drink
        🏠 home 🏡 home 🏥 hospital 🏫 school 🏪 shop 🛒 shopping ⛪ church 🕌 mosque 🌳 garden 🌷 flowers 🌻 flowers 🏖 beach
        💊 medicine 💉 injection 🩺 doctor 🦷 dentist 👓 glasses 🦻 hearing 🛏 bed 🛁 bath 🚿 shower 🚽 toilet 🧹 cleaning 🧺 washing
        📞 phone ☎ phone 📱 phone 💻 computer 📺 television 📖 book 📚 books ✉ letter 💷 money 💰 money 💼 job 🔑 key 🔒 lock
        🎵 music 🎶 music 🎤 singing 🎨 art 🎮 games 🎲 games 🧩 puzzles 🎬 cinema 💃 dancing 🏊 swimming ⚽ football 🎳 bowling 🏀 basketball
        🐶 dog 🐕 dog 🐱 cat 🐈 cat 🐴 horse 👪 family 👭 friends 👫 friends 👶 baby
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToFrozenDictionary(pair => char.ConvertToUtf32(pair[0], 0), pair => pair[1]);

    /// <summary>The word for the picture at a place of the text and how many characters it has; none and 0 when there is none.</summary>
    public static (string? Word, int Length) At(ReadOnlySpan<char> text, int at)
    {
        if (Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length) != OperationStatus.Done) return (null, 0);
        return s_words.TryGetValue(rune.Value, out string? word) ? (word, length) : (null, 0);
    }
}
