using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoProduction.Shared.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Gateway.Api.Calls;

/// <summary>
/// A message as JSON, in the style of all of REST: names in camelCase, choices in snake_case without their kind's name, points in time in ISO 8601, and null
/// where nothing is said.
/// </summary>
internal static class MessageJson
{
    public static JsonObject Write(IMessage message) =>
        new(message.Descriptor.Fields.InDeclarationOrder().Select(field => KeyValuePair.Create(field.JsonName, Write(field, message))));

    /// <summary>Fills these fields; INVALID_ARGUMENT names what is not one of them or will not do.</summary>
    public static void Read(JsonElement json, IMessage message, IEnumerable<FieldDescriptor> fields)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Problem.Invalid("body", "Send an object.");
        var known = fields.ToDictionary(field => field.JsonName);
        foreach (var property in json.EnumerateObject())
        {
            if (!known.TryGetValue(property.Name, out var field))
                throw Problem.Invalid(property.Name, known.Count == 0 ? "Leave this out." : $"Leave this out, or choose one of {string.Join(", ", known.Keys)}.");
            if (property.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (field.IsRepeated)
                ReadList(property.Value, field, (IList)field.Accessor.GetValue(message));
            else
                field.Accessor.SetValue(message, Read(property.Value, field));
        }
    }

    /// <summary>One value as words, such as a query has.</summary>
    public static object Read(string words, FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => words,
        FieldType.Bool when bool.TryParse(words, out var yes) => yes,
        FieldType.Bool => throw Problem.Invalid(field.Name, "Send true or false."),
        FieldType.Int32 when int.TryParse(words, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        FieldType.Int32 => throw Problem.Invalid(field.Name, "Send a whole number."),
        FieldType.Enum => ReadChoice(words, field),
        _ => throw new NotSupportedException($"{field.FullName} cannot stand in a query."),
    };

    /// <summary>The choices that a field offers.</summary>
    public static IEnumerable<string> Choices(EnumDescriptor choices) => choices.Values.Where(value => value.Number != 0).Select(Name);

    private static JsonNode? Write(FieldDescriptor field, IMessage message)
    {
        if (field.HasPresence && !field.Accessor.HasValue(message))
            return null;
        var value = field.Accessor.GetValue(message);
        return field.IsRepeated ? new JsonArray([.. ((IList)value).Cast<object>().Select(one => Write(field, one))]) : Write(field, value);
    }

    private static JsonNode? Write(FieldDescriptor field, object value) => value switch
    {
        Timestamp at => JsonValue.Create(at.ToDateTimeOffset()),
        IMessage message => Write(message),
        string words => words.Length > 0 ? JsonValue.Create(words) : null,
        bool yes => JsonValue.Create(yes),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        _ when field.FieldType == FieldType.Enum => (int)value == 0 ? null : JsonValue.Create(Name(field.EnumType.FindValueByNumber((int)value))),
        _ => throw new NotSupportedException($"{field.FullName} has no form in JSON."),
    };

    private static void ReadList(JsonElement json, FieldDescriptor field, IList list)
    {
        if (json.ValueKind != JsonValueKind.Array)
            throw Problem.Invalid(field.Name, "Send a list.");
        foreach (var one in json.EnumerateArray())
            list.Add(Read(one, field));
    }

    private static object Read(JsonElement json, FieldDescriptor field)
    {
        switch (field.FieldType)
        {
            case FieldType.String:
                return json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Problem.Invalid(field.Name, "Send words.");
            case FieldType.Bool:
                return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : throw Problem.Invalid(field.Name, "Send true or false.");
            case FieldType.Int32:
                return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) ? number : throw Problem.Invalid(field.Name, "Send a whole number.");
            case FieldType.Enum:
                return ReadChoice(json.ValueKind == JsonValueKind.String ? json.GetString()! : "", field);
            case FieldType.Message:
                var message = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                Read(json, message, field.MessageType.Fields.InDeclarationOrder());
                return message;
            default:
                throw new NotSupportedException($"{field.FullName} cannot be sent as JSON.");
        }
    }

    private static object ReadChoice(string words, FieldDescriptor field)
    {
        var chosen = field.EnumType.Values.FirstOrDefault(value => value.Number != 0 && Name(value) == words)
            ?? throw Problem.Invalid(field.Name, $"Choose one of {string.Join(", ", Choices(field.EnumType))}.");
        return System.Enum.ToObject(field.EnumType.ClrType, chosen.Number);
    }

    // PROPOSED_BY_STAFF of ProposedBy is staff.
    private static string Name(EnumValueDescriptor value) =>
        value.Name[(JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.EnumDescriptor.Name).Length + 1)..].ToLowerInvariant();
}
