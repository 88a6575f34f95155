using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Shared.Paging;

/// <summary>Seals the sort keys of a page's last row into a token (AES-256-GCM), which nobody can read, change, or use as somebody else or for another list.</summary>
internal sealed class PageTokens(byte[] key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>The token of these keys, for the address of a page. <paramref name="boundTo"/>: who asks for which list, and gets nothing for it with anything else.</summary>
    public string Seal(IReadOnlyList<string> keys, IReadOnlyList<string> boundTo)
    {
        var open = Pack(keys);
        var token = new byte[NonceLength + open.Length + TagLength];
        var nonce = token.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, open, token.AsSpan(NonceLength, open.Length), token.AsSpan(NonceLength + open.Length), Pack(boundTo));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The keys; null when the token was not sealed with this key for the same.</summary>
    public string[]? Open(string text, IReadOnlyList<string> boundTo)
    {
        try
        {
            var token = Base64Url.DecodeFromChars(text);
            if (token.Length < NonceLength + TagLength)
                return null;
            var open = new byte[token.Length - NonceLength - TagLength];
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(token.AsSpan(0, NonceLength), token.AsSpan(NonceLength, open.Length), token.AsSpan(NonceLength + open.Length), open, Pack(boundTo));
            return Unpack(open);
        }
        catch (Exception e) when (e is FormatException or AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // Each with its length before it: two lists of texts never come to the same bytes.
    private static byte[] Pack(IReadOnlyList<string> texts)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
            writer.Write(text);
        return bytes.ToArray();
    }

    private static string[] Unpack(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var texts = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = reader.ReadString();
        return texts;
    }
}
