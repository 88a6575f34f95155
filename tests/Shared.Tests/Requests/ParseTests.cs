using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Shared.Tests.Requests;

public sealed class ParseTests
{
    [Theory]
    [InlineData("")]
    [InlineData("2026-11-24")]
    [InlineData("2028-02-29")]
    [InlineData("1900-01-01")]
    [InlineData("2199-12-31")]
    public void OptionalDate_DayOrNothing_IsGivenBack(string day) => Assert.Equal(day, Parse.OptionalDate(day, "day"));

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("2026-2-3")]
    [InlineData("24 11 2026")]
    [InlineData("1899-12-31")]
    [InlineData("2200-01-01")]
    [InlineData("-04-")]
    public void OptionalDate_NoRealDay_NamesTheField(string day) => Assert.Equal("day", FieldOf(() => Parse.OptionalDate(day, "day")));

    [Theory]
    [InlineData(StatusCode.OK)] // the first value: nothing was chosen
    [InlineData((StatusCode)99)]
    public void Choice_NotOne_NamesTheField(StatusCode value) => Assert.Equal("choice", FieldOf(() => Parse.Choice(value, "choice", "Choose.")));

    [Fact]
    public void Choice_One_IsGivenBack() => Assert.Equal(StatusCode.Aborted, Parse.Choice(StatusCode.Aborted, "choice", "Choose."));

    private static string FieldOf(Func<object> parse) => Assert.Single(ServiceError.From(Assert.Throws<RpcException>(() => { parse(); })).Violations).Field;
}
