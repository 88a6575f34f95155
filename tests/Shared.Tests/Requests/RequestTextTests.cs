using System.Text;
using CoProduction.Messages.V1;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Shared.Tests.Notes;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon;
using CoProduction.TestCommon.Modules;
using CoProduction.TestCommon.Postgres;
using FsCheck;
using FsCheck.Xunit;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Shared.Tests.Requests;

public sealed class RequestTextTests(TestPostgres postgres)
{
    [Property]
    public void Check_AnyTextAnywhere_RefusedWhenItCannotBeKept(NonNull<string> text)
    {
        var canBeKept = !text.Get.Contains('\0') && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)) == text.Get;
        CreatePersonRequest[] requests =
        [
            new() { Profile = new() { DisplayName = text.Get } },
            new() { RequestId = text.Get },
            new() { Profile = new() { Skills = { "cooking", text.Get } } },
        ];

        Assert.All(requests, request => Assert.Equal(canBeKept, Record.Exception(() => RequestText.Check(request)) is null));
    }

    [Fact]
    public void Check_SignThatCannotBeKept_InvalidArgumentAtItsField()
    {
        string[] texts = ["a\0", "\ud800", "\udc00\ud800", "\ud83d\ude00\ud83d"];

        foreach (var text in texts)
        {
            var error = ServiceError.From(Assert.Throws<RpcException>(() => RequestText.Check(new CreatePersonRequest { Profile = new() { DisplayName = text } })));
            Assert.Equal((StatusCode.InvalidArgument, "display_name"), (error.Code, Assert.Single(error.Violations).Field));
        }
    }

    [Fact]
    public async Task AnyCall_ZeroCharacter_InvalidArgumentAtItsField()
    {
        await using var module = await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));
        var client = module.Client<MessagesService.MessagesServiceClient>(Callers.Administrator(Guid.NewGuid()));

        var error = await Refused.CallAsync(client.RedeliverMessagesAsync(new() { RequestId = "a\0b" }));

        Assert.Equal((StatusCode.InvalidArgument, "request_id"), (error.Code, Assert.Single(error.Violations).Field));
    }

    [Fact]
    public async Task AnyCall_MessageThatIsNone_InvalidArgument()
    {
        await using var module = await RunningModule.StartAsync(new NoteModule(), await postgres.NewDatabaseAsync("note"));
        var call = new Method<byte[], RedeliverMessagesResponse>(MethodType.Unary, "coproduction.messages.v1.MessagesService", "RedeliverMessages",
            Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(answer => answer.ToByteArray(), RedeliverMessagesResponse.Parser.ParseFrom));

        // The first field is text of two bytes, of which there is none; the first is text that is not UTF-8.
        foreach (var bytes in new byte[][] { [0x0A, 2], [0x0A, 1, 0xFF] })
        {
            var error = await Refused.CallAsync(module.As(Callers.Administrator(Guid.NewGuid())).AsyncUnaryCall(call, null, new(), bytes));
            Assert.Equal(StatusCode.InvalidArgument, error.Code);
        }
    }
}
