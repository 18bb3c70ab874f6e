using Gateway.Store;
using Gateway.Worker.Emergency;
using Gateway.Worker.Feed;
using Gateway.Worker.Inquiries;
using Gateway.Worker.Objections;
using Gateway.Worker.Publishing;
using Gateway.Worker.Receipts;
using Gateway.Worker.Reconciliation;
using Gateway.Worker.Relaying;
using Gateway.Worker.Restores;
using Gateway.Worker.Reviews;
using Gateway.Worker.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker;

/// <summary>Registers the worker.</summary>
public static class WorkerServices
{
    /// <summary>
    /// The worker's background services. What they work on is registered by the caller: IStore, IDeskStore, ILeases, IReconciliationStore, IPauseStore, IObjectionStore, IRestoreStore, IDamagedReceipts, PauseBoard, PausePolling, IWorkBus, ICoreBanking, CoreRefusals, WorkSignal, ReceiptSignal, OrderTraffic, CourtBook, Rules,
    /// BankIdentity, SealRing, WorkerOptions, TimeProvider.
    /// </summary>
    public static IServiceCollection AddWorker(this IServiceCollection services) => services
        .AddSingleton<WorkerMetrics>()
        .AddSingleton<ReceiptRests>()
        .AddSingleton<WorkRetries>()
        .AddSingleton<SetbackNotes>()
        .AddSingleton<ReceiptMaker>()
        .AddSingleton<NoticeSignal>()
        .AddSingleton<ReceiptStage>()
        .AddSingleton(p => new InterimStage(
            p.GetRequiredService<IStore>(), p.GetRequiredService<ReceiptMaker>(), p.GetRequiredService<ReceiptRests>(), p.GetRequiredService<ReceiptSignal>(),
            p.GetRequiredService<WorkerOptions>(), p.GetRequiredService<WorkerMetrics>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<InterimStage>>()))
        .AddSingleton<TurnExecution>()
        .AddSingleton<AccountTurnRunner>()
        .AddSingleton<InquiryAnswering>()
        .AddSingleton<InquiryYield>()
        .AddSingleton<InquiryRunner>()
        .AddSingleton<ExpiryJob>()
        .AddSingleton<Reconciler>()
        .AddSingleton<FeedReader>()
        .AddSingleton<EffectListing>()
        .AddSingleton<RestoreWatch>()
        // Stopped in the reverse order: first nothing new is relayed or begun, at last receipts.
        .AddHostedService(p => p.GetRequiredService<ReceiptStage>())
        .AddHostedService<NoticeStage>()
        .AddHostedService<PaymentStage>()
        .AddHostedService<RemakeStage>()
        .AddHostedService<ObjectionStage>()
        .AddHostedService(p => p.GetRequiredService<InterimStage>())
        .AddHostedService<DeskWatch>()
        .AddHostedService<CatchUp>()
        .AddHostedService<PaymentWatch>()
        // Before it no line is begun.
        .AddHostedService(p => p.GetRequiredService<RestoreWatch>())
        .AddHostedService<WorkConsumer>()
        .AddHostedService<Relay>()
        .AddHostedService<Publisher>()
        .AddHostedService(p => p.GetRequiredService<ExpiryJob>())
        .AddHostedService(p => p.GetRequiredService<FeedReader>())
        .AddHostedService<ReconciliationJob>();
}
