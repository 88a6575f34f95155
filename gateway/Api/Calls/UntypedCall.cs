using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace CoProduction.Gateway.Api.Calls;

/// <summary>A call known by its contract alone.</summary>
internal static class UntypedCall
{
    private static readonly ConcurrentDictionary<MethodDescriptor, Method<IMessage, IMessage>> _calls = new();

    public static Method<IMessage, IMessage> Of(MethodDescriptor call) => _calls.GetOrAdd(call, one => new(
        MethodType.Unary, one.Service.FullName, one.Name, MarshallerOf(one.InputType), MarshallerOf(one.OutputType)));

    private static Marshaller<IMessage> MarshallerOf(MessageDescriptor type) => Marshallers.Create(
        (message, context) =>
        {
            context.SetPayloadLength(message.CalculateSize());
            message.WriteTo(context.GetBufferWriter());
            context.Complete();
        },
        context => type.Parser.ParseFrom(context.PayloadAsReadOnlySequence()));
}
