using System.Buffers;
using System.Collections.Concurrent;
using CoProduction.Shared.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CoProduction.Shared.Requests;

/// <summary>Looks through every text of a request, whatever its kind, for what no database keeps and no page shows.</summary>
internal static class RequestText
{
    private static readonly SearchValues<char> _suspects = SearchValues.Create(['\0', '\uFFFE', .. Enumerable.Range(0xD800, 0x800).Select(half => (char)half)]);
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> _withText = new();

    /// <summary>INVALID_ARGUMENT naming the field of the first text that has a zero character, half of a pair, or what is no character in it.</summary>
    public static void Check(IMessage message)
    {
        foreach (var field in WithText(message.Descriptor))
        {
            switch (field.Accessor.GetValue(message))
            {
                case string text:
                    Check(text, field);
                    break;
                case IMessage part:
                    Check(part);
                    break;
                case IEnumerable<string> texts:
                    foreach (var text in texts)
                        Check(text, field);
                    break;
                case IEnumerable<IMessage> parts:
                    foreach (var part in parts)
                        Check(part);
                    break;
            }
        }
    }

    private static void Check(string text, FieldDescriptor field)
    {
        if (text.AsSpan().IndexOfAny(_suspects) is >= 0 and var at && !IsWhole(text.AsSpan(at)))
            throw Problem.Invalid(field.Name, "There is a sign in this that cannot be kept. Write it again without it.");
    }

    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\0' or '\uFFFE' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }
        return true;
    }

    // Numbers, bytes and messages of nothing else are not looked at: most of what streams is of that kind.
    private static FieldDescriptor[] WithText(MessageDescriptor message) =>
        _withText.GetOrAdd(message, one => [.. one.Fields.InDeclarationOrder().Where(field => HasText(field, []))]);

    private static bool HasText(FieldDescriptor field, HashSet<MessageDescriptor> above) => field.FieldType switch
    {
        FieldType.String => true,
        FieldType.Message => above.Add(field.MessageType) && field.MessageType.Fields.InDeclarationOrder().Any(part => HasText(part, above)),
        _ => false,
    };
}
