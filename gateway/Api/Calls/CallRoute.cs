using CoProduction.Shared.Access;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;

namespace CoProduction.Gateway.Api.Calls;

/// <summary>
/// One call of a service under REST. What stands in the path or, of a GET, in the query fills the fields of that name; a body fills the others; the request's id
/// is the Idempotency-Key. The answer is the call's, without its wrapping when there is only one thing in it.
/// </summary>
internal sealed record CallRoute(string Verb, string Path, MethodDescriptor Call, string Tag, string Summary)
{
    private const string RequestId = "request_id";
    private const string Page = "page";

    /// <summary>As gRPC names it: /package.Service/Method.</summary>
    public string FullName { get; } = $"/{Call.Service.FullName}/{Call.Name}";

    /// <summary>The permission that a program needs for it.</summary>
    public string Permission => Permissions.OfCall(FullName) is var (permission, about) ? about.Instead ?? permission : throw new InvalidOperationException($"{FullName} is not in the table of permissions.");

    /// <summary>Whose call it is: stakeholder for a call of coproduction.stakeholder.v1.</summary>
    public string Module => Call.File.Package.Split('.')[1];

    public bool HasBody => Verb is "POST" or "PUT" or "PATCH";

    public bool Changes => Call.InputType.FindFieldByName(RequestId) is not null;

    public IReadOnlyList<FieldDescriptor> InPath { get; } =
        [.. RoutePatternFactory.Parse(Path).Parameters.Select(parameter => Call.InputType.Fields.InDeclarationOrder().Single(field => field.JsonName == parameter.Name))];

    /// <summary>What the body of a change, or the query of a read, may say; the page of a list is told apart in the query.</summary>
    public IEnumerable<FieldDescriptor> Said => Call.InputType.Fields.InDeclarationOrder().Where(said => !InPath.Contains(said) && said.Name is not (RequestId or Page));

    public bool IsPaged => Call.InputType.FindFieldByName(Page) is not null;

    /// <summary>The one thing in the answer; null when there are none or several.</summary>
    public FieldDescriptor? OnlyThing =>
        Call.OutputType.Fields.InDeclarationOrder() is [{ FieldType: FieldType.Message, IsRepeated: false } only] ? only : null;

    public bool AnswersNothing => Call.OutputType.Fields.InDeclarationOrder().Count == 0;
}
