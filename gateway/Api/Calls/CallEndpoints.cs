using System.Text.Json;
using CoProduction.Shared.Errors;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Gateway.Api.Calls;

/// <summary>Answers what the table of calls under REST lists, each in the same way.</summary>
internal static class CallEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        foreach (var route in CallRoutes.All)
            api.MapMethods(route.Path, [route.Verb], Task<IResult> (HttpContext http) => AnswerAsync(route, http))
                .WithMetadata(route).WithName(route.Call.Name).WithTags(route.Tag).WithSummary(route.Summary);
    }

    private static async Task<IResult> AnswerAsync(CallRoute route, HttpContext http)
    {
        var request = route.Call.InputType.Parser.ParseFrom(ByteString.Empty);
        if (route.HasBody)
            await ReadBodyAsync(route, http, request);
        else
            ReadQuery(route, http.Request.Query, request);
        foreach (var field in route.InPath)
            field.Accessor.SetValue(request, MessageJson.Read((string)http.Request.RouteValues[field.JsonName]!, field));
        if (route.Changes)
            route.Call.InputType.FindFieldByName("request_id").Accessor.SetValue(request, IdempotencyKey.Require(http));
        var calls = http.RequestServices.GetRequiredKeyedService<CallInvoker>(route.Module);
        var answer = await calls.AsyncUnaryCall(UntypedCall.Of(route.Call), null, new CallOptions(cancellationToken: http.RequestAborted), request);
        if (route.AnswersNothing)
            return Results.NoContent();
        return Results.Json(MessageJson.Write(route.OnlyThing is { } only && only.Accessor.GetValue(answer) is IMessage thing ? thing : answer));
    }

    private static async Task ReadBodyAsync(CallRoute route, HttpContext http, IMessage request)
    {
        // Nothing sent is nothing said: what is missing is for the service to tell.
        if (http.Request.ContentLength is 0 || (http.Request.ContentLength is null && http.Request.ContentType is null))
            return;
        if (!http.Request.HasJsonContentType())
            throw Problem.Invalid("body", "Send JSON, with the content type application/json.");
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            MessageJson.Read(body.RootElement, request, route.Said);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half of a pair is found when the words are asked for, and by no name of its own.
            throw Problem.Invalid("body", "This is not JSON. Look for a missing quotation mark, comma or bracket, or a sign that is half of a pair.");
        }
    }

    private static void ReadQuery(CallRoute route, IQueryCollection query, IMessage request)
    {
        foreach (var field in route.Said.Where(field => query.ContainsKey(field.Name)))
            field.Accessor.SetValue(request, MessageJson.Read(query[field.Name].ToString(), field));
        if (!route.IsPaged)
            return;
        var page = new Common.V1.PageRequest { PageToken = query["page_token"].ToString(), PageSize = 50 };
        if (query.ContainsKey("page_size"))
            page.PageSize = int.TryParse(query["page_size"], out var size) ? size : throw Problem.Invalid("page_size", "Send a whole number.");
        route.Call.InputType.FindFieldByName("page").Accessor.SetValue(request, page);
    }
}
