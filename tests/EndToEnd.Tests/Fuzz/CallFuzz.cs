using System.Collections;
using CoProduction.EndToEnd.Tests.Distributed;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;

namespace CoProduction.EndToEnd.Tests.Fuzz;

/// <summary>Every RPC of the contracts, its messages made up by their descriptions, by callers who may and callers who may not.</summary>
internal sealed class CallFuzz : IDisposable
{
    private const int Deepest = 6;
    private static readonly string[] _endingAccess = ["RemoveMembership", "GrantMembership", "ErasePerson", "RevokeApiToken", "TakeOverApiToken"];
    private readonly Dictionary<string, GrpcChannel> _channels;
    private readonly TokenIssuer _operator;
    private readonly TokenIssuer _worker;
    private readonly Harvest _harvest;

    public CallFuzz(string dataFolder, Harvest harvest)
    {
        _harvest = harvest;
        // All in one process listen at sockets in the folder; of those in their own each has its address in its environment.
        var listening = StartedProcesses.ListeningOf(dataFolder).ToLookup(process => process.Module, process => process.Address);
        _channels = new[] { "stakeholder", "review" }.ToDictionary(module => module, module => ServiceAddress.Open(listening[module].FirstOrDefault() ?? $"unix:{dataFolder}/sockets/{module}.sock"));
        _operator = Issuer("operator");
        _worker = Issuer("workers");

        TokenIssuer Issuer(string whose) => new(
            TokenKeys.From(new ConfigurationBuilder().AddInMemoryCollection([new("Identity:KeyFile", Path.Combine(dataFolder, "keys", whose, "key.pem"))]).Build()), TimeProvider.System);
    }

    public static IReadOnlyList<MethodDescriptor> All { get; } =
    [
        .. typeof(ReviewService).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<ServiceDescriptor>().Distinct().SelectMany(service => service.Methods).OrderBy(method => method.FullName, StringComparer.Ordinal),
    ];

    /// <summary>The partnership of the sample.</summary>
    public Guid Partnership { get; set; }

    /// <summary>Somebody who has an account.</summary>
    public Guid Account { get; set; }

    public void Dispose()
    {
        foreach (var channel in _channels.Values)
            channel.Dispose();
    }

    /// <summary>Makes a call with nothing wrong in it, such as to look around first; gives its answer.</summary>
    public async Task<TResponse> AskAsync<TClient, TResponse>(Caller caller, Func<TClient, AsyncUnaryCall<TResponse>> ask) where TClient : ClientBase<TClient> where TResponse : IMessage
    {
        var module = typeof(TClient).Namespace!.Contains("Review", StringComparison.Ordinal) ? "review" : "stakeholder";
        var client = (TClient)Activator.CreateInstance(typeof(TClient), _channels[module].Intercept(headers =>
        {
            headers.Add("authorization", "Bearer " + _operator.Issue(caller));
            return headers;
        }))!;
        var answer = await ask(client);
        _harvest.Add(answer);
        return answer;
    }

    public async Task<Tried> TryAsync(MethodDescriptor method, Rubbish rubbish)
    {
        var module = method.File.Package switch
        {
            "coproduction.review.v1" => "review",
            "coproduction.stakeholder.v1" => "stakeholder",
            _ => rubbish.Of(["review", "stakeholder"]),
        };
        var role = RoleFor(method, rubbish);
        // Whoever runs an installation has an account; everybody else may be anybody.
        var person = role == Roles.Operator ? Account : Guid.Parse(SomeId(rubbish.Chance(0.7) ? _harvest.One("person_id", rubbish.Random) : null, rubbish));
        var caller = new Caller(person, "Fuzz", rubbish.Chance(0.96) ? Partnership : null, [role]);
        var messages = Enumerable.Range(0, method.IsClientStreaming ? rubbish.Random.Next(4) : 1).Select(_ => BytesOf(method, rubbish)).ToList();
        var type = (method.IsClientStreaming, method.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (true, false) => MethodType.ClientStreaming,
            (false, true) => MethodType.ServerStreaming,
            _ => MethodType.DuplexStreaming,
        };
        var call = new Method<byte[], byte[]>(type, method.Service.FullName, method.Name, Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(bytes => bytes, bytes => bytes));
        var token = rubbish.Chance(0.01) ? rubbish.Text("token").Replace('\r', ' ').Replace('\n', ' ') : (role == Roles.Worker ? _worker : _operator).Issue(caller);
        var options = new CallOptions(new Metadata { { "authorization", "Bearer " + new string([.. token.Where(letter => letter is > ' ' and < '\u007f')]) } }, TimeProvider.System.GetUtcNow().UtcDateTime + FuzzRun.Longest);
        return await Tried.AsAsync("RPC", method.FullName, () => $"as {role} to {module}: {string.Join("; then ", messages.Select(bytes => Words(method, bytes)))}", async () =>
        {
            try
            {
                var answers = await AnswersAsync(_channels[module].CreateCallInvoker(), call, options, messages);
                foreach (var answer in answers)
                    _harvest.Add(method.OutputType.Parser.ParseFrom(answer));
                return ("OK", "", false);
            }
            catch (RpcException e)
            {
                return (e.StatusCode.ToString(), e.Status.Detail, e.StatusCode is StatusCode.Unknown or StatusCode.Internal or StatusCode.DataLoss or StatusCode.DeadlineExceeded);
            }
        });
    }

