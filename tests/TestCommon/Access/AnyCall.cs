using CoProduction.Shared.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace CoProduction.TestCommon.Access;

/// <summary>Makes any call of a contract, its request filled with the ids of things that are there, by the names of its fields.</summary>
public sealed class AnyCall
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly MethodDescriptor _descriptor;
    private readonly Method<IMessage, IMessage> _method;

    /// <summary>The call that the contract describes.</summary>
    public AnyCall(MethodDescriptor descriptor)
    {
        _descriptor = descriptor;
        _method = new(TypeOf(descriptor), descriptor.Service.FullName, descriptor.Name, Marshaller(descriptor.InputType), Marshaller(descriptor.OutputType));
    }

    /// <summary>As in the table of permissions.</summary>
    public string Name => _method.FullName;

    /// <summary>Whether the request has a field of one of these names.</summary>
    public bool Names(IReadOnlyDictionary<string, string> ids) => Names(_descriptor.InputType, ids);

    /// <summary>Makes the call and gives how it ended: OK with the answer as JSON (of a stream the first one), or the error with its words.</summary>
    public async Task<(StatusCode Code, string Reason, string Answer)> MakeAsync(CallInvoker invoker, IReadOnlyDictionary<string, string> ids)
    {
        try
        {
            var request = Fill(_descriptor.InputType.Parser.ParseFrom(ByteString.Empty), ids);
            return (StatusCode.OK, "", await AnswerAsync(invoker, request, new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime + _patience)));
        }
        catch (RpcException e)
        {
            var error = ServiceError.From(e);
            return (e.StatusCode, error.Reason, $"{error.Message} {string.Join(' ', error.Violations)}");
        }
    }

    /// <summary>Whether one side of it sends more than one message.</summary>
    public static bool IsStream(MethodDescriptor method) => method.IsClientStreaming || method.IsServerStreaming;

    /// <summary>
    /// Begins a stream and then does nothing more, as a line does that is very slow: of what is to be read only the first message is read; of what is to be sent
    /// all of <paramref name="requests"/> go out, and the end does not.
    /// </summary>
    public async Task<StalledCall> StallAsync(CallInvoker invoker, IEnumerable<IMessage> requests)
    {
        var options = new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(5));
        if (_method.Type == MethodType.ServerStreaming)
        {
            var reading = invoker.AsyncServerStreamingCall(_method, null, options, requests.Single());
            return await reading.ResponseStream.MoveNext(CancellationToken.None)
                ? new(Name, reading, reading.ResponseStream)
                : throw new InvalidOperationException($"{Name} had nothing to say.");
        }
        var sending = invoker.AsyncClientStreamingCall(_method, null, options);
        foreach (var request in requests)
            await sending.RequestStream.WriteAsync(request);
        return new(Name, sending, null);
    }

    private async Task<string> AnswerAsync(CallInvoker invoker, IMessage request, CallOptions options)
    {
        switch (_method.Type)
        {
            case MethodType.Unary:
                return Json(await invoker.AsyncUnaryCall(_method, null, options, request));
            case MethodType.ServerStreaming:
                using (var call = invoker.AsyncServerStreamingCall(_method, null, options, request))
                    return await call.ResponseStream.MoveNext(CancellationToken.None) ? Json(call.ResponseStream.Current) : "";
            case MethodType.ClientStreaming:
                using (var call = invoker.AsyncClientStreamingCall(_method, null, options))
                {
                    await SendAsync(call.RequestStream, request);
                    return Json(await call);
                }
            default:
                throw new NotSupportedException($"{Name} streams both ways.");
        }
    }

    private static async Task SendAsync(IClientStreamWriter<IMessage> stream, IMessage request)
    {
        try
        {
            await stream.WriteAsync(request);
            await stream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // Refused before it was read; the answer says why.
        }
    }

    private static IMessage Fill(IMessage message, IReadOnlyDictionary<string, string> ids)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => !field.IsRepeated))
        {
            if (field.ContainingOneof is { } choice && choice.Accessor.GetCaseFieldDescriptor(message) is not null)
                continue;
            if (field.Name == "request_id")
                field.Accessor.SetValue(message, Guid.CreateVersion7().ToString());
            else if (field.FieldType == FieldType.String && ids.TryGetValue(field.Name, out var id))
                field.Accessor.SetValue(message, id);
            else if (field.FieldType == FieldType.Message && field.MessageType.File.Package.StartsWith("coproduction.", StringComparison.Ordinal))
                field.Accessor.SetValue(message, Fill(field.MessageType.Parser.ParseFrom(ByteString.Empty), ids));
        }
        return message;
    }

    private static bool Names(MessageDescriptor type, IReadOnlyDictionary<string, string> ids) => type.Fields.InDeclarationOrder().Where(field => !field.IsRepeated).Any(field =>
        ids.ContainsKey(field.Name) || field.FieldType == FieldType.Message && field.MessageType.File.Package.StartsWith("coproduction.", StringComparison.Ordinal) && Names(field.MessageType, ids));

    private static string Json(IMessage message) => JsonFormatter.Default.Format(message);

    private static Marshaller<IMessage> Marshaller(MessageDescriptor type) => Marshallers.Create(message => message.ToByteArray(), type.Parser.ParseFrom);

    private static MethodType TypeOf(MethodDescriptor descriptor) => (descriptor.IsClientStreaming, descriptor.IsServerStreaming) switch
    {
        (false, false) => MethodType.Unary,
        (true, false) => MethodType.ClientStreaming,
        (false, true) => MethodType.ServerStreaming,
        _ => MethodType.DuplexStreaming,
    };
}
