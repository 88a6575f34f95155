using CoProduction.Gateway.Api.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CoProduction.Gateway.Api;

/// <summary>REST under /api/v1 and its OpenAPI 3.1 description.</summary>
internal static class ApiExtensions
{
    public static void AddApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "CoProduction",
                Version = "v1",
                Description = "Projects and people, reviews in, themes with \"I\" statements out. Errors are problem details (RFC 9457) with a reason for programs. "
                    + "Whoever asks too often is answered 429, with the seconds to wait in Retry-After.",
            };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(CallDescription.DescribeAsync);
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.HttpMethod is "POST" or "PUT" or "PATCH" or "DELETE")
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = IdempotencyKey.Header,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "A UUID. The same one with the same content gives the first answer again.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                });
            return Task.CompletedTask;
        });
    });

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        var api = app.MapGroup("/api/v1");
        ProjectRoutes.Map(api);
        DeliverRoutes.Map(api);
        ImportRoutes.Map(api);
        PopulationRoutes.Map(api);
        PeopleImportRoutes.Map(api);
        ThemingRoutes.Map(api);
        CallEndpoints.Map(api);
    }
}