    private static async Task<List<byte[]>> AnswersAsync(CallInvoker invoker, Method<byte[], byte[]> call, CallOptions options, List<byte[]> messages)
    {
        switch (call.Type)
        {
            case MethodType.Unary:
                return [await invoker.AsyncUnaryCall(call, null, options, messages[0])];
            case MethodType.ServerStreaming:
                using (var stream = invoker.AsyncServerStreamingCall(call, null, options, messages[0]))
                {
                    var answers = new List<byte[]>();
                    while (answers.Count < 20 && await stream.ResponseStream.MoveNext(CancellationToken.None))
                        answers.Add(stream.ResponseStream.Current);
                    return answers;
                }
            case MethodType.ClientStreaming:
                using (var stream = invoker.AsyncClientStreamingCall(call, null, options))
                {
                    try
                    {
                        foreach (var message in messages)
                            await stream.RequestStream.WriteAsync(message);
                        await stream.RequestStream.CompleteAsync();
                    }
                    catch (Exception e) when (e is RpcException or InvalidOperationException)
                    {
                        // Refused before it was all sent; the answer says why.
                    }
                    return [await stream];
                }
            default:
                throw new NotSupportedException($"{call.FullName} streams both ways.");
        }
    }

    private static string RoleFor(MethodDescriptor method, Rubbish rubbish)
    {
        var row = Permissions.OfCall($"/{method.Service.FullName}/{method.Name}");
        if (row is var (permission, about) && rubbish.Chance(0.93))
        {
            var may = Roles.All.Where(role => Permissions.Gives(permission, [role]) || (about.Instead is { } instead && Permissions.Gives(instead, [role]))).Order(StringComparer.Ordinal).ToList();
            if (may.Count > 0)
                return rubbish.Of(may);
        }
        return rubbish.Of([.. Roles.All.Order(StringComparer.Ordinal)]);
    }

    private static string SomeId(string? seen, Rubbish rubbish) => Guid.TryParse(seen, out _) ? seen : rubbish.NewId();

    private byte[] BytesOf(MethodDescriptor method, Rubbish rubbish)
    {
        var message = method.InputType.Parser.ParseFrom(ByteString.Empty);
        Fill(message, rubbish, 0, _endingAccess.Contains(method.Name));
        var bytes = message.ToByteArray();
        // One byte that is no UTF-8 at any place, or the end cut off.
        if (bytes.Length > 0 && rubbish.Chance(0.03))
            bytes[rubbish.Random.Next(bytes.Length)] = 0xFF;
        return bytes.Length > 0 && rubbish.Chance(0.01) ? bytes[..^1] : bytes;
    }

    private void Fill(IMessage message, Rubbish rubbish, int depth, bool endsAccess)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (rubbish.Chance(field.ContainingOneof is null ? 0.12 : 0.5) || (depth >= Deepest && field.FieldType == FieldType.Message))
                continue;
            if (field.IsMap)
                continue;
            if (!field.IsRepeated)
            {
                field.Accessor.SetValue(message, One(field, rubbish, depth, endsAccess));
                continue;
            }
            var list = (IList)field.Accessor.GetValue(message);
            for (var left = rubbish.Chance(0.01) ? 1_500 : rubbish.Random.Next(4); left > 0; left--)
                list.Add(One(field, rubbish, depth, endsAccess));
        }
    }

    private object One(FieldDescriptor field, Rubbish rubbish, int depth, bool endsAccess)
    {
        switch (field.FieldType)
        {
            case FieldType.String:
                var text = rubbish.For(field.Name);
                return endsAccess && _harvest.Protected.Contains(text) ? rubbish.NewId() : text;
            case FieldType.Bool:
                return rubbish.Chance(0.5);
            case FieldType.Enum:
                return System.Enum.ToObject(field.EnumType.ClrType, rubbish.Chance(0.9) ? rubbish.Of<EnumValueDescriptor>([.. field.EnumType.Values]).Number : rubbish.Number());
            case FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32:
                return rubbish.Number();
            case FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64:
                return rubbish.Long();
            case FieldType.UInt32 or FieldType.Fixed32:
                return (uint)rubbish.Number();
            case FieldType.UInt64 or FieldType.Fixed64:
                return (ulong)rubbish.Long();
            case FieldType.Double:
                return rubbish.Double();
            case FieldType.Float:
                return (float)rubbish.Double();
            case FieldType.Bytes:
                return ByteString.CopyFrom(rubbish.Bytes());
            case FieldType.Message when field.MessageType == Timestamp.Descriptor:
                return new Timestamp { Seconds = rubbish.Long(), Nanos = rubbish.Chance(0.8) ? 0 : rubbish.Number() };
            case FieldType.Message:
                var part = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                Fill(part, rubbish, depth + 1, endsAccess);
                return part;
            default:
                throw new NotSupportedException($"{field.FullName} cannot be made up.");
        }
    }

    private static string Words(MethodDescriptor method, byte[] bytes)
    {
        var base64 = Convert.ToBase64String(bytes);
        try
        {
            var json = new JsonFormatter(JsonFormatter.Settings.Default).Format(method.InputType.Parser.ParseFrom(bytes));
            return $"{(json.Length > 1_500 ? json[..1_500] : json)} = {(base64.Length > 3_000 ? base64[..3_000] : base64)}";
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidOperationException or ArgumentException)
        {
            return base64;
        }
    }
}
