using CoProduction.Common.V1;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using FsCheck;
using FsCheck.Xunit;
using Grpc.Core;

namespace CoProduction.Shared.Tests.Paging;

public sealed class PageTests
{
    [Property]
    public void Next_AnyListAnyPageSize_EachRowOnceInOrder(NonNull<string>[] names, byte pageSize)
    {
        var list = names.Select((name, id) => new Row(name.Get, id)).Order(Row.InListOrder).ToList();

        Assert.Equal(list, ReadAll(list, pageSize));
    }

    [Property]
    public void Read_TokenOfOtherFilter_InvalidArgument(int project, int otherProject)
    {
        var token = Page.Read(new() { PageSize = 1 }, "themes", project).Next([1, 2], id => [id]);
        var request = new PageRequest { PageToken = token };

        if (project == otherProject)
            Assert.Equal("1", Page.Read(request, "themes", otherProject).After(0));
        else
            AssertRefused(request, "themes", otherProject);
    }

    [Property]
    public void Read_AnyTextAsToken_InvalidArgument(NonEmptyString text) => AssertRefused(new() { PageToken = text.Get }, "themes");

    [Theory]
    [InlineData(0, 50)]
    [InlineData(-1, 50)]
    [InlineData(1, 1)]
    [InlineData(1000, 1000)]
    [InlineData(1001, 1000)]
    public void Read_PageSize_WithinBounds(int asked, int expected)
    {
        var page = Page.Read(new() { PageSize = asked });

        Assert.Equal((expected, expected + 1), (page.Size, page.Limit));
    }

    [Fact]
    public void Read_NothingAsked_FirstPageOfFifty()
    {
        var page = Page.Read(null);

        Assert.Equal((50, true, null), (page.Size, page.IsFirst, page.After(0)));
    }

    private static void AssertRefused(PageRequest request, params object[] filter)
    {
        var error = ServiceError.From(Assert.Throws<RpcException>(() => Page.Read(request, filter)));
        Assert.Equal((StatusCode.InvalidArgument, "page_token"), (error.Code, Assert.Single(error.Violations).Field));
    }

    private static List<Row> ReadAll(List<Row> list, int pageSize)
    {
        List<Row> seen = [];
        var request = new PageRequest { PageSize = pageSize };
        do
        {
            var page = Page.Read(request, "rows");
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
