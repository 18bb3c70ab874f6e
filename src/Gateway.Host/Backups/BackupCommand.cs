using System.Diagnostics;
using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Host.Desk;
using Gateway.Ops.Development;
using Gateway.Store;
using Gateway.Store.Backup;
using Gateway.Store.Privacy;
using Gateway.Store.Relational;
using Gateway.Store.Restores;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Host.Backups;

/// <summary><c>gateway backup</c>, beside the running service, and <c>gateway restore</c>, while none runs.</summary>
internal static class BackupCommand
{
    public const string Usage = """
        gateway backup TARGET --config FILE --as NAME
              a copy of database and archive beside the running service: TARGET/MOMENT/ and TARGET/archive/. Later backups in TARGET copy only what is new of the archive
        gateway restore TARGET/MOMENT [--replace] [--received CHANNEL=NUMBER,…] --config FILE --as NAME
              verifies a backup and puts it into Storage:Directory, where no store may be; --replace moves the one that is there aside. Everything is paused then: gateway catch-up
              --received: the last receipt number that each channel's courts have; where it is not said, numbers leap by a million
        """;

    private static readonly string[] Known = ["--config", "--as", "--received"];

    public static Task<int> BackUpAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel) => RunAsync(words, [], TakeAsync, output, errors, cancel);

    public static Task<int> RestoreAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel) => RunAsync(words, ["--replace"], PutAsync, output, errors, cancel);

    /// <returns>The exit code: 1 where it could not be done, 2 where the command or the configuration is wrong.</returns>
    private static async Task<int> RunAsync(
        IReadOnlyList<string> words, string[] flags, Func<Request, TextWriter, CancellationToken, Task> run, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (plain, options, fault) = CommandWords.Read(words, flags, Known);
        if (fault is not null || plain.Count != 1 || string.IsNullOrWhiteSpace(options.GetValueOrDefault("--as")))
            return await FailAsync(errors, fault is null ? Usage : $"{fault}\n{Usage}", GatewayProcess.Misconfigured).ConfigureAwait(false);
        try
        {
            var configuration = GatewayConfiguration.Load(options.GetValueOrDefault("--config", "gateway.json")).Configuration;
            var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
            if (storage.Kind != StoreServices.Sqlite)
                return await FailAsync(errors, "Storage:Kind = sql-server: its database is backed up and restored by its own statements, see deploy/RUNBOOK.md", GatewayProcess.Misconfigured).ConfigureAwait(false);
            var privacy = configuration.GetSection(PrivacyOptions.Section).Get<PrivacyOptions>() ?? new PrivacyOptions();
            // A restored store is opened before it lies in its folder.
            if (privacy.KeyFile.Length == 0) privacy.KeyFile = Path.Combine(storage.Directory, KeyFile.Standard);
            var development = configuration.GetSection(DevelopmentOptions.Section).Get<DevelopmentOptions>() ?? new DevelopmentOptions();
            TimeProvider clock = development.Enabled ? OffsetTimeProvider.Shared(storage.Directory) : TimeProvider.System;
            var request = new Request(storage, privacy, clock, plain[0], options["--as"].Trim(), options.ContainsKey("--replace"), CatchUpCommand.Received(options.GetValueOrDefault("--received", "")));
            await run(request, output, cancel).ConfigureAwait(false);
            return 0;
        }
        catch (Exception refused) when (refused is BackupException or StoreKeyException or StoreTooNewException or DeskException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return await FailAsync(errors, refused.Message, 1).ConfigureAwait(false);
        }
    }

    private static async Task TakeAsync(Request request, TextWriter output, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        Directory.CreateDirectory(request.Where);
        var (folder, manifest, digest) = await SqliteBackup.TakeAsync(request.Storage, request.Where, request.Person, request.Clock, cancel).ConfigureAwait(false);
        await SayAsync(output, $"{folder}: database {manifest.Database.Bytes} bytes, archive {manifest.Segments.Count} segments with {manifest.Segments.Sum(s => s.Bytes)} bytes, schema {manifest.SchemaVersion}, {Seconds(since)} s").ConfigureAwait(false);
        await SayAsync(output, $"newest order of {manifest.LastArrival:u}; what comes from now on is in the next backup only").ConfigureAwait(false);
        await SayAsync(output, $"SHA-256 of its manifest: {digest}").ConfigureAwait(false);
        await SayAsync(output, $"not in it: data keys ({(manifest.DataKeys.Count == 0 ? "none in use" : string.Join(' ', manifest.DataKeys))}), bank seals, TLS files, gateway.json. Keep them elsewhere").ConfigureAwait(false);
        // The program of an upgrade backs up the store of the program before it, which it must not open.
        if (manifest.SchemaVersion != SqliteBackup.SchemaVersion) return;
        await using var store = await OpenAsync(request.Storage, request, cancel).ConfigureAwait(false);
        await store.AuditAsync(new AuditEntry($"person:{request.Person}", "store.backed-up", "store", $$"""{"at":"{{manifest.TakenAt:O}}","manifest":"{{digest}}"}"""), cancel).ConfigureAwait(false);
    }

    private static async Task PutAsync(Request request, TextWriter output, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        var (manifest, aside) = await SqliteRestore.PutAsync(request.Storage, request.Where, request.Replace, MarkAsync, request.Clock, cancel).ConfigureAwait(false);
        await SayAsync(output, $"restored: the store of {manifest.TakenAt:u}, newest order of {manifest.LastArrival:u}, {manifest.Segments.Count} segments, {Seconds(since)} s").ConfigureAwait(false);
        if (aside is not null) await SayAsync(output, $"the store before lies in {aside}").ConfigureAwait(false);
        await SayAsync(output, $"everything is paused: start the service, then gateway catch-up list").ConfigureAwait(false);

        async Task MarkAsync(StorageOptions storage, BackupManifest restored)
        {
            await using var store = await OpenAsync(storage, request, cancel).ConfigureAwait(false);
            await store.BeginRestoreAsync(new NewRestore(restored.TakenAt, request.Person, request.Received), cancel).ConfigureAwait(false);
        }
    }

    private static async Task<RelationalStore> OpenAsync(StorageOptions storage, Request request, CancellationToken cancel)
    {
        var store = StoreServices.NewStore(storage, request.Clock, NullLoggerFactory.Instance, request.Privacy);
        await store.MigrateAsync(cancel).ConfigureAwait(false);
        return store;
    }

    private static string Seconds(long since) => Stopwatch.GetElapsedTime(since).TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);

    private static Task SayAsync(TextWriter output, FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));

    private static async Task<int> FailAsync(TextWriter errors, string message, int code)
    {
        await errors.WriteLineAsync(message).ConfigureAwait(false);
        return code;
    }

    private sealed record Request(StorageOptions Storage, PrivacyOptions Privacy, TimeProvider Clock, string Where, string Person, bool Replace, IReadOnlyDictionary<string, long> Received);
}
