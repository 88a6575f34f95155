using System.Collections.Concurrent;
using CoProduction.EndToEnd.Tests;
using CoProduction.TestCommon.Hosting;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Browser))]

namespace CoProduction.EndToEnd.Tests;

/// <summary>A real browser, started once.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

    private readonly ConcurrentDictionary<Entry, Lazy<Task<IPage>>> _phones = [];
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            // Chromium without windows: the whole browser, even with none to be seen, takes more processor time for the same.
            ExecutablePath = "/usr/bin/chromium-headless-shell",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>The administrator's phone: one page, for tests that look at an address each, one after the other, and leave nothing open.</summary>
    public Task<IPage> PhoneAsync(Entry entry) => _phones.GetOrAdd(entry, new Lazy<Task<IPage>>(() => OpenAsync(entry, phone: true))).Value;

    /// <summary>The administrator, signed in, on a laptop or a phone, with or without JavaScript.</summary>
    public async Task<IPage> OpenAsync(Entry entry, bool javaScript = true, bool phone = false)
    {
        var page = await OpenAsync(entry.Url, javaScript, phone);
        await page.Context.AddCookiesAsync([new() { Name = "coproduction-session", Value = entry.Session, Url = entry.Url }]);
        return page;
    }

    /// <summary>A fresh visitor, whom nobody knows.</summary>
    public async Task<IPage> OpenAsync(string url, bool javaScript = true, bool phone = false)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = url,
            JavaScriptEnabled = javaScript,
            BypassCSP = javaScript, // axe is a script, and our pages allow none
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 },
            Locale = "en-GB",
        });
        return await context.NewPageAsync();
    }

    /// <summary>Fails with what axe finds on the page, by WCAG 2.2 AA and good practice.</summary>
    public static async Task AssertAccessibleAsync(IPage page)
    {
        // Our pages have no frames, so axe runs in the page itself: a tenth of the time of going through every frame.
        Assert.Single(page.Frames);
        await page.EvaluateAsync(_axe);
        var violations = await page.EvaluateAsync<string[]>("""
            () => axe.run(document, { resultTypes: ['violations'] })
                .then(found => found.violations.map(v => `${v.id} (${v.help}): ${v.nodes.map(node => node.html).join(', ')}`))
            """);
        Assert.True(violations.Length == 0, $"{page.Url}: {string.Join("; ", violations)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
