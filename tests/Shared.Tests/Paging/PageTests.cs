using System.Security.Cryptography;
using System.Text;
using CoProduction.Common.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.TestCommon.Modules;
using FsCheck;
using FsCheck.Xunit;
using Grpc.Core;

namespace CoProduction.Shared.Tests.Paging;

public sealed class PageTests
{
    private static readonly PageTokens _tokens = new(RandomNumberGenerator.GetBytes(32));
    private static readonly Caller _caller = Callers.Facilitator(Guid.NewGuid());

    [Property]
    public void Next_AnyListAnyPageSize_EachRowOnceInOrder(NonNull<string>[] names, byte pageSize)
    {
        var list = names.Select((name, id) => new Row(name.Get, id)).Order(Row.InListOrder).ToList();

        Assert.Equal(list, ReadAll(list, pageSize));
    }

    [Property]
    public void Read_TokenOfOtherFilter_InvalidArgument(int project, NonNull<string> words, int otherProject, NonNull<string> otherWords)
    {
        var token = TokenOf(_tokens, _caller, "themes", project, words.Get);

        if ((project, words.Get) == (otherProject, otherWords.Get))
            Assert.Equal("Ada", Read(token, "themes", otherProject, otherWords.Get).After(0));
        else
            AssertRefused(() => Read(token, "themes", otherProject, otherWords.Get));
    }

    [Fact]
    public void Read_TokenOfAnotherList_InvalidArgument() => AssertRefused(() => Read(TokenOf(_tokens, _caller, "themes"), "statements"));

    [Fact]
    public void Read_TokenOfSomebodyElse_InvalidArgument() => AssertRefused(() => Read(TokenOf(_tokens, _caller with { PersonId = Guid.NewGuid() }, "themes"), "themes"));

    [Fact]
    public void Read_TokenOfAnotherPartnership_InvalidArgument() => AssertRefused(() => Read(TokenOf(_tokens, _caller with { PartnershipId = Guid.NewGuid() }, "themes"), "themes"));

    [Fact]
    public void Read_TokenOfAnotherKey_InvalidArgument() => AssertRefused(() => Read(TokenOf(new(RandomNumberGenerator.GetBytes(32)), _caller, "themes"), "themes"));

    [Property]
    public void Read_AnyTextAsToken_InvalidArgument(NonEmptyString text) => AssertRefused(() => Read(text.Get, "themes"));

    [Property]
    public void Read_ChangedToken_InvalidArgument(byte place, byte other)
    {
        var token = TokenOf(_tokens, _caller, "themes").ToCharArray();
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var at = place % token.Length;
        var changed = letters[other % letters.Length] == token[at] ? letters[(other + 1) % letters.Length] : letters[other % letters.Length];
        token[at] = changed;

        AssertRefused(() => Read(new(token), "themes"));
    }

    [Property]
    public void Read_CutToken_InvalidArgument(byte length)
    {
        var token = TokenOf(_tokens, _caller, "themes");

        AssertRefused(() => Read(token[..(1 + length % (token.Length - 1))], "themes"));
    }

    [Fact]
    public void Next_KeysWithAName_TokenIsNeverTheSameAndHasNoWordOfIt()
    {
        var tokens = Enumerable.Range(0, 100).Select(_ => TokenOf(_tokens, _caller, "people")).ToList();

        Assert.Equal(tokens.Count, tokens.Distinct().Count());
        Assert.All(tokens, token => Assert.DoesNotContain("Ada", Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token)), StringComparison.Ordinal));
        Assert.All(tokens, token => Assert.InRange(token.Length, 1, 100));
    }

    [Fact]
    public void After_TokenWithFewerKeysThanTheListHasNow_InvalidArgument() => AssertRefused(() => Read(TokenOf(_tokens, _caller, "themes"), "themes").After(2));

    [Theory]
    [InlineData(0, 50)]
    [InlineData(-1, 50)]
    [InlineData(1, 1)]
    [InlineData(1000, 1000)]
    [InlineData(1001, 1000)]
    public void Read_PageSize_WithinBounds(int asked, int expected)
    {
        var page = Page.Read(_tokens, _caller, new() { PageSize = asked }, "themes");

        Assert.Equal((expected, expected + 1), (page.Size, page.Limit));
    }

    [Fact]
    public void Read_NothingAsked_FirstPageOfFifty()
    {
        var page = Page.Read(_tokens, _caller, null, "themes");

        Assert.Equal((50, true, null), (page.Size, page.IsFirst, page.After(0)));
    }

    private static Page Read(string token, string list, params object[] filter) => Page.Read(_tokens, _caller, new() { PageToken = token }, list, filter);

    private static string TokenOf(PageTokens tokens, Caller caller, string list, params object[] filter) =>
        Page.Read(tokens, caller, new() { PageSize = 1 }, list, filter).Next(["Ada", "Bo"], name => [name, 7]);

    private static void AssertRefused(Action read)
    {
        var error = ServiceError.From(Assert.Throws<RpcException>(read));
        Assert.Equal((StatusCode.InvalidArgument, "page_token"), (error.Code, Assert.Single(error.Violations).Field));
    }

    private static List<Row> ReadAll(List<Row> list, int pageSize)
    {
        List<Row> seen = [];
        var request = new PageRequest { PageSize = pageSize };
        do
        {
            var page = Page.Read(_tokens, _caller, request, "rows");
            var after = page.IsFirst ? null : new Row(page.After(0)!, int.Parse(page.After(1)!));
            var rows = list.Where(row => after is null || Row.InListOrder.Compare(row, after) > 0).Take(page.Limit).ToList();
            request.PageToken = page.Next(rows, row => [row.Name, row.Id]);
            Assert.True(rows.Count <= page.Size);
            seen.AddRange(rows);
        }
        while (request.PageToken.Length > 0);
        return seen;
    }

    private sealed record Row(string Name, int Id)
    {
        public static IComparer<Row> InListOrder { get; } = Comparer<Row>.Create((a, b) =>
            string.CompareOrdinal(a.Name, b.Name) is not 0 and var byName ? byName : a.Id.CompareTo(b.Id));
    }
}
