using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace CoProduction.Shared.Grpc;

/// <summary>A service of another module that this one calls.</summary>
internal sealed record CalledService(string Module, ServiceDescriptor Descriptor)
{
    private static readonly string[] _reading = ["Get", "List", "Resolve"];

    public static CalledService Of<TClient>(string module) where TClient : ClientBase<TClient> =>
        new(module, (ServiceDescriptor)typeof(TClient).DeclaringType!.GetProperty("Descriptor")!.GetValue(null)!);

    /// <summary>The calls that do no more when they are made twice: those that read, and those whose request_id makes the second answer the first. Streams are not made again.</summary>
    public IEnumerable<MethodName> Repeatable =>
        from method in Descriptor.Methods
        where !method.IsClientStreaming && !method.IsServerStreaming
        where _reading.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal)) || method.InputType.FindFieldByName("request_id") is not null
        select new MethodName { Service = Descriptor.FullName, Method = method.Name };
}
