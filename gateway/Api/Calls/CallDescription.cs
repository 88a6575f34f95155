using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CoProduction.Gateway.Api.Calls;

/// <summary>Says in the OpenAPI document what a call under REST takes and answers, as its contract has it.</summary>
internal static class CallDescription
{
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<CallRoute>().FirstOrDefault() is { } route)
            Describe(operation, route, context.Document!);
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiOperation operation, CallRoute route, OpenApiDocument document)
    {
        operation.Parameters = [.. route.InPath.Select(field => new OpenApiParameter { Name = field.JsonName, In = ParameterLocation.Path, Required = true, Schema = InPath(route, field) })];
        if (route.HasBody)
            operation.RequestBody = new OpenApiRequestBody { Content = Json(ObjectOf(route.Said, document)) };
        else
            foreach (var (name, schema) in QueryOf(route, document))
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = schema });
        operation.Responses = new OpenApiResponses
        {
            [route.AnswersNothing ? "204" : "200"] = route.AnswersNothing
                ? new OpenApiResponse { Description = "Done" }
                : new OpenApiResponse { Description = "OK", Content = Json(ReferenceTo(route.OnlyThing?.MessageType ?? route.Call.OutputType, document)) },
            ["default"] = new OpenApiResponse { Description = "Problem details (RFC 9457) with a reason for programs" },
        };
    }

    private static OpenApiSchema InPath(CallRoute route, FieldDescriptor field) =>
        new() { Type = JsonSchemaType.String, Format = route.Path.Contains($"{{{field.JsonName}:guid}}", StringComparison.Ordinal) ? "uuid" : null };

    private static IEnumerable<(string Name, IOpenApiSchema Schema)> QueryOf(CallRoute route, OpenApiDocument document)
    {
        foreach (var field in route.Said)
            yield return (field.Name, SchemaOf(field, document));
        if (!route.IsPaged)
            yield break;
        yield return ("page_size", new OpenApiSchema { Type = JsonSchemaType.Integer });
        yield return ("page_token", new OpenApiSchema { Type = JsonSchemaType.String });
    }

    private static Dictionary<string, OpenApiMediaType> Json(IOpenApiSchema schema) => new() { ["application/json"] = new OpenApiMediaType { Schema = schema } };

    private static OpenApiSchema ObjectOf(IEnumerable<FieldDescriptor> fields, OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = fields.ToDictionary(field => field.JsonName, field => SchemaOf(field, document)),
    };

    private static IOpenApiSchema ReferenceTo(MessageDescriptor message, OpenApiDocument document)
    {
        if (document.Components?.Schemas?.ContainsKey(message.Name) != true)
            document.AddComponent(message.Name, ObjectOf(message.Fields.InDeclarationOrder(), document));
        return new OpenApiSchemaReference(message.Name, document);
    }

    private static IOpenApiSchema SchemaOf(FieldDescriptor field, OpenApiDocument document) => field.IsRepeated
        ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = OneOf(field, document) }
        : OneOf(field, document);

    private static IOpenApiSchema OneOf(FieldDescriptor field, OpenApiDocument document) => field.FieldType switch
    {
        FieldType.String => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null },
        FieldType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        FieldType.Int32 or FieldType.Int64 => new OpenApiSchema { Type = JsonSchemaType.Integer },
        FieldType.Double => new OpenApiSchema { Type = JsonSchemaType.Number },
        FieldType.Enum => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Enum = [.. MessageJson.Choices(field.EnumType)] },
        FieldType.Message when field.MessageType == Timestamp.Descriptor => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" },
        FieldType.Message => ReferenceTo(field.MessageType, document),
        _ => throw new NotSupportedException($"{field.FullName} has no form in JSON."),
    };
}
